using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using MindMatrix.Settings;

namespace MindMatrix.Models;

/// <summary>Claude through the official SDK.</summary>
internal sealed record AnthropicModel(IChatClient Client, string Model) : ChatModel("anthropic", Model)
{
    // Thinking is on by default in this family and counts towards the limit: a small one returns no text at all.
    private const int MaxTokens = 16_000;

    public static AnthropicModel Create(AppSettings settings, string model, IHttpClientFactory http)
    {
        var client = http.CreateClient(ChatModels.HttpName);
        client.Timeout = Timeout.InfiniteTimeSpan;
        var anthropic = new AnthropicClient
        {
            ApiKey = settings.AnthropicApiKey,
            BaseUrl = settings.AnthropicBaseUrl,
            // The gate and the step try again, for the whole cluster; the SDK would do so for each call alone.
            MaxRetries = 0,
            Timeout = TimeSpan.FromMinutes(5),
            HttpClient = client,
        };
        return new AnthropicModel(anthropic.AsIChatClient(model, MaxTokens), model);
    }

    public override ChatOptions Options(ChatResponseFormat format) => new()
    {
        ResponseFormat = format,
        RawRepresentationFactory = _ => new MessageCreateParams
        {
            MaxTokens = MaxTokens,
            Model = Model,
            Messages = [],
            OutputConfig = new OutputConfig { Effort = Effort.Low },
        },
    };

    public override async Task<ChatResponse> GetResponseAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var note = RetryAfterHandler.Begin();
        try
        {
            return await Client.GetResponseAsync(WithCacheBreakpoint(messages), options, cancellationToken);
        }
        catch (AnthropicApiException error) when (ProviderErrors.Of("Anthropic", Model, "ANTHROPIC_API_KEY", "ANTHROPIC_MODEL, ANTHROPIC_TRIAGE_MODEL and ANTHROPIC_SYNTHESIS_MODEL", (int)error.StatusCode, $"{error.Message} {error.ErrorCode}", note.RetryAfter, error) is { } kind)
        {
            throw kind;
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            // The SDK reports its own time-out as a cancellation; it is a failure like any other.
            throw new TimeoutException("Anthropic did not answer in time.", error);
        }
    }

    /// <summary>
    /// Marks the end of what several calls have in common, the first text of the first question: the calls after the first read it from
    /// the cache at a tenth of the price. A mark on the last block would be written anew by each.
    /// </summary>
    private static List<ChatMessage> WithCacheBreakpoint(IReadOnlyList<ChatMessage> messages) =>
        [.. messages.Select((m, i) => i == messages.ToList().FindIndex(x => x.Role == ChatRole.User) && m.Contents.Count > 1 && m.Contents[0] is TextContent shared
            ? new ChatMessage(m.Role, [new TextContent(shared.Text).WithCacheControl((Ttl?)null), .. m.Contents.Skip(1)])
            : m)];
}
