using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Models;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>A decision debated again: from the journal, with other prompts, in cheaper ways.</summary>
public sealed class ReplayTests
{
    private const string Decision = "Should we buy the warehouse or rent it? The yard floods in spring.";

    [Fact]
    public async Task From_the_journal_it_reaches_the_same_verdict_without_a_call()
    {
        await using var app = await TestApp.StartAsync();
        var brief = await AnalyzedAsync(app);

        var replay = await app.GetAsync($"/api/intents/{brief["number"]}/replay");

        Assert.True((bool)replay["same"]!);
        Assert.Empty((JsonArray)replay["differences"]!);
        Assert.Empty((JsonArray)replay["promptsChanged"]!);
        Assert.Equal(5, (int)replay["answers"]!);
        Assert.Equal(6, app.Anthropic.Calls.Count);
    }

    [Fact]
    public async Task So_does_one_with_a_cross_examination_a_repair_and_an_absent_adviser()
    {
        await using var app = await TestApp.StartAsync(new() { ["CROSS_EXAMINATION_MIN_CONFLICT"] = "0" });
        app.Anthropic.Script = (call, _) => Task.FromResult(
            call is { Asked: Asked.Assessment, Adviser: "The Auditor" } || call is { Asked: Asked.Synthesis, IsRepair: false } ? new SimulatedAnswer("{}") : null);
        var brief = await AnalyzedAsync(app);
        Assert.Equal("Degraded", (string?)brief["verdict"]!["status"]);
        Assert.NotNull(brief["crossExaminedBecause"]);
        var calls = app.Anthropic.Calls.Count;

        var replay = await app.GetAsync($"/api/intents/{brief["number"]}/replay");

        Assert.True((bool)replay["same"]!, replay.ToJsonString());
        Assert.Equal(calls, app.Anthropic.Calls.Count);
    }

