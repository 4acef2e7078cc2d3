using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Execution;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>From the thought to its records, over HTTP.</summary>
public sealed class ThoughtTests
{
    private const string Decision = "Should we hire a senior engineer at 150k or an agency at 120k a year?";

    [Fact]
    public async Task A_strategic_thought_becomes_an_intent_with_a_plan_that_waits_and_no_task()
    {
        await using var app = await TestApp.StartAsync();

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Triaged_to_Intent", (string?)item["status"]);
        Assert.Equal("Strategic (Intent)", (string?)item["triageDestination"]);
        var brief = await app.GetAsync($"/api/intents/{item["intentId"]}");
        Assert.Equal("Analyzed", (string?)brief["status"]);
        Assert.Equal("Recommended", (string?)brief["verdict"]!["status"]);
        Assert.Equal(3, ((JsonArray)brief["advisers"]!).Count);
        Assert.Equal(3, ((JsonArray)brief["report"]!["options"]!).Count);
        Assert.Equal("Pending", (string?)brief["action"]!["status"]);
        Assert.NotEmpty((JsonArray)brief["unknowns"]!);
        Assert.False((bool)brief["offline"]!);
        Assert.True((long)brief["costMicroUsd"]! > 0);
        Assert.Empty((JsonArray)(await app.GetAsync("/api/tasks"))["items"]!);
        Assert.Equal("Work", (string?)brief["area"]);
        Assert.Equal("the-quant", (string?)brief["leadAdviser"]);
    }

    [Fact]
    public async Task An_operational_thought_becomes_one_task_with_its_words_as_context()
    {
        await using var app = await TestApp.StartAsync();

        var item = await app.DecideAsync("Please send the invoice to Castlewell today, PO 77120.");

        Assert.Equal("Operational (Task)", (string?)item["triageDestination"]);
        var task = Assert.Single((JsonArray)(await app.GetAsync("/api/tasks"))["items"]!)!;
        Assert.Equal((string?)item["taskId"], (string?)task["id"]);
        Assert.Contains("PO 77120", (string?)task["context"], StringComparison.Ordinal);
        Assert.Equal("Not_started", (string?)task["status"]);
        Assert.Empty((JsonArray)(await app.GetAsync("/api/intents"))["items"]!);
    }

    [Fact]
    public async Task A_reference_thought_becomes_linked_nodes_that_the_next_one_finds_again()
    {
        await using var app = await TestApp.StartAsync();

        var first = await app.DecideAsync("Notes on Brightmoor Software and the Harbour Clinic, to keep.");
        var second = await app.DecideAsync("Further notes on Brightmoor Software.");

        var (before, after) = ((JsonArray)first["nodeIds"]!, (JsonArray)second["nodeIds"]!);
        Assert.Equal(2, before.Count);
        Assert.Contains((string?)Assert.Single(after), before.Select(n => (string?)n));
        var nodes = await app.Store.ReadAsync(db => db.Set<Knowledge.Node>().ToListAsync(TestApp.Stop), TestApp.Stop);
        Assert.Equal(2, nodes.Count);
        Assert.All(nodes, n => Assert.Equal(["Work"], n.Tags));
    }

    [Fact]
    public async Task The_normal_path_takes_six_calls_and_three_latencies()
    {
        await using var app = await TestApp.StartAsync();

        await app.DecideAsync(Decision);

        var calls = app.Anthropic.Calls;
        Assert.Equal(6, calls.Count);
        Assert.Equal([Asked.Triage, Asked.Assessment, Asked.Assessment, Asked.Assessment, Asked.Synthesis, Asked.Synthesis], calls.Select(c => c.Asked));
    }

    [Fact]
    public async Task Assessments_run_at_the_same_time_and_so_do_the_syntheses()
    {
        await using var app = await TestApp.StartAsync();
        var together = new Dictionary<Asked, Rendezvous> { [Asked.Assessment] = new(3), [Asked.Synthesis] = new(2) };
        // Nobody is answered before all of a kind have asked: one after the other would never end.
        app.Anthropic.Script = async (call, stop) =>
        {
            if (together.TryGetValue(call.Asked, out var others))
                await others.ArriveAsync(stop);
            return null;
        };

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Triaged_to_Intent", (string?)item["status"]);
    }

