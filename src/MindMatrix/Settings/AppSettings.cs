using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MindMatrix.Settings;

/// <summary>Everything that can be set from outside; see <see cref="SettingDefinitions"/> for names, defaults and meaning.</summary>
internal sealed record AppSettings
{
    public required string Environment { get; init; }
    public required string LogLevel { get; init; }
    public required bool JsonLogs { get; init; }
    public required string? Host { get; init; }
    public required int Port { get; init; }
    public required string DataDir { get; init; }
    public required string OwnerName { get; init; }
    public required string? ApiKey { get; init; }
    public required string ApiKeyHeader { get; init; }
    public required string ModelProvider { get; init; }
    public required string? AnthropicApiKey { get; init; }
    public required RoleModels AnthropicModels { get; init; }
    public required string AnthropicBaseUrl { get; init; }
    public required string? OpenAiApiKey { get; init; }
    public required RoleModels OpenAiModels { get; init; }
    public required string OpenAiBaseUrl { get; init; }
    public required RoleModels OllamaModels { get; init; }
    public required string OllamaBaseUrl { get; init; }

    /// <summary>1 to 64: how many calls to a provider run at once in the whole cluster, at most.</summary>
    public required int ModelMaxConcurrency { get; init; }

    /// <summary>Prices of models besides those that are known.</summary>
    public required IReadOnlyDictionary<string, ModelPrice> ModelPrices { get; init; }

    /// <summary>US dollars per decision; 0 for no limit.</summary>
    public required decimal DecisionBudgetUsd { get; init; }

    /// <summary>US dollars per UTC day; 0 for no limit.</summary>
    public required decimal DailyBudgetUsd { get; init; }

    /// <summary>Hosts that links in what models say may lead to.</summary>
    public required IReadOnlyList<string> AllowedLinkHosts { get; init; }

    /// <summary>False: all advisers are heard only when a person asks for it.</summary>
    public required bool EnableAutoDialectic { get; init; }

    /// <summary>1 to 10: from this impact on all advisers are heard.</summary>
    public required int AutoDialecticMinImpact { get; init; }

    /// <summary>0 to 1: the conflict index from which there is a cross-examination.</summary>
    public required double CrossExaminationMinConflict { get; init; }

    /// <summary>In the decision's currency: above it an unclear leader leads to a cross-examination.</summary>
    public required double CrossExaminationMinStake { get; init; }

    /// <summary>0 to 1: below it a triage goes to Needs_Review.</summary>
    public required double TriageMinConfidence { get; init; }

    /// <summary>Null while Notion is not connected.</summary>
    public required NotionSettings? Notion { get; init; }

    /// <summary>False: the Command Center page changes on request only.</summary>
    public required bool CommandCenterRefreshEnabled { get; init; }

    public required int CommandCenterRefreshMinutes { get; init; }

    /// <summary>How often the inbox is looked through, seconds.</summary>
    public required int PollingIntervalSeconds { get; init; }

    /// <summary>Where the server listens: the given host, else loopback only, else, once a key guards it, every interface.</summary>
    /// <remarks>«localhost» is both loopback addresses, which cannot share a port that is free only by chance: PORT=0 takes one of them.</remarks>
    public string ListenUrl => $"http://{Host ?? (ApiKey is not null ? "*" : Port == 0 ? "127.0.0.1" : "localhost")}:{Port}";

    /// <summary>True when nothing beyond this machine can reach the server.</summary>
    public bool ListensOnLoopbackOnly => Host is null ? ApiKey is null : Host is "localhost" or "127.0.0.1" or "[::1]";

