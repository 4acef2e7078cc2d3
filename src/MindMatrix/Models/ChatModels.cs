using Microsoft.Extensions.AI;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Models;

/// <summary>A chat client and how it must be asked.</summary>
/// <param name="Provider">anthropic, openai, ollama or offline.</param>
internal abstract record ChatModel(string Provider, string Model)
{
    /// <summary>True when calls cost nothing and leave this machine's control to nobody: rules, or a model of one's own.</summary>
    public virtual bool IsFree => false;

    public abstract ChatOptions Options(ChatResponseFormat format);

    /// <exception cref="PermanentFailureException">Another attempt would fail as well.</exception>
    /// <exception cref="ProviderBusyException">The provider has no room now.</exception>
    public abstract Task<ChatResponse> GetResponseAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken);
}

/// <summary>The chat client for each role, chosen from the settings at start.</summary>
internal sealed class ChatModels
{
    private readonly Dictionary<ModelRole, ChatModel> _byRole;

    /// <param name="offline">The rules that answer when no provider is set.</param>
    public ChatModels(AppSettings settings, [FromKeyedServices(OfflineKey)] IChatClient offline, IHttpClientFactory http)
    {
        Provider = settings.ModelProvider != "auto" ? settings.ModelProvider
            : settings.AnthropicApiKey is not null ? "anthropic" : settings.OpenAiApiKey is not null ? "openai" : "offline";
        _byRole = Enum.GetValues<ModelRole>().ToDictionary(role => role, role => (role == ModelRole.Rules ? "offline" : Provider) switch
        {
            "anthropic" => AnthropicModel.Create(settings, settings.AnthropicModels.For(role), http),
            "openai" => OpenAiModel.Create(settings, settings.OpenAiModels.For(role), http),
            "ollama" => OllamaModel.Create(settings, settings.OllamaModels.For(role), http),
            _ => new OfflineModel(offline) as ChatModel,
        });
    }

    public const string OfflineKey = "offline";

    /// <summary>The name of the HTTP client that providers are reached by.</summary>
    public const string HttpName = "model-provider";

    /// <summary>anthropic, openai, ollama or offline.</summary>
    public string Provider { get; }

    public bool IsOffline => Provider == "offline";

    public ChatModel For(ModelRole role) => _byRole[role];

    /// <summary>What the journal calls the rules.</summary>
    public const string RulesName = "offline-rules";

    private sealed record OfflineModel(IChatClient Client) : ChatModel("offline", RulesName)
    {
        public override bool IsFree => true;

        public override ChatOptions Options(ChatResponseFormat format) => new() { ResponseFormat = format };

        public override Task<ChatResponse> GetResponseAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken) =>
            Client.GetResponseAsync(messages, options, cancellationToken);
    }
}
