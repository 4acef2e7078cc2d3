using Microsoft.Extensions.AI;
using MindMatrix.Settings;
using MindMatrix.Store;
using OllamaSharp;
using OllamaSharp.Models.Exceptions;

namespace MindMatrix.Models;

/// <summary>A model on one's own machine, served by Ollama.</summary>
internal sealed record OllamaModel(IChatClient Client, string Model, string Address) : ChatModel("ollama", Model)
{
    public override bool IsFree => true;

    public static OllamaModel Create(AppSettings settings, string model, IHttpClientFactory http)
    {
        var client = http.CreateClient(ChatModels.HttpName);
        client.BaseAddress = new Uri(settings.OllamaBaseUrl);
        client.Timeout = TimeSpan.FromMinutes(10);
        return new OllamaModel(new OllamaApiClient(client, model), model, settings.OllamaBaseUrl);
    }

    public override ChatOptions Options(ChatResponseFormat format) => new() { ResponseFormat = format };

    public override async Task<ChatResponse> GetResponseAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        var note = RetryAfterHandler.Begin();
        try
        {
            return await Client.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException { StatusCode: not null } or OllamaException)
        {
            var status = error is HttpRequestException { StatusCode: { } code } ? (int)code : error.Message.Contains("not found", StringComparison.OrdinalIgnoreCase) ? 404 : 500;
            if (status == 404)
                throw new PermanentFailureException($"Ollama at {Address} has no model {Model}. Load it with «ollama pull {Model}», or check OLLAMA_MODEL.", error);
            if (status is 429 or 503)
                throw new ProviderBusyException("Ollama", status, note.RetryAfter, error);
            throw;
        }
        catch (HttpRequestException error)
        {
            throw new HttpRequestException($"Ollama does not answer at {Address}; start it, or check OLLAMA_BASE_URL. ({error.Message})", error);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("Ollama did not answer in time.", error);
        }
    }
}