    /// <summary>Reads and checks every setting.</summary>
    /// <param name="read">Gives a setting's raw text, null when unset.</param>
    /// <exception cref="SettingsException">One or more are wrong; all are listed.</exception>
    public static AppSettings From(Func<string, string?> read)
    {
        var reader = new SettingReader(read);
        var settings = new AppSettings
        {
            Environment = reader.OneOf("ENVIRONMENT", "development", "staging", "production"),
            LogLevel = reader.OneOf("LOG_LEVEL", "Trace", "Debug", "Information", "Warning", "Error", "Critical"),
            JsonLogs = reader.Flag("JSON_LOGS"),
            Host = reader.Address("HOST"),
            Port = reader.Whole("PORT", 0, 65_535),
            DataDir = Path.GetFullPath(reader.Text("DATA_DIR")),
            OwnerName = reader.Text("OWNER_NAME"),
            ApiKey = reader.Secret("API_KEY", minimumLength: 16),
            ApiKeyHeader = reader.Text("API_KEY_HEADER"),
            ModelProvider = reader.OneOf("MODEL_PROVIDER", "auto", "anthropic", "openai", "ollama", "offline"),
            AnthropicApiKey = reader.Secret("ANTHROPIC_API_KEY", minimumLength: 10),
            AnthropicModels = new(reader.Text("ANTHROPIC_TRIAGE_MODEL"), reader.Text("ANTHROPIC_MODEL"), reader.Optional("ANTHROPIC_SYNTHESIS_MODEL") ?? reader.Text("ANTHROPIC_MODEL")),
            // The SDK adds the version itself; with it twice every call would be «no such model».
            AnthropicBaseUrl = reader.HttpUrl("ANTHROPIC_BASE_URL") is var url && url.EndsWith("/v1", StringComparison.Ordinal) ? url[..^"/v1".Length] : url,
            OpenAiApiKey = reader.Secret("OPENAI_API_KEY", minimumLength: 3),
            OpenAiModels = reader.Models("OPENAI"),
            OpenAiBaseUrl = reader.HttpUrl("OPENAI_BASE_URL"),
            OllamaModels = reader.Models("OLLAMA"),
            OllamaBaseUrl = reader.HttpUrl("OLLAMA_BASE_URL"),
            ModelMaxConcurrency = reader.Whole("MODEL_MAX_CONCURRENCY", 1, 64),
            ModelPrices = reader.Prices("MODEL_PRICES"),
            DecisionBudgetUsd = (decimal)reader.Number("DECISION_BUDGET_USD", 0, 1_000_000),
            DailyBudgetUsd = (decimal)reader.Number("DAILY_BUDGET_USD", 0, 1_000_000),
            AllowedLinkHosts = (reader.Optional("ALLOWED_LINK_HOSTS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            EnableAutoDialectic = reader.Flag("ENABLE_AUTO_DIALECTIC"),
            AutoDialecticMinImpact = reader.Whole("AUTO_DIALECTIC_MIN_IMPACT", 1, 10),
            CrossExaminationMinConflict = reader.Number("CROSS_EXAMINATION_MIN_CONFLICT", 0, 1),
            CrossExaminationMinStake = reader.Number("CROSS_EXAMINATION_MIN_STAKE", 0, 1e15),
            TriageMinConfidence = reader.Number("TRIAGE_MIN_CONFIDENCE", 0, 1),
            Notion = NotionSettings.Read(reader),
            CommandCenterRefreshEnabled = reader.Flag("COMMAND_CENTER_REFRESH_ENABLED"),
            CommandCenterRefreshMinutes = reader.Whole("COMMAND_CENTER_REFRESH_INTERVAL", 1, 1_440),
            PollingIntervalSeconds = reader.Whole("POLLING_INTERVAL_SECONDS", 5, 86_400),
        };
        if (settings.ModelProvider == "anthropic" && settings.AnthropicApiKey is null)
            reader.Fault("ANTHROPIC_API_KEY", "is not set although MODEL_PROVIDER is anthropic", "Set it, or set MODEL_PROVIDER=offline.");
        var openAi = settings.ModelProvider == "openai" || (settings.ModelProvider == "auto" && settings.AnthropicApiKey is null && settings.OpenAiApiKey is not null);
        if (openAi && settings.OpenAiApiKey is null)
            reader.Fault("OPENAI_API_KEY", "is not set although MODEL_PROVIDER is openai", "Set it; a server of your own that asks for none takes any word of three letters.");
        if (openAi && settings.OpenAiModels.Adviser.Length == 0)
            reader.Fault("OPENAI_MODEL", "is not set", "Name the model that the server should answer with.");
        if (settings.ModelProvider == "ollama" && settings.OllamaModels.Adviser.Length == 0)
            reader.Fault("OLLAMA_MODEL", "is not set although MODEL_PROVIDER is ollama", "Name a model that «ollama list» shows.");
        foreach (var (name, model) in new[] { ("ANTHROPIC_TRIAGE_MODEL", settings.AnthropicModels.Triage), ("ANTHROPIC_MODEL", settings.AnthropicModels.Adviser), ("ANTHROPIC_SYNTHESIS_MODEL", settings.AnthropicModels.Synthesis) }.DistinctBy(m => m.Item2))
        {
            if (RoleModels.Retired.Contains(model))
                reader.Fault(name, $"is {model}, which Anthropic has retired", "Use claude-sonnet-5-5, claude-haiku-5-5 or claude-opus-5-5.");
        }
        foreach (var (name, what) in NotBuiltYet)
        {
            if (reader.Optional(name) is not null)
                reader.Fault(name, $"is set, but {what} is not part of this version", $"Remove {name}; the embedded default needs no setting.");
        }
        return reader.Faults.Count == 0 ? settings : throw new SettingsException(reader.Faults);
    }

    // Settings of the design whose feature is still to come: to accept them in silence would be to pretend.
    private static readonly (string Name, string What)[] NotBuiltYet =
    [
        ("DATABASE_URL", "the PostgreSQL store"), ("REDIS_URL", "the cluster"),
    ];
}

/// <summary>The model of each role.</summary>
internal sealed record RoleModels(string Triage, string Adviser, string Synthesis)
{
    /// <summary>Models of Anthropic that its API no longer answers for.</summary>
    public static readonly IReadOnlySet<string> Retired = new HashSet<string>
    {
        "claude-3-5-sonnet-20241022", "claude-3-haiku-20240307", "claude-sonnet-4-20250514", "claude-opus-4-20250514", "claude-opus-4-1", "claude-opus-4-1-20250805",
    };
}

/// <summary>US dollars per million tokens, which is micro-dollars per token.</summary>
internal sealed record ModelPrice(decimal Input, decimal Output);

/// <summary>One thing wrong with the settings.</summary>
internal sealed record SettingFault(string Name, string What, string Remedy)
{
    public override string ToString() => $"{Name} {What}. {Remedy}";
}

/// <summary>The settings are wrong; every fault is listed, each with its remedy.</summary>
internal sealed class SettingsException(IReadOnlyList<SettingFault> faults)
    : Exception("The settings are wrong:\n" + string.Join("\n", faults.Select(f => "  - " + f)))
{
    public IReadOnlyList<SettingFault> Faults => faults;
}

/// <summary>Reads raw settings and collects every fault instead of stopping at the first.</summary>
internal sealed class SettingReader(Func<string, string?> read)
{
    public List<SettingFault> Faults { get; } = [];

    public void Fault(string name, string what, string remedy) => Faults.Add(new(name, what, remedy));

    public string? Optional(string name) => read(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public string Text(string name) => Optional(name) ?? SettingDefinitions.Of(name).Default
        ?? throw new InvalidOperationException($"{name} has no default.");

    public string OneOf(string name, params string[] allowed)
    {
        var text = Text(name);
        var match = allowed.FirstOrDefault(a => a.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (match is null && name == "LOG_LEVEL" && LogLevelAliases.TryGetValue(text.ToUpperInvariant(), out var alias))
            return alias;
        if (match is null)
            Fault(name, $"is «{text}»", $"Use one of {string.Join(", ", allowed)}.");
        return match ?? allowed[0];
    }

    // The names of the Python system that this one replaces.
    private static readonly Dictionary<string, string> LogLevelAliases = new() { ["INFO"] = "Information", ["WARN"] = "Warning", ["FATAL"] = "Critical" };

    public bool Flag(string name)
    {
        var text = Text(name).ToLowerInvariant();
        if (text is not ("true" or "false" or "1" or "0" or "yes" or "no"))
            Fault(name, $"is «{text}»", "Use true or false.");
        return text is "true" or "1" or "yes";
    }

    /// <summary>PREFIX_MODEL, and where they are set PREFIX_TRIAGE_MODEL and PREFIX_SYNTHESIS_MODEL; empty when none is.</summary>
    public RoleModels Models(string prefix)
    {
        var model = Optional($"{prefix}_MODEL") ?? "";
        return new RoleModels(Optional($"{prefix}_TRIAGE_MODEL") ?? model, model, Optional($"{prefix}_SYNTHESIS_MODEL") ?? model);
    }

    /// <summary>A list such as <c>gpt-x:1.25/10,other:0.5/2</c>: US dollars per million tokens read and written.</summary>
    public IReadOnlyDictionary<string, ModelPrice> Prices(string name)
    {
        var prices = new Dictionary<string, ModelPrice>();
        foreach (var entry in (Optional(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = entry.LastIndexOf(':');
            var amounts = colon < 1 ? [] : entry[(colon + 1)..].Split('/');
            if (amounts.Length == 2 && Amount(amounts[0], out var input) && Amount(amounts[1], out var output))
                prices[entry[..colon]] = new ModelPrice(input, output);
            else
                Fault(name, $"has the entry «{entry}»", "Write model:in/out in US dollars per million tokens, for example my-model:1.25/10.");
        }
        return prices;

        static bool Amount(string text, out decimal amount) =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount) && amount < 10_000;
    }

    public int Whole(string name, int least, int most)
    {
        var text = Text(name);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Fault(name, $"is «{text}»", $"Use a whole number from {least} to {most}.");
        return least;
    }

    public double Number(string name, double least, double most)
    {
        var text = Text(name);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Fault(name, $"is «{text}»", string.Create(CultureInfo.InvariantCulture, $"Use a number from {least} to {most}."));
        return least;
    }

    /// <summary>Where to listen. A name that is none of this machine's would open every interface, so names are not taken.</summary>
    public string? Address(string name)
    {
        var text = Optional(name);
        if (text is null or "localhost" or "*")
            return text;
        var bare = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        // A bare number would be read as an address as well.
        if (IPAddress.TryParse(bare, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == bare))
            return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{address}]" : bare;
        Fault(name, $"is «{text}»", "Use localhost, an IP address of this machine, or 0.0.0.0 for every interface.");
        return null;
    }

    public string HttpUrl(string name)
    {
        var text = Text(name);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            Fault(name, $"is «{text}»", "Use an address that begins with http:// or https://.");
        return text.TrimEnd('/');
    }

    /// <summary>An id of Notion, with or without dashes, or the address of a page that ends in one: 32 hexadecimal digits.</summary>
    public string? NotionId(string name)
    {
        if (Optional(name) is not { } text)
            return null;
        var digits = text.Split('?')[0].Split('/')[^1].Replace("-", "", StringComparison.Ordinal);
        digits = digits.Length > 32 ? digits[^32..] : digits;
        if (digits.Length == 32 && digits.All(char.IsAsciiHexDigit))
            return digits.ToLowerInvariant();
        Fault(name, $"is «{text}»", "Use the 32 hexadecimal characters in the address of the page or database.");
        return null;
    }

    /// <summary>A comma-separated choice of <paramref name="known"/> words; «all» and «none» are choices too.</summary>
    public IReadOnlySet<string> Some(string name, IReadOnlyCollection<string> known)
    {
        var text = Text(name);
        if (text is "all" or "none")
            return text == "all" ? known.ToHashSet() : [];
        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet();
        if (words.Except(known).ToList() is { Count: > 0 } unknown)
            Fault(name, $"names «{string.Join("», «", unknown)}»", $"Use all, none, or some of {string.Join(", ", known)}.");
        return words;
    }

    /// <summary>A secret: its value never stands in a fault.</summary>
    public string? Secret(string name, int minimumLength)
    {
        var text = Optional(name);
        if (text is null)
            return null;
        if (text.Contains("xxxx", StringComparison.OrdinalIgnoreCase) || text.Contains("your-", StringComparison.OrdinalIgnoreCase) || text.Contains("your_", StringComparison.OrdinalIgnoreCase))
            Fault(name, "is still the placeholder of the example", "Put in the real value, or remove the line.");
        else if (text.Length < minimumLength)
            Fault(name, $"has {text.Length} characters", $"Use at least {minimumLength}.");
        return text;
    }
}
