namespace MindMatrix.Settings;

/// <param name="Default">Null when the setting has none and its feature is off without it.</param>
/// <param name="Help">One line for the examples and the documentation.</param>
internal sealed record SettingDefinition(string Name, string? Default, string Help);

/// <summary>The one list of settings: what the reader accepts and what <c>./run settings</c> prints.</summary>
internal static class SettingDefinitions
{
    public static readonly IReadOnlyList<SettingDefinition> All =
    [
        new("PORT", "8000", "Port to listen on; 0 takes any free one."),
        new("HOST", null, "Address to listen on: localhost, an IP address of this machine, or 0.0.0.0 for every interface. Without it: loopback only, or every interface once API_KEY is set."),
        new("DATA_DIR", "./data", "Folder of the database; created when missing."),
        new("OWNER_NAME", System.Environment.UserName is { Length: > 0 } user ? user : "owner", "The person that approvals and captures are signed with when no other identity is given."),
        new("API_KEY", null, "When set, every request but the public ones must carry it (16 characters or more)."),
        new("API_KEY_HEADER", "X-API-Key", "The header that carries API_KEY."),
        new("MODEL_PROVIDER", "auto", "auto (Claude when its key is set, else an OpenAI-compatible server when its key is, else offline), anthropic, openai, ollama or offline."),
        new("ANTHROPIC_API_KEY", null, "Key of the Anthropic API."),
        new("ANTHROPIC_MODEL", "claude-sonnet-5-5", "Model of the advisers."),
        new("ANTHROPIC_SYNTHESIS_MODEL", null, "Model of the syntheses and the devil's advocate; ANTHROPIC_MODEL without it."),
        new("ANTHROPIC_TRIAGE_MODEL", "claude-haiku-5-5", "Model of the triage."),
        new("ANTHROPIC_BASE_URL", "https://api.anthropic.com", "Address of the Anthropic API, without /v1."),
        new("OPENAI_API_KEY", null, "Key of an OpenAI-compatible server."),
        new("OPENAI_BASE_URL", "https://api.openai.com/v1", "Address of the OpenAI-compatible server, with /v1."),
        new("OPENAI_MODEL", null, "Model of the advisers; also OPENAI_TRIAGE_MODEL and OPENAI_SYNTHESIS_MODEL."),
        new("OPENAI_TRIAGE_MODEL", null, "Model of the triage; OPENAI_MODEL without it."),
        new("OPENAI_SYNTHESIS_MODEL", null, "Model of the syntheses; OPENAI_MODEL without it."),
        new("OLLAMA_BASE_URL", "http://127.0.0.1:11434", "Address of Ollama."),
        new("OLLAMA_MODEL", null, "Model of the advisers; also OLLAMA_TRIAGE_MODEL and OLLAMA_SYNTHESIS_MODEL."),
        new("OLLAMA_TRIAGE_MODEL", null, "Model of the triage; OLLAMA_MODEL without it."),
        new("OLLAMA_SYNTHESIS_MODEL", null, "Model of the syntheses; OLLAMA_MODEL without it."),
        new("MODEL_MAX_CONCURRENCY", "8", "1 to 64; calls to a provider that run at once in the whole cluster. Fewer by themselves while the provider is busy."),
        new("MODEL_PRICES", null, "Prices of models that are not known here, in US dollars per million tokens: model:in/out, comma-separated."),
        new("DECISION_BUDGET_USD", "0", "A decision's calls stop before they pass this; 0 for no limit."),
        new("DAILY_BUDGET_USD", "0", "The calls of a UTC day stop before they pass this; 0 for no limit."),
        new("TRIAGE_MIN_CONFIDENCE", "0.5", "0 to 1; a triage less sure than this waits for a person."),
        new("ALLOWED_LINK_HOSTS", null, "Hosts, comma-separated, that links in what models say may lead to; all other links are taken out."),
        new("ENABLE_AUTO_DIALECTIC", "true", "false: only the lead adviser is heard until a person asks for the others."),
        new("AUTO_DIALECTIC_MIN_IMPACT", "8", "1 to 10; from this impact on, at High risk and at one-way doors all advisers are heard by themselves."),
        new("CROSS_EXAMINATION_MIN_CONFLICT", "0.5", "0 to 1; the conflict index from which the advisers answer each other once."),
        new("CROSS_EXAMINATION_MIN_STAKE", "10000", "In the decision's currency; above it they also do when the leader is best with less than 65 %."),
        new("POLLING_INTERVAL_SECONDS", "120", "5 to 86400; how often Notion and the inbox are looked through."),
        new("NOTION_API_KEY", null, "Secret of the Notion integration; with it all ten databases are required."),
        .. NotionSettings.DatabaseSettings.Values.Select(setting => new SettingDefinition(setting, null, $"Id of the Notion database {string.Join(' ', setting["NOTION_DB_".Length..].Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()))}.")),
        new("NOTION_PAGE_COMMAND_CENTER", null, "Id of the Notion page that shows the Command Center."),
        new("COMMAND_CENTER_REFRESH_ENABLED", "true", "false: the Command Center page changes on request only."),
        new("COMMAND_CENTER_REFRESH_INTERVAL", "15", "1 to 1440 minutes; how often the Command Center page is refreshed."),
        new("NOTION_BASE_URL", "https://api.notion.com", "Address of the Notion API, without /v1."),
        new("NOTION_WEBHOOK_TOKEN", null, "Verification token of the Notion webhook subscription; without it webhooks are refused."),
        new("NOTION_REQUESTS_PER_SECOND", "3", "0 to 1000, with a burst of 10; 0 only heeds what Notion says."),
        new("NOTION_MIRROR", "all", "all, none, or a comma-separated choice of the databases that are written to."),
        new("NOTION_MIRROR_REPLIES", "true", "false leaves the advisers' whole replies off the pages."),
        new("ENVIRONMENT", "development", "development, staging or production."),
        new("LOG_LEVEL", "Information", "Trace, Debug, Information, Warning, Error or Critical."),
        new("JSON_LOGS", "false", "true writes each log line as JSON."),
    ];

    public static SettingDefinition Of(string name) => All.Single(s => s.Name == name);
}
