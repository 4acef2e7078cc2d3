using System.Text.Json.Nodes;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>Providers, their moods, and money, through the real product.</summary>
public sealed class ModelTests
{
    private const string Decision = "Should we buy the warehouse or rent it?";

    [Theory]
    [InlineData(429, "rate_limit_error")]
    [InlineData(529, "overloaded_error")]
    public async Task A_busy_provider_is_asked_again_when_it_wants_to_be_and_nothing_is_lost_or_doubled(int status, string type)
    {
        await using var app = await TestApp.StartAsync();
        var refused = 0;
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked == Asked.Assessment && Interlocked.Increment(ref refused) <= 4
            ? new SimulatedAnswer("busy", status, type, RetryAfterSeconds: 0) : null);

        var brief = await AnalyzedAsync(app);

        Assert.Equal("Recommended", (string?)brief["verdict"]!["status"]);
        Assert.Equal(10, app.Anthropic.Calls.Count);
        Assert.Equal(6, (int)brief["modelCalls"]!);
    }

    [Theory]
    [InlineData(429, "rate_limit_error", "You have reached your specified API usage limits: the spend limit of the organization is reached.")]
    [InlineData(400, "invalid_request_error", "Your credit balance is too low to access the API.")]
    [InlineData(402, "billing_error", "Payment is required.")]
    [InlineData(401, "authentication_error", "invalid bearer token")]
    [InlineData(404, "not_found_error", "model: gone")]
    public async Task What_waiting_cannot_mend_is_asked_once_and_said_in_words(int status, string type, string message)
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(message, status, type));

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Needs_Review", (string?)item["status"]);
        Assert.StartsWith("The step «triage» failed: Anthropic refused the request", (string?)item["reviewReason"], StringComparison.Ordinal);
        Assert.Single(app.Anthropic.Calls);
    }

    [Theory]
    [InlineData("contract_spend_limit_reached")]
    [InlineData("enforced_spend_limit_reached")]
    [InlineData("linked_organization_billing_unavailable")]
    public async Task A_limit_on_money_is_known_by_its_code_whatever_the_words(string code)
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("This request was not accepted.", 429, "rate_limit_error") { ErrorCode = code });

        Assert.Contains("its spend limit is reached", (string?)(await app.DecideAsync(Decision))["reviewReason"], StringComparison.Ordinal);
        Assert.Single(app.Anthropic.Calls);
    }

    [Fact]
    public async Task An_item_whose_answers_could_not_be_used_is_asked_once_more_on_a_retry()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("{}"));
        Assert.Equal("Needs_Review", (string?)(await app.DecideAsync(Decision))["status"]);
        Assert.Equal(2, app.Anthropic.Calls.Count);

        await app.PostAsync("/api/inbox/INB-1/retry", new { });
        await app.PollAsync();
        Assert.Equal("Needs_Review", (string?)(await app.GetAsync("/api/inbox/INB-1"))["status"]);
        Assert.Equal(3, app.Anthropic.Calls.Count);

        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        await app.PostAsync("/api/inbox/INB-1/retry", new { });
        await app.PollAsync();
        Assert.Equal("Triaged_to_Intent", (string?)(await app.GetAsync("/api/inbox/INB-1"))["status"]);
        Assert.Equal(9, app.Anthropic.Calls.Count);
    }

    [Fact]
    public async Task A_frame_whose_option_joins_two_others_is_mended_or_goes_on_without_it()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) =>
        {
            if (call.Asked != Asked.Triage)
                return Task.FromResult<SimulatedAnswer?>(null);
            var reply = SensibleReplies.Triage(call.Text);
            reply["frame"]!["options"]!.AsArray().Add(new JsonObject { ["slug"] = "first-way-and-second-way", ["title"] = "Both", ["what"] = "The first way, then the second." });
            return Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(reply.ToJsonString()));
        };

        var brief = await AnalyzedAsync(app);

        Assert.Equal(["first-way", "second-way", "status-quo"], brief["frame"]!["options"]!.AsArray().Select(o => (string?)o!["slug"]));
        Assert.Equal(2, app.Anthropic.Calls.Count(c => c.Asked == Asked.Triage));
    }

    [Fact]
    public async Task The_decisions_budget_stops_the_run_before_the_call_that_would_pass_it_and_keeps_what_there_is()
    {
        // Enough for the triage and the first assessments; each assessment is set aside with four cents and more.
        await using var app = await TestApp.StartAsync(new() { ["DECISION_BUDGET_USD"] = "0.045" });

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Needs_Review", (string?)item["status"]);
        Assert.Contains("The decision's budget of 0.045 USD would be passed", (string?)item["reviewReason"], StringComparison.Ordinal);
        Assert.Contains("DECISION_BUDGET_USD", (string?)item["reviewReason"], StringComparison.Ordinal);
        var brief = await app.GetAsync($"/api/intents/{item["intentNumber"]}");
        Assert.Contains(brief["advisers"]!.AsArray(), a => a!["view"] is not null);
        Assert.InRange(app.Anthropic.Calls.Count, 2, 3);
        Assert.True((long)brief["costMicroUsd"]! <= 100_000);
    }

    [Fact]
    public async Task When_the_money_ends_before_the_syntheses_the_verdict_is_degraded_and_says_why()
    {
        var folder = TestApp.NewFolder();
        await using var simulator = await AnthropicSimulator.StartAsync();
        string number;
        long spent;
        await using (var app = await TestApp.StartAsync(dataDir: folder, anthropic: simulator))
        {
            simulator.Script = (call, _) => Task.FromResult(call.Asked == Asked.Synthesis ? new SimulatedAnswer("no", 401, "authentication_error") : null);
            var degraded = await AnalyzedAsync(app);
            (number, spent) = ((string)degraded["number"]!, (long)degraded["costMicroUsd"]!);
            Assert.Equal("Degraded", (string?)degraded["verdict"]!["status"]);
        }
        simulator.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        var before = simulator.Calls.Count;
        var budget = ((spent + 1_000) / 1e6).ToString("0.000000", System.Globalization.CultureInfo.InvariantCulture);
        await using (var poor = await TestApp.StartAsync(new() { ["DECISION_BUDGET_USD"] = budget }, dataDir: folder, anthropic: simulator))
        {
            var still = await poor.PostAsync($"/api/intents/{number}/dialectic?wait=true", null);
            Assert.Equal("Degraded", (string?)still["verdict"]!["status"]);
            Assert.Contains("budget", (string?)still["verdict"]!["rationale"], StringComparison.Ordinal);
            Assert.Equal(before, simulator.Calls.Count);
        }
        await using var rich = await TestApp.StartAsync(dataDir: folder, anthropic: simulator);
        var whole = await rich.PostAsync($"/api/intents/{number}/dialectic?wait=true", null);
        Assert.Equal("Recommended", (string?)whole["verdict"]!["status"]);
        Assert.Equal(before + 2, simulator.Calls.Count);
    }

    [Fact]
    public async Task The_days_budget_holds_for_all_decisions_together()
    {
        await using var app = await TestApp.StartAsync(new() { ["DAILY_BUDGET_USD"] = "0.25" });
        var ends = new List<string?>();
        for (var i = 0; i < 12; i++)
            ends.Add((string?)(await app.DecideAsync($"{Decision} Case {i}"))["status"]);

        Assert.Contains("Triaged_to_Intent", ends);
        Assert.Contains("Needs_Review", ends);
        var budget = await app.GetAsync("/api/budget");
        Assert.InRange((decimal)budget["spentTodayUsd"]!, 0.01m, 0.25m);
        Assert.Equal(0m, (decimal)budget["reservedUsd"]!);
        Assert.Equal(app.Anthropic.Calls.Count, (int)budget["callsToday"]!);
    }

    [Fact]
    public async Task The_calls_of_a_decision_share_a_cached_beginning()
    {
        await using var app = await TestApp.StartAsync();

        await AnalyzedAsync(app);

        var bodies = app.Anthropic.Calls.Where(c => c.Asked == Asked.Assessment).Select(c => c.Body!).ToList();
        var shared = bodies.Select(b => b["system"]!.ToJsonString() + b["messages"]![0]!["content"]![0]!.ToJsonString()).Distinct();
        Assert.Contains("\"cache_control\":{\"type\":\"ephemeral\"}", Assert.Single(shared), StringComparison.Ordinal);
        Assert.All(bodies, b => Assert.Null(b["messages"]![0]!["content"]![1]!["cache_control"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_openai_compatible_server_takes_a_thought_the_whole_way(bool knowsSchemas)
    {
        await using var server = await CompatibleSimulator.StartAsync();
        server.KnowsNoSchema = !knowsSchemas;
        await using var app = await TestApp.StartAsync(new()
        {
            ["MODEL_PROVIDER"] = "openai",
            ["OPENAI_API_KEY"] = CompatibleSimulator.Key,
            ["OPENAI_BASE_URL"] = server.Address + "/v1",
            ["OPENAI_MODEL"] = CompatibleSimulator.Model,
            ["MODEL_PRICES"] = "local-model:1/2",
        });

        var brief = await AnalyzedAsync(app);

        Assert.Equal("Recommended", (string?)brief["verdict"]!["status"]);
        Assert.Equal(6 * 1_200, (long)brief["costMicroUsd"]!);
        Assert.Equal(knowsSchemas ? 6 : 12, server.Requests.Count);
        Assert.Empty(app.Anthropic.Calls);
    }

    [Fact]
    public async Task Ollama_takes_a_thought_the_whole_way_and_costs_nothing()
    {
        await using var server = await CompatibleSimulator.StartAsync();
        await using var app = await TestApp.StartAsync(new() { ["MODEL_PROVIDER"] = "ollama", ["OLLAMA_BASE_URL"] = server.Address, ["OLLAMA_MODEL"] = CompatibleSimulator.Model, ["DECISION_BUDGET_USD"] = "0.01" });

        var brief = await AnalyzedAsync(app);

        Assert.Equal(("Recommended", 0L), ((string?)brief["verdict"]!["status"], (long)brief["costMicroUsd"]!));
        Assert.False((bool)brief["offline"]!);
        Assert.Equal(6, server.Requests.Count);
    }

    [Theory]
    [InlineData("openai", "The OpenAI-compatible server refused the request (404): the model absent does not exist")]
    [InlineData("ollama", "has no model absent. Load it with «ollama pull absent»")]
    public async Task A_model_that_is_not_there_is_said_in_words(string provider, string said)
    {
        await using var server = await CompatibleSimulator.StartAsync();
        await using var app = await TestApp.StartAsync(new()
        {
            ["MODEL_PROVIDER"] = provider,
            ["OPENAI_API_KEY"] = CompatibleSimulator.Key,
            ["OPENAI_BASE_URL"] = server.Address + "/v1",
            ["OLLAMA_BASE_URL"] = server.Address,
            ["OPENAI_MODEL"] = "absent",
            ["OLLAMA_MODEL"] = "absent",
        });

        Assert.Contains(said, (string?)(await app.DecideAsync(Decision))["reviewReason"], StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_budget_with_an_unknown_price_is_refused_in_words()
    {
        await using var server = await CompatibleSimulator.StartAsync();
        await using var app = await TestApp.StartAsync(new()
        {
            ["MODEL_PROVIDER"] = "openai",
            ["OPENAI_API_KEY"] = CompatibleSimulator.Key,
            ["OPENAI_BASE_URL"] = server.Address + "/v1",
            ["OPENAI_MODEL"] = CompatibleSimulator.Model,
            ["DAILY_BUDGET_USD"] = "1",
        });

        Assert.Contains("Say it in MODEL_PRICES", (string?)(await app.DecideAsync(Decision))["reviewReason"], StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private static async Task<JsonObject> AnalyzedAsync(TestApp app)
    {
        var item = await app.DecideAsync(Decision);
        Assert.True((string?)item["status"] == "Triaged_to_Intent", (string?)item["reviewReason"]);
        return await app.GetAsync($"/api/intents/{item["intentNumber"]}");
    }
}
