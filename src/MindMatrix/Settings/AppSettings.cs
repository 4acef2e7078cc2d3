using System.Globalization;

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
    public required string AnthropicModel { get; init; }
    public required string AnthropicTriageModel { get; init; }
    public required string AnthropicBaseUrl { get; init; }

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

    /// <summary>Where the server listens: the given host, else loopback only, else, once a key guards it, every interface.</summary>
    /// <remarks>«localhost» is both loopback addresses, which cannot share a port that is free only by chance: PORT=0 takes one of them.</remarks>
    public string ListenUrl => $"http://{Host ?? (ApiKey is not null ? "*" : Port == 0 ? "127.0.0.1" : "localhost")}:{Port}";

    /// <summary>True when nothing beyond this machine can reach the server.</summary>
    public bool ListensOnLoopbackOnly => Host is null ? ApiKey is null : Host is "localhost" or "127.0.0.1" or "::1" or "[::1]";

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
            Host = reader.Optional("HOST"),
            Port = reader.Whole("PORT", 0, 65_535),
            DataDir = Path.GetFullPath(reader.Text("DATA_DIR")),
            OwnerName = reader.Text("OWNER_NAME"),
            ApiKey = reader.Secret("API_KEY", minimumLength: 16),
            ApiKeyHeader = reader.Text("API_KEY_HEADER"),
            ModelProvider = reader.OneOf("MODEL_PROVIDER", "auto", "anthropic", "offline"),
            AnthropicApiKey = reader.Secret("ANTHROPIC_API_KEY", minimumLength: 10),
            AnthropicModel = reader.Text("ANTHROPIC_MODEL"),
            AnthropicTriageModel = reader.Text("ANTHROPIC_TRIAGE_MODEL"),
            AnthropicBaseUrl = reader.HttpUrl("ANTHROPIC_BASE_URL"),
            EnableAutoDialectic = reader.Flag("ENABLE_AUTO_DIALECTIC"),
            AutoDialecticMinImpact = reader.Whole("AUTO_DIALECTIC_MIN_IMPACT", 1, 10),
            CrossExaminationMinConflict = reader.Number("CROSS_EXAMINATION_MIN_CONFLICT", 0, 1),
            CrossExaminationMinStake = reader.Number("CROSS_EXAMINATION_MIN_STAKE", 0, 1e15),
            TriageMinConfidence = reader.Number("TRIAGE_MIN_CONFIDENCE", 0, 1),
        };
        if (settings.ModelProvider == "anthropic" && settings.AnthropicApiKey is null)
            reader.Fault("ANTHROPIC_API_KEY", "is not set although MODEL_PROVIDER is anthropic", "Set it, or set MODEL_PROVIDER=offline.");
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
        ("DATABASE_URL", "the PostgreSQL store"), ("REDIS_URL", "the cluster"), ("NOTION_API_KEY", "the Notion connector"),
    ];
}

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

    public string HttpUrl(string name)
    {
        var text = Text(name);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            Fault(name, $"is «{text}»", "Use an address that begins with http:// or https://.");
        return text.TrimEnd('/');
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
