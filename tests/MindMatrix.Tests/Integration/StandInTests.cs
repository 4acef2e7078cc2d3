using System.Text.Json.Nodes;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>A provider that fails for good in the middle of a run: what is finished stays, offline rules answer the rest and it is said, and one request repeats only that.</summary>
public sealed class StandInTests
{
    private const string Decision = "Should we buy the warehouse or rent it? The yard floods in spring.";
    private static readonly SimulatedAnswer WrongKey = new("invalid bearer token", 401, "authentication_error");

    [Fact]
    public async Task The_missing_parts_are_answered_by_rules_and_marked_and_asking_again_repeats_only_them()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call is { Asked: Asked.Assessment, Adviser: "The Auditor" } ? WrongKey : null);

        var degraded = await AnalyzedAsync(app);

        var verdict = degraded["verdict"]!;
        Assert.Equal("Degraded", (string?)verdict["status"]);
        Assert.StartsWith("Degraded: the provider failed, and offline rules, no language model, stand in for The Auditor's assessment. Recommended by what there is: ", (string?)verdict["heading"], StringComparison.Ordinal);
        var part = Assert.Single((JsonArray)verdict["standIns"]!)!;
        Assert.Equal("assess/the-auditor", (string?)part["part"]);
        Assert.Contains("check ANTHROPIC_API_KEY", (string?)part["because"], StringComparison.Ordinal);
        Assert.Equal(("offline-rules", true), ((string?)Adviser(degraded, "the-auditor")["model"], Adviser(degraded, "the-auditor")["view"] is not null));
        Assert.False((bool)degraded["offline"]!);
        // Triage, three assessments of which one was refused, two syntheses; the refused one was asked once.
        Assert.Equal(6, app.Anthropic.Calls.Count);
        var calls = JsonNode.Parse(await app.Http.GetStringAsync($"/api/intents/{degraded["number"]}/calls", TestApp.Stop))!.AsArray();
        Assert.Equal("offline-rules", (string?)calls.Single(c => (string?)c!["purpose"] == "assess/the-auditor/offline")!["model"]);
        Assert.Equal(5, (int)degraded["modelCalls"]!);
        var log = (await app.GetAsync("/api/log?limit=500"))["items"]!.AsArray().Select(e => (string)e!["summary"]!).ToList();
        Assert.Contains(log, s => s.Contains("by offline rules, no language model", StringComparison.Ordinal));
        Assert.True((bool)(await app.GetAsync($"/api/intents/{degraded["number"]}/replay"))["same"]!);
        Assert.Empty((JsonArray)(await app.GetAsync($"/api/intents/{degraded["number"]}/verify"))["differences"]!);

        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        var whole = await app.PostAsync($"/api/intents/{degraded["number"]}/repeat?wait=true", null);

        // The one assessment, and the two syntheses that rest on it.
        Assert.Equal([Asked.Assessment, Asked.Synthesis, Asked.Synthesis], app.Anthropic.Calls.Skip(6).Select(c => c.Asked));
        Assert.Equal("The Auditor", app.Anthropic.Calls[6].Adviser);
        Assert.Equal("Recommended", (string?)whole["verdict"]!["status"]);
        Assert.Empty((JsonArray)whole["verdict"]!["standIns"]!);
        Assert.DoesNotContain(whole["advisers"]!.AsArray(), a => (string?)a!["model"] == "offline-rules");
        Assert.True((bool)(await app.GetAsync($"/api/intents/{degraded["number"]}/replay"))["same"]!);

        // Nothing is missing now: nothing is asked.
        await app.PostAsync($"/api/intents/{degraded["number"]}/repeat?wait=true", null);
        Assert.Equal(9, app.Anthropic.Calls.Count);
    }

    [Fact]
    public async Task A_key_that_fails_after_the_triage_leaves_a_whole_brief_by_rules()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked == Asked.Triage ? null : WrongKey);

        var brief = await AnalyzedAsync(app);

        Assert.Contains("stand in for The Entrepreneur's assessment, The Quant's assessment, The Auditor's assessment and both syntheses. ", (string?)brief["verdict"]!["heading"], StringComparison.Ordinal);
        Assert.NotNull(brief["verdict"]!["option"]);
        Assert.NotEmpty((JsonArray)brief["action"]!["plan"]!["tasks"]!);
        Assert.Equal(6, app.Anthropic.Calls.Count);
    }

    [Fact]
    public async Task One_synthesis_that_fails_is_repeated_and_the_other_comes_from_the_journal()
    {
        await using var app = await TestApp.StartAsync();
        var syntheses = 0;
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked == Asked.Synthesis && Interlocked.Increment(ref syntheses) == 2 ? WrongKey : null);
        var degraded = await AnalyzedAsync(app);
        Assert.Contains("stand in for the synthesis in the", (string?)degraded["verdict"]!["heading"], StringComparison.Ordinal);
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);

        var whole = await app.PostAsync($"/api/intents/{degraded["number"]}/repeat?wait=true", null);

        Assert.Equal("Recommended", (string?)whole["verdict"]!["status"]);
        Assert.Equal([Asked.Synthesis], app.Anthropic.Calls.Skip(6).Select(c => c.Asked));
    }

    [Fact]
    public async Task A_provider_that_is_down_beyond_the_retries_is_stood_in_for()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call is { Asked: Asked.Assessment, Adviser: "The Quant" } ? new SimulatedAnswer("down", 500) : null);

        var brief = await AnalyzedAsync(app);

        Assert.Equal("assess/the-quant", (string?)Assert.Single((JsonArray)brief["verdict"]!["standIns"]!)!["part"]);
        Assert.Equal(3, app.Anthropic.Calls.Count(c => c.Adviser == "The Quant" && c.Asked == Asked.Assessment));
    }

    [Fact]
    public async Task A_lead_alone_who_fails_is_stood_in_for_and_asking_again_asks_nobody_else()
    {
        await using var app = await TestApp.StartAsync(new() { ["ENABLE_AUTO_DIALECTIC"] = "false" });
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked == Asked.Assessment ? WrongKey : null);
        var degraded = await AnalyzedAsync(app);
        Assert.StartsWith("Degraded: the provider failed", (string?)degraded["verdict"]!["heading"], StringComparison.Ordinal);
        Assert.Contains("By The Quant alone", (string?)degraded["verdict"]!["heading"], StringComparison.Ordinal);
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);

        var alone = await app.PostAsync($"/api/intents/{degraded["number"]}/repeat?wait=true", null);

        Assert.Equal("Unchallenged", (string?)alone["verdict"]!["status"]);
        Assert.Equal([Asked.Triage, Asked.Assessment, Asked.Assessment], app.Anthropic.Calls.Select(c => c.Asked));
    }

    [Fact]
    public async Task A_reply_that_cannot_be_used_is_not_stood_in_for()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Adviser == "The Auditor" ? new SimulatedAnswer("{}") : null);

        var brief = await AnalyzedAsync(app);

        Assert.Empty((JsonArray)brief["verdict"]!["standIns"]!);
        Assert.Null(Adviser(brief, "the-auditor")["view"]);
    }

    [Fact]
    public async Task A_budget_is_not_papered_over_by_rules()
    {
        await using var app = await TestApp.StartAsync(new() { ["DECISION_BUDGET_USD"] = "0.045" });

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Needs_Review", (string?)item["status"]);
        Assert.Contains("DECISION_BUDGET_USD", (string?)item["reviewReason"], StringComparison.Ordinal);
        var calls = JsonNode.Parse(await app.Http.GetStringAsync($"/api/intents/{item["intentNumber"]}/calls", TestApp.Stop))!.AsArray();
        Assert.DoesNotContain(calls, c => (string?)c!["model"] == "offline-rules");
    }

    private static JsonNode Adviser(JsonObject brief, string slug) => brief["advisers"]!.AsArray().Single(a => (string?)a!["adviser"] == slug)!;

    private static async Task<JsonObject> AnalyzedAsync(TestApp app)
    {
        var item = await app.DecideAsync(Decision);
        Assert.True((string?)item["status"] == "Triaged_to_Intent", (string?)item["reviewReason"]);
        return await app.GetAsync($"/api/intents/{item["intentNumber"]}");
    }
}
