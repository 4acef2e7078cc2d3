using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using MindMatrix.Settings;
using OpenAI;

namespace MindMatrix.Models;

/// <summary>Any server that speaks OpenAI's chat completions.</summary>
internal sealed record OpenAiModel(IChatClient Client, string Model) : ChatModel("openai", Model)
{
    public static OpenAiModel Create(AppSettings settings, string model, IHttpClientFactory http)
    {
        var client = http.CreateClient(ChatModels.HttpName);
        client.Timeout = Timeout.InfiniteTimeSpan;
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(settings.OpenAiBaseUrl),
            NetworkTimeout = TimeSpan.FromMinutes(5),
            RetryPolicy = new ClientRetryPolicy(0),
            Transport = new HttpClientPipelineTransport(client),
        };
        return new OpenAiModel(new OpenAI.Chat.ChatClient(model, new ApiKeyCredential(settings.OpenAiApiKey!), options).AsIChatClient(), model);
    }

    public override ChatOptions Options(ChatResponseFormat format) => new() { ResponseFormat = format };

    public override async Task<ChatResponse> GetResponseAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var note = RetryAfterHandler.Begin();
        try
        {
            return await Client.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (ClientResultException error) when (error.Status == 400 && SpeaksOfFormat(error.Message) && options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema })
        {
            // Many compatible servers know no schema: they are told in words.
            var plain = options.Clone();
            plain.ResponseFormat = ChatResponseFormat.Text;
            return await GetResponseAsync([.. messages, new ChatMessage(ChatRole.User, $"Answer with one JSON value of this schema and nothing else:\n{schema.GetRawText()}")], plain, cancellationToken);
        }
        catch (ClientResultException error) when (ProviderErrors.Of("The OpenAI-compatible server", Model, "OPENAI_API_KEY", "OPENAI_MODEL", error.Status, error.Message, note.RetryAfter, error) is { } kind)
        {
            throw kind;
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The OpenAI-compatible server did not answer in time.", error);
        }
    }

    private static bool SpeaksOfFormat(string message) =>
        message.Contains("response_format", StringComparison.OrdinalIgnoreCase) || message.Contains("json_schema", StringComparison.OrdinalIgnoreCase);
}