    [Fact]
    public async Task So_does_one_whose_advisers_were_ordered_otherwise_since()
    {
        await using var app = await TestApp.StartAsync(new() { ["CROSS_EXAMINATION_MIN_CONFLICT"] = "0" });
        app.Anthropic.Script = (call, _) =>
        {
            if (call is { Asked: Asked.CrossExamination, Adviser: "The Auditor" })
            {
                var revising = SensibleReplies.CrossExamination(call);
                revising["revisions"]!.AsArray().Add(new JsonObject
                {
                    ["slug"] = "first-way",
                    ["reason"] = "NewEvidence",
                    ["evidence"] = "It floods.",
                    ["quote"] = "The yard floods in spring",
                    ["correction"] = null,
                    ["score"] = 3,
                    ["probability"] = 0.9,
                    ["netValue"] = null,
                });
                return Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(revising.ToJsonString()));
            }
            if (call.Asked != Asked.Assessment)
                return Task.FromResult<SimulatedAnswer?>(null);
            // As many claims as none of the others has, so that an alias of one is none of another.
            var reply = SensibleReplies.Assessment(call);
            foreach (var option in reply["options"]!.AsArray())
            {
                option!["score"] = call.Adviser!.Length * 4;
                option["netValue"] = new JsonObject { ["low"] = -100.1 * call.Adviser.Length, ["mode"] = 333.3 * call.Adviser.Length, ["high"] = 7777.7 * call.Adviser.Length };
                for (var i = call.Adviser.Length % 5; i > 1; i--)
                    option["for"]!.AsArray().Add(new JsonObject { ["text"] = "And more.", ["quote"] = null });
            }
            return Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(reply.ToJsonString()));
        };
        var brief = await AnalyzedAsync(app);
        Assert.NotNull(brief["crossExaminedBecause"]);

        using var ordered = await app.Http.PutAsJsonAsync("/api/agents/order", new { slugs = new[] { "the-auditor", "the-quant", "the-entrepreneur" } }, TestApp.Stop);
        Assert.True(ordered.IsSuccessStatusCode);

        var replay = await app.GetAsync($"/api/intents/{brief["number"]}/replay");
        Assert.True((bool)replay["same"]!, replay.ToJsonString());
        Assert.Empty((JsonArray)replay["differences"]!);
        Assert.Empty((JsonArray)(await app.GetAsync($"/api/intents/{brief["number"]}/verify"))["differences"]!);
    }

    [Fact]
    public async Task So_does_the_offline_adviser()
    {
        await using var app = await TestApp.StartAsync(new() { ["MODEL_PROVIDER"] = "offline" });
        var brief = await AnalyzedAsync(app);

        Assert.True((bool)(await app.GetAsync($"/api/intents/{brief["number"]}/replay"))["same"]!);
    }

    [Fact]
    public async Task A_verdict_changed_in_the_store_is_found()
    {
        await using var app = await TestApp.StartAsync();
        var brief = await AnalyzedAsync(app);
        var id = Guid.Parse((string)brief["id"]!);
        await app.Store.WriteAsync(async unit =>
        {
            var intent = await unit.Db.Set<Dialectic.Intent>().SingleAsync(i => i.Id == id, TestApp.Stop);
            intent.Verdict = intent.Verdict! with { Option = "second-way" };
        }, TestApp.Stop);

        var replay = await app.GetAsync($"/api/intents/{brief["number"]}/replay");

        Assert.False((bool)replay["same"]!);
        Assert.Equal("verdict.option", (string?)Assert.Single((JsonArray)replay["differences"]!)!["path"]);
    }

    [Fact]
    public async Task With_other_prompts_calls_are_made_and_the_decision_stays_as_it_was()
    {
        await using var app = await TestApp.StartAsync();
        var before = await AnalyzedAsync(app);
        await app.PatchAgentAsync("the-quant", new { prompt = "# Mine\nYou are The Quant. Count twice." });
        app.Anthropic.Script = (call, _) =>
        {
            if (call.Asked == Asked.Synthesis)
                return Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(SensibleReplies.Synthesis(call.Prompt, "second-way").ToJsonString()));
            var reply = SensibleReplies.Assessment(call);
            reply["options"]![0]!["for"]![0]!["text"] = "Counted twice.";
            return Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(reply.ToJsonString()));
        };

        var replay = await app.PostAsync($"/api/intents/{before["number"]}/replay", new { prompts = 2 });

        Assert.False((bool)replay["same"]!);
        Assert.Equal(("Recommended: The first way", "Recommended: The second way"), ((string?)replay["before"], (string?)replay["after"]));
        // The two whose prompts have no second version are known already.
        Assert.Equal([Asked.Assessment], app.Anthropic.Calls.Skip(6).Select(c => c.Asked).Where(a => a != Asked.Synthesis));
        var after = await app.GetAsync($"/api/intents/{before["number"]}");
        Assert.True(JsonNode.DeepEquals(before["verdict"], after["verdict"]));
        Assert.True(JsonNode.DeepEquals(before["advisers"], after["advisers"]));
        Assert.Equal("no-such-version", (string?)(await app.PostAsync($"/api/intents/{before["number"]}/replay", new { prompts = 9 }, HttpStatusCode.UnprocessableEntity))["code"]);
    }

    [Fact]
    public async Task An_ablation_compares_three_ways_with_their_tokens_and_cost()
    {
        await using var app = await TestApp.StartAsync(new() { ["CROSS_EXAMINATION_MIN_CONFLICT"] = "0" });
        var brief = await AnalyzedAsync(app);

        var ablation = await app.PostAsync("/api/ablation", new { intents = new[] { (string?)brief["number"] } });

        var arms = ablation["lines"]![0]!["arms"]!.AsArray();
        Assert.Equal(["B0", "B1", "B2"], arms.Select(a => (string?)a!["arm"]));
        Assert.Equal([1, 5, 8], arms.Select(a => (int)a!["calls"]!));
        Assert.All(arms, a => Assert.Null(a!["failed"]));
        Assert.All(arms, a => Assert.True((long)a!["costMicroUsd"]! > 0));
        Assert.True((long)arms[0]!["inputTokens"]! < (long)arms[1]!["inputTokens"]!);
        var agreement = ablation["agreements"]!.AsArray().Single(a => (string?)a!["pair"] == "B1 = B2")!;
        Assert.Equal((1, 1), ((int)agreement["agree"]!, (int)agreement["of"]!));
        Assert.Equal("how-many", (string?)(await app.PostAsync("/api/ablation", new { intents = Array.Empty<string>() }, HttpStatusCode.BadRequest))["code"]);
    }

    [Fact]
    public async Task Rules_are_not_ablated()
    {
        await using var app = await TestApp.StartAsync(new() { ["MODEL_PROVIDER"] = "offline" });
        await AnalyzedAsync(app);

        Assert.Equal("no-model", (string?)(await app.PostAsync("/api/ablation", new { intents = new[] { "INT-1" } }, HttpStatusCode.Conflict))["code"]);
    }

    [Fact]
    public async Task A_decision_whose_journal_is_gone_says_so()
    {
        await using var app = await TestApp.StartAsync();
        var brief = await AnalyzedAsync(app);
        await app.Store.WriteAsync(unit => unit.Db.ModelCalls.ExecuteDeleteAsync(TestApp.Stop), TestApp.Stop);

        Assert.Equal("not-replayable", (string?)(await app.GetAsync($"/api/intents/{brief["number"]}/replay", HttpStatusCode.Conflict))["code"]);
    }

    private static async Task<JsonObject> AnalyzedAsync(TestApp app)
    {
        var item = await app.DecideAsync(Decision);
        Assert.True((string?)item["status"] == "Triaged_to_Intent", (string?)item["reviewReason"]);
        return await app.GetAsync($"/api/intents/{item["intentNumber"]}");
    }
}
