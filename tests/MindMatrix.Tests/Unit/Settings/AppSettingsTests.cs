using MindMatrix.Settings;

namespace MindMatrix.Tests.Unit.Settings;

public sealed class AppSettingsTests
{
    [Fact]
    public void Nothing_need_be_set()
    {
        var settings = Read([]);

        Assert.Equal(("http://localhost:8000", "auto", true), (settings.ListenUrl, settings.ModelProvider, settings.ListensOnLoopbackOnly));
    }

    [Fact]
    public void A_key_opens_every_interface_and_a_host_is_the_operators_word()
    {
        Assert.Equal("http://*:8000", Read(new() { ["API_KEY"] = "sixteen-characters" }).ListenUrl);
        Assert.Equal("http://0.0.0.0:9000", Read(new() { ["HOST"] = "0.0.0.0", ["PORT"] = "9000" }).ListenUrl);
        Assert.False(Read(new() { ["HOST"] = "0.0.0.0" }).ListensOnLoopbackOnly);
    }

    [Theory]
    [InlineData("::1", "http://[::1]:8000", true)]
    [InlineData("[::]", "http://[::]:8000", false)]
    [InlineData("localhost", "http://localhost:8000", true)]
    [InlineData("192.168.1.7", "http://192.168.1.7:8000", false)]
    public void A_host_is_an_address_of_this_machine(string host, string listens, bool loopback)
    {
        var settings = Read(new() { ["HOST"] = host });

        Assert.Equal((listens, loopback), (settings.ListenUrl, settings.ListensOnLoopbackOnly));
    }