    [Fact]
    public async Task Advisers_are_blind_to_each_other_and_see_the_options_in_different_orders()
    {
        await using var app = await TestApp.StartAsync();

        await app.DecideAsync(Decision);

        var assessments = app.Anthropic.Calls.Where(c => c.Asked == Asked.Assessment).ToList();
        foreach (var call in assessments)
        {
            Assert.All(assessments.Where(o => o.Adviser != call.Adviser), other => Assert.DoesNotContain(other.Adviser!, call.Prompt, StringComparison.Ordinal));
            Assert.DoesNotContain("speaks for", call.Prompt, StringComparison.Ordinal);
        }
        Assert.Equal(3, assessments.Select(c => string.Join(' ', c.Options)).Distinct().Count());
        var syntheses = app.Anthropic.Calls.Where(c => c.Asked == Asked.Synthesis).ToList();
        Assert.Equal(syntheses[0].Options, syntheses[1].Options.Reverse());
    }

    [Fact]
    public async Task A_synthesiser_that_always_picks_the_first_option_yields_contested()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked != Asked.Synthesis ? null
            : new SimulatedAnswer(SensibleReplies.Synthesis(call.Prompt, call.Options[0]).ToJsonString()));

        var item = await app.DecideAsync(Decision);

        var brief = await app.GetAsync($"/api/intents/{item["intentNumber"]}");
        Assert.Equal("Contested", (string?)brief["verdict"]!["status"]);
        Assert.StartsWith("Contested", (string?)brief["verdict"]!["heading"], StringComparison.Ordinal);
        Assert.Null((string?)brief["action"]!["plan"]!["chosenOption"]);
        Assert.Empty((JsonArray)brief["action"]!["plan"]!["tasks"]!);
    }

    [Fact]
    public async Task An_adviser_who_cannot_be_understood_is_absent_and_the_heading_says_degraded()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Adviser == "The Auditor" ? new SimulatedAnswer("I would rather not say.") : null);

        var item = await app.DecideAsync(Decision);

        var brief = await app.GetAsync($"/api/intents/{item["intentNumber"]}");
        Assert.Equal("Degraded", (string?)brief["verdict"]!["status"]);
        Assert.Contains("The Auditor gave no assessment", (string?)brief["verdict"]!["heading"], StringComparison.Ordinal);
        var repair = Assert.Single(app.Anthropic.Calls, c => c.IsRepair);
        Assert.Equal("The Auditor", repair.Adviser);
    }

    [Fact]
    public async Task A_failed_synthesis_is_never_shown_as_a_recommendation()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked == Asked.Synthesis ? new SimulatedAnswer("{}") : null);

        var item = await app.DecideAsync(Decision);

        var brief = await app.GetAsync($"/api/intents/{item["intentNumber"]}");
        Assert.Equal("Degraded", (string?)brief["verdict"]!["status"]);
        Assert.Null((string?)brief["verdict"]!["option"]);
        Assert.EndsWith("Nothing is recommended.", (string?)brief["verdict"]!["heading"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fenced")]
    [InlineData("thinking")]
    public async Task Replies_in_a_code_fence_or_after_thinking_are_understood(string how)
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult<SimulatedAnswer?>(how == "fenced"
            ? new SimulatedAnswer($"```json\n{SensibleReplies.For(call)}\n```") : new SimulatedAnswer(SensibleReplies.For(call).ToJsonString(), ThinkFirst: true));

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Triaged_to_Intent", (string?)item["status"]);
        Assert.Equal(6, app.Anthropic.Calls.Count);
    }

    [Fact]
    public async Task A_reply_with_faults_is_sent_back_once_with_the_list_of_them()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) =>
        {
            if (call.Asked != Asked.Triage || call.IsRepair)
                return Task.FromResult<SimulatedAnswer?>(null);
            var wrong = SensibleReplies.Triage(call.Text);
            (wrong["impact"], wrong["area"]) = (17, "Nowhere");
            return Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(wrong.ToJsonString()));
        };

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Triaged_to_Intent", (string?)item["status"]);
        var repair = Assert.Single(app.Anthropic.Calls, c => c.IsRepair);
        Assert.Contains("impact is 17", repair.Prompt, StringComparison.Ordinal);
        Assert.Contains("Nowhere", repair.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsure_triage_waits_for_a_person_whose_word_lets_it_go_on()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) =>
        {
            if (call.Asked != Asked.Triage)
                return Task.FromResult<SimulatedAnswer?>(null);
            var reply = SensibleReplies.Triage(call.Prompt.Contains("the type is operational", StringComparison.Ordinal) ? "please" : call.Text);
            reply["confidence"] = 0.2;
            return Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer(reply.ToJsonString()));
        };

        var item = await app.DecideAsync("The van");
        Assert.Equal("Needs_Review", (string?)item["status"]);
        Assert.NotNull((string?)item["reviewReason"]);
        await app.PostAsync($"/api/inbox/{item["number"]}/triage", new { type = "Operational" });
        await app.PollAsync();

        Assert.Equal("Triaged_to_Task", (string?)(await app.GetAsync($"/api/inbox/{item["number"]}"))["status"]);
    }

    [Fact]
    public async Task Every_act_is_in_the_log_with_its_model_and_cost_and_the_chain_holds()
    {
        await using var app = await TestApp.StartAsync();

        var item = await app.DecideAsync(Decision);

        var log = (JsonArray)(await app.GetAsync($"/api/log?item={item["id"]}&limit=500"))["items"]!;
        var acts = log.Select(e => (string?)e!["act"]).Reverse().ToList();
        Assert.Equal("Thought Captured", acts[0]);
        Assert.Equal(3, acts.Count(a => a == "Assessment Given"));
        Assert.Equal(2, acts.Count(a => a == "Synthesis Given"));
        Assert.Equal(["Dialectic Analysis Completed", "Action Created from Intent"], acts[^2..]);
        Assert.Equal((long)item["costMicroUsd"]!, log.Sum(e => (long)e!["costMicroUsd"]!));
        Assert.Null((string?)(await app.GetAsync("/api/log/verify"))["fault"]);
    }

    [Fact]
    public async Task Advisers_who_cannot_be_understood_leave_the_item_to_a_person_and_a_retry_pays_for_nothing_twice()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Adviser is "The Auditor" or "The Quant" ? new SimulatedAnswer("{}") : null);

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Needs_Review", (string?)item["status"]);
        Assert.Contains("1 of 3 advisers answered", (string?)item["reviewReason"], StringComparison.Ordinal);
        var asked = app.Anthropic.Calls.Count;
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        // The faulty answers are in the journal: asked in the same words they would be found there.
        foreach (var slug in new[] { "the-auditor", "the-quant" })
            await app.PatchAgentAsync(slug, new { prompt = "# Your mandate\nLook at it anew." });
        await app.PostAsync($"/api/inbox/{item["number"]}/retry", new { });
        await app.PollAsync();

        Assert.Equal("Triaged_to_Intent", (string?)(await app.GetAsync($"/api/inbox/{item["number"]}"))["status"]);
        // The triage and the one assessment are kept; two assessments and two syntheses are asked for.
        Assert.Equal(asked + 4, app.Anthropic.Calls.Count);
    }

    [Fact]
    public async Task A_failing_step_is_tried_again_and_then_said_in_words()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("no such route", 404, "not_found_error"));

        var item = await app.DecideAsync(Decision);

        Assert.Equal("Needs_Review", (string?)item["status"]);
        Assert.Contains("claude-haiku-5-5 does not exist or is retired", (string?)item["reviewReason"], StringComparison.Ordinal);
        Assert.Single(app.Anthropic.Calls);
    }

    [Fact]
    public async Task Parallel_thoughts_each_come_to_exactly_one_end()
    {
        await using var app = await TestApp.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => app.PostAsync("/api/inbox", new { content = (i % 3) switch { 0 => $"Case {i}: buy or rent?", 1 => $"Please do {i}", _ => $"Notes on Acme Works {i}" } }, System.Net.HttpStatusCode.Created)));
        await app.PollAsync();

        var items = (JsonArray)(await app.GetAsync("/api/inbox?limit=100"))["items"]!;
        Assert.Equal(30, items.Count);
        Assert.Equal(10, items.Count(i => (string?)i!["status"] == "Triaged_to_Intent" && i["intentId"] is not null));
        Assert.Equal(10, items.Count(i => (string?)i!["status"] == "Triaged_to_Task" && i["taskId"] is not null));
        Assert.Equal(10, items.Count(i => (string?)i!["status"] == "Triaged_to_Node" && ((JsonArray)i["nodeIds"]!).Count > 0));
        Assert.Equal(10, await app.Store.ReadAsync(db => db.Tasks.CountAsync(TestApp.Stop), TestApp.Stop));
        Assert.Null((await app.Store.ReadAsync(db => ExecutionLog.VerifyAsync(db, TestApp.Stop), TestApp.Stop)).Fault);
    }
}

/// <summary>Lets nobody on before everybody is there.</summary>
internal sealed class Rendezvous(int expected)
{
    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <summary>When everybody is there.</summary>
    public Task ArrivedAsync(CancellationToken stop) => _all.Task.WaitAsync(TimeSpan.FromSeconds(30), stop);

    public Task ArriveAsync(CancellationToken stop)
    {
        if (Interlocked.Increment(ref _arrived) == expected)
            _all.SetResult();
        return _all.Task.WaitAsync(TimeSpan.FromSeconds(30), stop);
    }
}
