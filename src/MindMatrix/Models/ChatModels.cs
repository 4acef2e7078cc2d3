using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Models;

/// <summary>A chat client and how it must be asked.</summary>
/// <param name="Provider">anthropic or offline.</param>
internal abstract record ChatModel(string Provider, string Model)
{
    public abstract ChatOptions Options(ChatResponseFormat format);

    /// <exception cref="PermanentFailureException">Another attempt would fail as well.</exception>
    public abstract Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken);
}

/// <summary>The chat client for each role, chosen from the settings at start.</summary>
internal sealed class ChatModels
{
    private readonly Dictionary<ModelRole, ChatModel> _byRole;

    /// <param name="offline">The rules that answer when no provider is set.</param>
    public ChatModels(AppSettings settings, [FromKeyedServices(OfflineKey)] IChatClient offline, IHttpClientFactory http)
    {
        Provider = settings.ModelProvider == "auto" ? (settings.AnthropicApiKey is null ? "offline" : "anthropic") : settings.ModelProvider;
        _byRole = Enum.GetValues<ModelRole>().ToDictionary(role => role, role => Provider == "offline"
            ? new OfflineModel(offline) as ChatModel
            : AnthropicModel.Create(settings, role == ModelRole.Triage ? settings.AnthropicTriageModel : settings.AnthropicModel, http));
    }

    public const string OfflineKey = "offline";

    /// <summary>anthropic or offline.</summary>
    public string Provider { get; }

    public bool IsOffline => Provider == "offline";

    public ChatModel For(ModelRole role) => _byRole[role];

    private sealed record OfflineModel(IChatClient Client) : ChatModel("offline", "offline-rules")
    {
        public override ChatOptions Options(ChatResponseFormat format) => new() { ResponseFormat = format };

        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) =>
            Client.GetResponseAsync(messages, options, cancellationToken);
    }
}

/// <summary>Claude through the official SDK.</summary>
internal sealed record AnthropicModel(IChatClient Client, string Model) : ChatModel("anthropic", Model)
{
    // Thinking is on by default in this family and counts towards the limit: a small one returns no text at all.
    private const int MaxTokens = 16_000;

    public static AnthropicModel Create(AppSettings settings, string model, IHttpClientFactory http)
    {
        var client = http.CreateClient("anthropic");
        client.Timeout = Timeout.InfiniteTimeSpan;
        var anthropic = new AnthropicClient
        {
            ApiKey = settings.AnthropicApiKey,
            BaseUrl = settings.AnthropicBaseUrl,
            MaxRetries = 2,
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
            CacheControl = new CacheControlEphemeral(),
        },
    };

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await Client.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Anthropic.Exceptions.AnthropicApiException error) when ((int)error.StatusCode is 400 or 401 or 402 or 403 or 404 or 413)
        {
            throw new PermanentFailureException($"Anthropic refused the request ({(int)error.StatusCode}): {Remedy((int)error.StatusCode)}", error);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            // The SDK reports its own time-out as a cancellation; it is a failure like any other.
            throw new TimeoutException("Anthropic did not answer in time.", error);
        }
    }

    private string Remedy(int status) => status switch
    {
        401 => "the key is wrong; check ANTHROPIC_API_KEY.",
        402 => "the account has no credit; add credit in Anthropic's console.",
        403 => "the key may not use this model; check its permissions.",
        404 => $"the model {Model} does not exist or is retired; check ANTHROPIC_MODEL and ANTHROPIC_TRIAGE_MODEL.",
        413 => "the text is too long.",
        _ => "see the server's log for its message.",
    };
}