    [Theory]
    [InlineData("no.such.host")]
    [InlineData("127.0.0.1.example.org")]
    [InlineData("bad host")]
    [InlineData("8000")]
    [InlineData("http://localhost")]
    public void A_name_that_would_open_every_interface_is_a_fault(string host) =>
        Assert.Equal("HOST", Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { ["HOST"] = host })).Faults).Name);

    [Fact]
    public void Every_fault_is_listed_at_once_with_a_remedy()
    {
        var wrong = Assert.Throws<SettingsException>(() => Read(new() { ["PORT"] = "99999", ["JSON_LOGS"] = "maybe", ["ANTHROPIC_BASE_URL"] = "ftp://x", ["TRIAGE_MIN_CONFIDENCE"] = "2", ["MODEL_PROVIDER"] = "anthropic", ["NOTION_API_KEY"] = "ntn_x" }));

        Assert.Equal(["ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "JSON_LOGS", "NOTION_API_KEY", .. NotionSettings.DatabaseSettings.Values.Order(StringComparer.Ordinal), "PORT", "TRIAGE_MIN_CONFIDENCE"], wrong.Faults.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.All(wrong.Faults, f => Assert.NotEmpty(f.Remedy));
    }

    [Theory]
    [InlineData("sk-ant-xxxx-xxxx")]
    [InlineData("your-anthropic-key")]
    [InlineData("short")]
    public void A_secret_that_cannot_be_right_is_a_fault_that_does_not_repeat_it(string secret)
    {
        var wrong = Assert.Throws<SettingsException>(() => Read(new() { ["ANTHROPIC_API_KEY"] = secret }));

        Assert.DoesNotContain(secret, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_each_has_its_default()
    {
        var settings = Read([]);

        Assert.Equal(("development", "Information", false, 8000), (settings.Environment, settings.LogLevel, settings.JsonLogs, settings.Port));
        Assert.Equal(("claude-sonnet-5-5", "claude-haiku-5-5", "https://api.anthropic.com"), (settings.AnthropicModels.Adviser, settings.AnthropicModels.Triage, settings.AnthropicBaseUrl));
        Assert.Equal((null, null, null, "X-API-Key"), (settings.Host, settings.ApiKey, settings.AnthropicApiKey, settings.ApiKeyHeader));
        Assert.Equal(0.5, settings.TriageMinConfidence);
        Assert.NotEmpty(settings.OwnerName);
        Assert.True(Path.IsPathFullyQualified(settings.DataDir));
    }

    [Fact]
    public void A_model_per_role_falls_back_to_the_advisers()
    {
        var some = Read(new() { ["OLLAMA_MODEL"] = "a", ["OLLAMA_TRIAGE_MODEL"] = "b", ["ANTHROPIC_SYNTHESIS_MODEL"] = "claude-opus-5-5" });

        Assert.Equal(new RoleModels("b", "a", "a"), some.OllamaModels);
        Assert.Equal(new RoleModels("claude-haiku-5-5", "claude-sonnet-5-5", "claude-opus-5-5"), some.AnthropicModels);
    }

    [Theory]
    [InlineData("ANTHROPIC_MODEL", "claude-3-5-sonnet-20241022")]
    [InlineData("MODEL_PRICES", "my-model")]
    [InlineData("MODEL_PRICES", "my-model:1")]
    [InlineData("MODEL_PRICES", ":1/2")]
    [InlineData("MODEL_PRICES", "my-model:-1/2")]
    [InlineData("DECISION_BUDGET_USD", "-1")]
    [InlineData("DAILY_BUDGET_USD", "much")]
    [InlineData("MODEL_MAX_CONCURRENCY", "0")]
    public void A_model_a_price_or_a_budget_that_cannot_be_is_a_fault(string name, string value) =>
        Assert.Equal(name, Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { [name] = value })).Faults).Name);

    [Theory]
    [InlineData("openai", "OPENAI_API_KEY OPENAI_MODEL")]
    [InlineData("ollama", "OLLAMA_MODEL")]
    public void A_provider_needs_what_it_is_reached_by(string provider, string missing) => Assert.Equal(
        missing.Split(' '), Assert.Throws<SettingsException>(() => Read(new() { ["MODEL_PROVIDER"] = provider })).Faults.Select(f => f.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Prices_are_read_with_names_that_have_colons() =>
        Assert.Equal(new ModelPrice(1.25m, 10m), Read(new() { ["MODEL_PRICES"] = "b:0/0, llama3:70b:1.25/10" }).ModelPrices["llama3:70b"]);

    [Fact]
    public void A_blank_setting_is_not_set() => Assert.Equal(8000, Read(new() { ["PORT"] = "  " }).Port);

    [Theory]
    [InlineData("PORT", "65536")]
    [InlineData("PORT", "-1")]
    [InlineData("PORT", "80.5")]
    [InlineData("PORT", "eighty")]
    [InlineData("TRIAGE_MIN_CONFIDENCE", "0,5")]
    [InlineData("TRIAGE_MIN_CONFIDENCE", "NaN")]
    [InlineData("TRIAGE_MIN_CONFIDENCE", "-0.1")]
    [InlineData("JSON_LOGS", "on")]
    [InlineData("ENVIRONMENT", "test")]
    [InlineData("LOG_LEVEL", "Verbose")]
    [InlineData("MODEL_PROVIDER", "bedrock")]
    [InlineData("ANTHROPIC_BASE_URL", "api.anthropic.com")]
    public void A_wrong_value_is_named_with_its_setting(string name, string value)
    {
        var fault = Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { [name] = value })).Faults);

        Assert.Equal((name, $"is «{value}»"), (fault.Name, fault.What));
    }

    [Theory]
    [InlineData("INFO", "Information")]
    [InlineData("info", "Information")]
    [InlineData("WARN", "Warning")]
    [InlineData("WARNING", "Warning")]
    [InlineData("ERROR", "Error")]
    [InlineData("FATAL", "Critical")]
    [InlineData("DEBUG", "Debug")]
    public void A_log_level_is_understood_in_either_systems_words(string written, string level) => Assert.Equal(level, Read(new() { ["LOG_LEVEL"] = written }).LogLevel);

    [Theory]
    [InlineData("true", true)]
    [InlineData("YES", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("no", false)]
    [InlineData("0", false)]
    public void A_flag_is_said_in_several_words(string written, bool on) => Assert.Equal(on, Read(new() { ["JSON_LOGS"] = written }).JsonLogs);

    [Theory]
    [InlineData("API_KEY", "your-api-key-goes-here")]
    [InlineData("API_KEY", "YOUR_SECRET_KEY_HERE")]
    [InlineData("ANTHROPIC_API_KEY", "sk-ant-XXXXXXXX")]
    public void The_placeholder_of_the_example_is_not_a_key(string name, string placeholder)
    {
        var fault = Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { [name] = placeholder })).Faults);

        Assert.Equal((name, "is still the placeholder of the example"), (fault.Name, fault.What));
    }

    [Theory]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void The_key_of_the_server_has_sixteen_characters_or_more(int length, bool accepted) =>
        Assert.Equal(accepted, Record.Exception(() => Read(new() { ["API_KEY"] = new string('k', length) })) is null);

    [Fact]
    public void Secrets_are_in_no_message_whatever_else_is_wrong()
    {
        var secrets = new Dictionary<string, string>
        {
            ["API_KEY"] = "hunter2",
            ["ANTHROPIC_API_KEY"] = "sk-abc",
            ["DATABASE_URL"] = "postgres://ada:p4ssw0rd@db/x",
            ["REDIS_URL"] = "redis://:r3dis@cache",
            ["NOTION_API_KEY"] = "ntn_s3cr",
        };

        var wrong = Assert.Throws<SettingsException>(() => Read(new(secrets) { ["PORT"] = "x" }));

        Assert.Equal(6 + 10, wrong.Faults.Count);
        Assert.All(secrets.Values, secret => Assert.DoesNotContain(secret, wrong.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("p4ssw0rd", wrong.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DATABASE_URL", "the PostgreSQL store is not part of this version")]
    [InlineData("REDIS_URL", "the cluster is not part of this version")]
    public void A_setting_of_what_is_not_built_is_refused_in_words(string name, string said)
    {
        var fault = Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { [name] = "postgres://db/x" })).Faults);

        Assert.Equal(name, fault.Name);
        Assert.EndsWith(said, fault.What, StringComparison.Ordinal);
        Assert.Contains($"Remove {name}", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Notion_needs_all_ten_databases_each_its_own_in_any_form_of_an_id()
    {
        var ids = NotionSettings.DatabaseSettings.Values.Index().ToDictionary(s => s.Item, s => $"{s.Index:D32}");
        ids["NOTION_DB_TASKS"] = "https://www.notion.so/ada/Tasks-0000000000000000000000000000002a?v=1";
        ids["NOTION_DB_NODES"] = "00000000-0000-0000-0000-00000000002b";
        var settings = Read(new(ids) { ["NOTION_API_KEY"] = "ntn_0123456789" }).Notion!;
        Assert.Equal(("0000000000000000000000000000002a", "0000000000000000000000000000002b"), (settings.Databases["tasks"], settings.Databases["nodes"]));

        ids["NOTION_DB_AREAS"] = ids["NOTION_DB_PROJECTS"];
        ids["NOTION_DB_TASKS"] = "the tasks";
        ids.Remove("NOTION_DB_NODES");
        var faults = Assert.Throws<SettingsException>(() => Read(new(ids) { ["NOTION_API_KEY"] = "ntn_0123456789", ["NOTION_MIRROR"] = "tasks,books" })).Faults;
        Assert.Equal(["NOTION_DB_AREAS and NOTION_DB_PROJECTS", "NOTION_DB_NODES", "NOTION_DB_TASKS", "NOTION_MIRROR"], faults.Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_real_provider_needs_its_key() =>
        Assert.Equal("ANTHROPIC_API_KEY", Assert.Single(Assert.Throws<SettingsException>(() => Read(new() { ["MODEL_PROVIDER"] = "Anthropic" })).Faults).Name);

    [Theory]
    [InlineData("http://localhost:9/")]
    [InlineData("http://localhost:9/v1")]
    [InlineData("http://localhost:9/v1/")]
    public void The_slash_and_the_version_at_the_end_of_an_address_do_not_matter(string address) =>
        Assert.Equal("http://localhost:9", Read(new() { ["ANTHROPIC_BASE_URL"] = address }).AnthropicBaseUrl.TrimEnd('/'));

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("[::1]", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("*", false)]
    public void Only_loopback_is_loopback(string host, bool loopback) => Assert.Equal(loopback, Read(new() { ["HOST"] = host }).ListensOnLoopbackOnly);

    [Fact]
    public void Every_setting_has_help_and_stands_once()
    {
        Assert.All(SettingDefinitions.All, d => Assert.NotEmpty(d.Help));
        Assert.Equal(SettingDefinitions.All.Count, SettingDefinitions.All.DistinctBy(d => d.Name).Count());
    }

    private static AppSettings Read(Dictionary<string, string> set) => AppSettings.From(name => set.GetValueOrDefault(name) ?? (name == "DATA_DIR" ? "./data" : null));
}
