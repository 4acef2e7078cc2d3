namespace MindMatrix.Settings;

/// <summary>What is set of Notion; there is none of it without NOTION_API_KEY.</summary>
internal sealed record NotionSettings
{
    /// <summary>Database → the setting that holds its id; the order in which the databases refer to each other.</summary>
    public static readonly IReadOnlyDictionary<string, string> DatabaseSettings = new Dictionary<string, string>
    {
        ["areas"] = "NOTION_DB_AREAS",
        ["agent_registry"] = "NOTION_DB_AGENT_REGISTRY",
        ["nodes"] = "NOTION_DB_NODES",
        ["system_inbox"] = "NOTION_DB_SYSTEM_INBOX",
        ["executive_intents"] = "NOTION_DB_EXECUTIVE_INTENTS",
        ["action_pipes"] = "NOTION_DB_ACTION_PIPES",
        ["projects"] = "NOTION_DB_PROJECTS",
        ["tasks"] = "NOTION_DB_TASKS",
        ["training_data"] = "NOTION_DB_TRAINING_DATA",
        ["execution_log"] = "NOTION_DB_EXECUTION_LOG",
    };

    public required string ApiKey { get; init; }

    /// <summary>Address of the API, without a version.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>Database → its id, 32 hexadecimal digits.</summary>
    public required IReadOnlyDictionary<string, string> Databases { get; init; }

    /// <summary>Id of the Command Center page; null when there is none.</summary>
    public required string? CommandCenterPage { get; init; }

    /// <summary>The verification token of the webhook subscription; without it webhooks are refused.</summary>
    public required string? WebhookToken { get; init; }

    /// <summary>How many requests a second are sent at most, beyond a burst of ten; 0 only heeds what Notion says.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>The databases that are written to.</summary>
    public required IReadOnlySet<string> Mirrored { get; init; }

    /// <summary>True puts the advisers' whole replies on the page of the action pipe.</summary>
    public required bool MirrorsReplies { get; init; }

    /// <summary>Reads what is set; null without a key.</summary>
    public static NotionSettings? Read(SettingReader reader)
    {
        if (reader.Secret("NOTION_API_KEY", minimumLength: 10) is not { } key)
            return null;
        var databases = new Dictionary<string, string>();
        foreach (var (database, setting) in DatabaseSettings)
        {
            if (reader.NotionId(setting) is { } id)
                databases[database] = id;
            else if (reader.Optional(setting) is null)
                reader.Fault(setting, "is not set although NOTION_API_KEY is", "Set it to the 32 characters in the database's address, or let «./run notion bootstrap --parent PAGE» make all ten.");
        }
        foreach (var twice in databases.GroupBy(d => d.Value).Where(g => g.Count() > 1))
            reader.Fault(string.Join(" and ", twice.Select(d => DatabaseSettings[d.Key])), "name the same database", "Give each of the ten its own.");
        return new NotionSettings
        {
            ApiKey = key,
            BaseUrl = reader.HttpUrl("NOTION_BASE_URL"),
            Databases = databases,
            CommandCenterPage = reader.NotionId("NOTION_PAGE_COMMAND_CENTER"),
            WebhookToken = reader.Secret("NOTION_WEBHOOK_TOKEN", minimumLength: 10),
            RequestsPerSecond = reader.Number("NOTION_REQUESTS_PER_SECOND", 0, 1_000),
            Mirrored = reader.Some("NOTION_MIRROR", [.. DatabaseSettings.Keys]),
            MirrorsReplies = reader.Flag("NOTION_MIRROR_REPLIES"),
        };
    }
}
