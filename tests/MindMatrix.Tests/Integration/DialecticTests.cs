using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>The protocol over HTTP: who is heard when, what a second round may change, and what people may ask for.</summary>
public sealed class DialecticTests
{
    private const string Decision = "Should we buy the warehouse or rent it? The yard floods in spring.";

    [Fact]
    public async Task Advisers_who_oppose_each_other_answer_once_and_it_takes_nine_calls()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = Opposed;

        var brief = await AnalyzedAsync(app);

        Assert.Equal(
            [Asked.Triage, Asked.Assessment, Asked.Assessment, Asked.Assessment, Asked.CrossExamination, Asked.CrossExamination, Asked.CrossExamination, Asked.Synthesis, Asked.Synthesis],
            app.Anthropic.Calls.Select(c => c.Asked));
        Assert.StartsWith("the conflict index is", (string?)brief["crossExaminedBecause"], StringComparison.Ordinal);
        Assert.All((JsonArray)brief["advisers"]!, a => Assert.NotEmpty((JsonArray)a!["cross"]!["answers"]!));
        Assert.Empty((JsonArray)(await app.GetAsync($"/api/intents/{brief["number"]}/verify"))["differences"]!);
    }

    [Fact]
    public async Task The_three_answer_at_the_same_time_so_that_it_takes_four_latencies()
    {
        await using var app = await TestApp.StartAsync();
        var together = new Dictionary<Asked, Rendezvous> { [Asked.Assessment] = new(3), [Asked.CrossExamination] = new(3), [Asked.Synthesis] = new(2) };
        // Nobody is answered before all of a kind have asked: one after the other would never end.
        app.Anthropic.Script = async (call, stop) =>
        {
            if (together.TryGetValue(call.Asked, out var others))
                await others.ArriveAsync(stop);
            return await Opposed(call, stop);
        };

        Assert.Equal("Analyzed", (string?)(await AnalyzedAsync(app))["status"]);
    }

    [Fact]
    public async Task No_name_of_a_peer_is_shown_in_a_cross_examination()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = Opposed;

        await AnalyzedAsync(app);

        string[] names = ["The Entrepreneur", "The Quant", "The Auditor"];
        string[] slugs = ["the-entrepreneur", "the-quant", "the-auditor"];
        Assert.All(app.Anthropic.Calls.Where(c => c.Asked == Asked.CrossExamination), call =>
        {
            var shown = call.Prompt[call.Prompt.IndexOf("# The options", StringComparison.Ordinal)..];
            Assert.All(names.Where(n => n != call.Adviser).Concat(slugs), name => Assert.DoesNotContain(name, shown, StringComparison.Ordinal));
            Assert.Contains("[reviewer-1/", shown, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task One_who_only_follows_the_others_changes_nothing_and_one_with_new_evidence_does()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = async (call, stop) => call.Asked != Asked.CrossExamination ? await Opposed(call, stop)
            : new SimulatedAnswer(Revising(call, call.Adviser == "The Quant"
                ? ("NewEvidence", "The yard floods in spring", 12) : ("None", null, 99)).ToJsonString());

        var brief = await AnalyzedAsync(app);

        JsonNode Option(string adviser, string round) => (round == "first" ? Adviser(brief, adviser)["view"] : Adviser(brief, adviser)["cross"]!["revised"])!["options"]!.AsArray().Single(o => (string?)o!["slug"] == "first-way")!;
        var quant = Adviser(brief, "the-quant")["cross"]!["revisions"]![0]!;
        var auditor = Adviser(brief, "the-auditor")["cross"]!["revisions"]![0]!;
        Assert.Equal((true, false), ((bool)quant["kept"]!, (bool)auditor["kept"]!));
        Assert.Equal("no reason is given", (string?)auditor["why"]);
        Assert.Equal(12, (double)Option("the-quant", "revised")["score"]!);
        Assert.NotEqual(12, (double)Option("the-quant", "first")["score"]!);
        Assert.Equal((double)Option("the-auditor", "first")["score"]!, (double)Option("the-auditor", "revised")["score"]!);
        var log = (await app.GetAsync("/api/log"))["items"]!.AsArray();
        Assert.Contains(log, e => ((string)e!["summary"]!).Contains("first-way: dropped, no reason is given", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_adviser_who_fails_in_the_second_round_keeps_the_first_assessment()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = async (call, stop) => call is { Asked: Asked.CrossExamination, Adviser: "The Quant" } ? new SimulatedAnswer("{}") : await Opposed(call, stop);

        var brief = await AnalyzedAsync(app);

        Assert.Null(Adviser(brief, "the-quant")["cross"]);
        Assert.NotNull(Adviser(brief, "the-auditor")["cross"]);
        Assert.Equal("Recommended", (string?)brief["verdict"]!["status"]);
    }

    [Fact]
    public async Task A_synthesiser_that_always_picks_the_first_option_yields_contested()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked != Asked.Synthesis ? null : new SimulatedAnswer(SensibleReplies.Synthesis(call.Prompt, call.Options[0]).ToJsonString()));

        var brief = await AnalyzedAsync(app);

        Assert.Equal("Contested", (string?)brief["verdict"]!["status"]);
        Assert.StartsWith("Contested:", (string?)brief["verdict"]!["heading"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Low_stakes_hear_the_lead_alone_for_one_call_and_the_rest_on_demand()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = LowStakes;

        var brief = await AnalyzedAsync(app);

        Assert.Equal([Asked.Triage, Asked.Assessment], app.Anthropic.Calls.Select(c => c.Asked));
        Assert.Equal("Unchallenged", (string?)brief["verdict"]!["status"]);
        Assert.StartsWith("By The Quant alone:", (string?)brief["verdict"]!["heading"], StringComparison.Ordinal);
        Assert.Equal("the-quant", (string?)Assert.Single((JsonArray)brief["advisers"]!)!["adviser"]);
        Assert.Single((JsonArray)brief["action"]!["plan"]!["tasks"]!);

        var full = await app.PostAsync($"/api/intents/{brief["number"]}/dialectic?wait=true", null);

        // The lead is not asked again: two more assessments and two syntheses.
        Assert.Equal(6, app.Anthropic.Calls.Count);
        Assert.Equal("Recommended", (string?)full["verdict"]!["status"]);
        Assert.Equal(3, ((JsonArray)full["advisers"]!).Count);
        Assert.Equal("Rejected", (string?)(await app.GetAsync($"/api/actions/{brief["action"]!["number"]}"))["status"]);
        Assert.Equal(("Pending", "ACT-2"), ((string?)full["action"]!["status"], (string?)full["action"]!["number"]));

        var again = await app.PostAsync($"/api/intents/{brief["number"]}/dialectic?wait=true", null);
        Assert.Equal(6, app.Anthropic.Calls.Count);
        Assert.Equal("ACT-2", (string?)again["action"]!["number"]);
    }

    [Theory]
    [InlineData("risk", "High")]
    [InlineData("oneWay", true)]
    [InlineData("impact", 8)]
    public async Task Each_kind_of_high_stakes_hears_all(string what, object value)
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = async (call, stop) => call.Asked != Asked.Triage ? null : With(await LowStakes(call, stop), r => r[what] = JsonValue.Create(value));

        Assert.Equal(3, ((JsonArray)(await AnalyzedAsync(app))["advisers"]!).Count);
    }

    [Fact]
    public async Task The_thresholds_are_settings()
    {
        await using var careful = await TestApp.StartAsync(new() { ["AUTO_DIALECTIC_MIN_IMPACT"] = "3" });
        careful.Anthropic.Script = LowStakes;
        await using var thrifty = await TestApp.StartAsync(new() { ["ENABLE_AUTO_DIALECTIC"] = "false" });

        Assert.Equal(3, ((JsonArray)(await AnalyzedAsync(careful))["advisers"]!).Count);
        Assert.Single((JsonArray)(await AnalyzedAsync(thrifty))["advisers"]!);
    }

    [Fact]
    public async Task Whoever_asks_for_a_decision_hears_all_whatever_the_stakes()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = LowStakes;
        await app.PostAsync("/api/inbox", new { content = Decision, fullDialectic = true }, HttpStatusCode.Created);
        await app.PollAsync();

        Assert.Equal(3, ((JsonArray)(await app.GetAsync("/api/intents/INT-1"))["advisers"]!).Count);
    }

    [Fact]
    public async Task A_further_option_is_assessed_by_all_with_the_others()
    {
        await using var app = await TestApp.StartAsync();
        var brief = await AnalyzedAsync(app);

        var after = await app.PostAsync($"/api/intents/{brief["number"]}/options?wait=true", new { title = "Rent first, buy later", what = "Rent for a year with a right to buy." });

        Assert.Contains("rent-first-buy-later", after["frame"]!["options"]!.AsArray().Select(o => (string?)o!["slug"]));
        Assert.All((JsonArray)after["advisers"]!, a => Assert.Equal(4, ((JsonArray)a!["view"]!["options"]!).Count));
        Assert.Equal(4, ((JsonArray)after["report"]!["options"]!).Count);
        Assert.Equal(11, app.Anthropic.Calls.Count);
        Assert.True((bool)(await app.GetAsync($"/api/intents/{brief["number"]}/replay"))["same"]!);
        var fifth = await app.PostAsync($"/api/intents/{brief["number"]}/options?wait=true", new { title = "Sell the business" });
        Assert.Equal(5, ((JsonArray)fifth["frame"]!["options"]!).Count);
        Assert.Equal("faulty-option", (string?)(await app.PostAsync($"/api/intents/{brief["number"]}/options", new { title = "A sixth" }, HttpStatusCode.UnprocessableEntity))["code"]);
        Assert.Equal("faulty-option", (string?)(await app.PostAsync($"/api/intents/{brief["number"]}/options", new { title = "" }, HttpStatusCode.UnprocessableEntity))["code"]);
    }

    [Fact]
    public async Task A_proposed_hybrid_is_added_as_it_was_proposed_and_assessed()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked != Asked.Synthesis ? null : With(
            new SimulatedAnswer(SensibleReplies.Synthesis(call.Prompt, "first-way").ToJsonString()), r => r["proposedHybrid"] = "Rent for a year with a right to buy, and drain the yard meanwhile."));
        var brief = await AnalyzedAsync(app);
        Assert.Equal("first-way", (string?)brief["verdict"]!["option"]);
        var page = await app.Http.GetStringAsync($"/intents/{brief["number"]}", TestApp.Stop);
        Assert.Contains("Add it and have it assessed", page, StringComparison.Ordinal);

        var after = await app.PostAsync($"/api/intents/{brief["number"]}/options?wait=true", new { });

        var added = after["frame"]!["options"]!.AsArray()[^1]!;
        Assert.Equal(("rent-for-a-year-with-a", "Rent for a year with a right to buy, and drain the yard meanwhile."), ((string?)added["slug"], (string?)added["what"]));
        Assert.All((JsonArray)after["advisers"]!, a => Assert.Equal(4, ((JsonArray)a!["view"]!["options"]!).Count));
    }

    [Fact]
    public async Task An_advocate_who_cannot_be_paid_or_reached_says_why()
    {
        await using var app = await TestApp.StartAsync();
        var brief = await AnalyzedAsync(app);
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(new SimulatedAnswer("Payment is required.", 402, "billing_error"));

        var problem = await app.PostAsync($"/api/intents/{brief["number"]}/argue", new { }, HttpStatusCode.Conflict);

        Assert.Equal("failed-for-good", (string?)problem["code"]);
        Assert.Contains("no credit", (string?)problem["title"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_that_the_advocate_made_up_are_mended_or_withheld()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked != Asked.Challenge ? null : With(
            new SimulatedAnswer(SensibleReplies.For(call).ToJsonString()), r => r["arguments"]![0]!["text"] = "It costs 47,113 more."));
        var brief = await AnalyzedAsync(app);

        var challenge = await app.PostAsync($"/api/intents/{brief["number"]}/argue", new { });

        Assert.Equal("The other way keeps more open.", (string?)Assert.Single((JsonArray)challenge["reply"]!["arguments"]!)!["text"]);
        Assert.Equal(2, app.Anthropic.Calls.Count(c => c.Asked == Asked.Challenge));
    }

    [Fact]
    public async Task What_is_decided_is_not_taken_up_again()
    {
        await using var app = await TestApp.StartAsync();
        var brief = await AnalyzedAsync(app);
        await app.PostAsync($"/api/actions/{brief["action"]!["number"]}/approve", new { planHash = (string?)brief["action"]!["planHash"] });

        var problem = await app.PostAsync($"/api/intents/{brief["number"]}/options", new { title = "Another" }, HttpStatusCode.Conflict);

        Assert.Equal("already-decided", (string?)problem["code"]);
    }

    [Fact]
    public async Task An_absent_adviser_is_asked_again_and_nobody_else()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call is { Asked: Asked.Assessment, Adviser: "The Auditor" } ? new SimulatedAnswer("{}") : null);
        var degraded = await AnalyzedAsync(app);
        Assert.Equal("Degraded", (string?)degraded["verdict"]!["status"]);
        var before = app.Anthropic.Calls.Count;
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);

        var whole = await app.PostAsync($"/api/intents/{degraded["number"]}/dialectic?wait=true", null);

        // The faulty answers are in the journal; the conversation goes on from them with one repair more.
        Assert.Equal("Recommended", (string?)whole["verdict"]!["status"]);
        Assert.Equal([(Asked.Assessment, true), (Asked.Synthesis, false), (Asked.Synthesis, false)], app.Anthropic.Calls.Skip(before).Select(c => (c.Asked, c.IsRepair)));
        Assert.True((bool)(await app.GetAsync($"/api/intents/{degraded["number"]}/replay"))["same"]!);
    }

    [Fact]
    public async Task An_absent_adviser_with_a_new_prompt_is_asked_by_that()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call is { Asked: Asked.Assessment, Adviser: "The Auditor" } ? new SimulatedAnswer("{}") : null);
        var degraded = await AnalyzedAsync(app);
        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        await app.PatchAgentAsync("the-auditor", new { prompt = "# Your mandate: what must not go wrong\nYou are The Auditor. Look at law and duty." });

        var whole = await app.PostAsync($"/api/intents/{degraded["number"]}/dialectic?wait=true", null);

        Assert.Equal("Recommended", (string?)whole["verdict"]!["status"]);
        Assert.Equal(2, (int)Adviser(whole, "the-auditor")["promptVersion"]!);
    }

    [Fact]
    public async Task Arguing_against_it_takes_one_call_and_is_kept()
    {
        await using var app = await TestApp.StartAsync();
        var brief = await AnalyzedAsync(app);

        var challenge = await app.PostAsync($"/api/intents/{brief["number"]}/argue", new { });
        var other = await app.PostAsync($"/api/intents/{brief["number"]}/argue", new { option = "status-quo" });

        Assert.Equal((string?)brief["verdict"]!["option"], (string?)challenge["option"]);
        Assert.Equal("status-quo", (string?)other["option"]);
        Assert.NotEmpty((JsonArray)challenge["reply"]!["arguments"]!);
        Assert.Equal(8, app.Anthropic.Calls.Count);
        Assert.Equal(2, ((JsonArray)(await app.GetAsync($"/api/intents/{brief["number"]}"))["challenges"]!).Count);
        Assert.Equal("unknown-option", (string?)(await app.PostAsync($"/api/intents/{brief["number"]}/argue", new { option = "moon" }, HttpStatusCode.UnprocessableEntity))["code"]);
    }

    [Fact]
    public async Task Numbers_that_a_synthesis_made_up_are_mended_or_withheld()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked != Asked.Synthesis ? null : With(
            new SimulatedAnswer(SensibleReplies.Synthesis(call.Prompt, SensibleReplies.Eligible(call.Prompt).Order(StringComparer.Ordinal).First()).ToJsonString()),
            r => r["rationale"] = "It saves 47,113 a year."));

        var brief = await AnalyzedAsync(app);

        Assert.DoesNotContain("47,113", brief["verdict"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("withheld", (string?)brief["verdict"]!["rationale"], StringComparison.Ordinal);
        Assert.Equal("Recommended", (string?)brief["verdict"]!["status"]);
        Assert.Equal(2, app.Anthropic.Calls.Count(c => c is { Asked: Asked.Synthesis, IsRepair: true }));
    }

    [Fact]
    public async Task People_add_edit_order_and_switch_off_advisers_and_two_must_stay()
    {
        await using var app = await TestApp.StartAsync();
        var added = await app.PostAsync("/api/agents", new { name = "The Neighbour", prompt = "# Your mandate: those next door\nYou are The Neighbour. Look at what it means for the people around." }, HttpStatusCode.Created, ("X-Person", "Grace"));
        Assert.Equal(("the-neighbour", "Grace"), ((string?)added["slug"], (string?)added["versions"]![0]!["createdBy"]));
        Assert.NotNull(added["versions"]![0]!["outputSchema"]!["properties"]!["wouldChangeMind"]);
        Assert.Equal("name-taken", (string?)(await app.PostAsync("/api/agents", new { name = "the  neighbour!", prompt = "x" }, HttpStatusCode.UnprocessableEntity))["code"]);

        await app.PatchAgentAsync("the-entrepreneur", new { active = false });
        var brief = await AnalyzedAsync(app);
        Assert.Equal(["the-quant", "the-auditor", "the-neighbour"], brief["advisers"]!.AsArray().Select(a => (string?)a!["adviser"]));

        await app.PatchAgentAsync("the-quant", new { active = false });
        Assert.Equal("too-few-advisers", (string?)(await app.PatchAgentAsync("the-auditor", new { active = false }, HttpStatusCode.Conflict))["code"]);

        using var ordered = await app.Http.PutAsJsonAsync("/api/agents/order", new { slugs = new[] { "the-neighbour", "the-auditor", "the-quant", "the-entrepreneur" } }, TestApp.Stop);
        var list = JsonNode.Parse(await ordered.Content.ReadAsStringAsync(TestApp.Stop))!.AsArray();
        Assert.Equal(["the-neighbour", "the-auditor", "the-quant", "the-entrepreneur"], list.Select(a => (string?)a!["slug"]));
    }

    [Fact]
    public async Task Who_was_switched_off_has_no_voice_in_a_second_look()
    {
        await using var app = await TestApp.StartAsync();
        await app.PostAsync("/api/agents", new { name = "The Neighbour", prompt = "# Your mandate: those next door\nYou are The Neighbour. Look at what it means for the people around." }, HttpStatusCode.Created);
        var before = await AnalyzedAsync(app);
        Assert.Equal(4, ((JsonArray)before["advisers"]!).Count);
        await app.PatchAgentAsync("the-neighbour", new { active = false });

        var after = await app.PostAsync($"/api/intents/{before["number"]}/options?wait=true", new { title = "Rent first" });

        Assert.Equal(3, ((JsonArray)after["advisers"]!).Count);
        Assert.Empty((JsonArray)(await app.GetAsync($"/api/intents/{before["number"]}/verify"))["differences"]!);
        Assert.True((bool)(await app.GetAsync($"/api/intents/{before["number"]}/replay"))["same"]!);
    }

    [Fact]
    public async Task A_second_look_that_fails_says_so_and_is_retried()
    {
        await using var app = await TestApp.StartAsync();
        var before = await AnalyzedAsync(app);
        app.Anthropic.Script = (call, _) => Task.FromResult(call.Asked == Asked.Assessment ? new SimulatedAnswer("{}") : null);

        var problem = await app.PostAsync($"/api/intents/{before["number"]}/options?wait=true", new { title = "Rent first" }, HttpStatusCode.Conflict);
        Assert.Equal("needs-review", (string?)problem["code"]);
        Assert.Equal("in-analysis", (string?)(await app.PostAsync($"/api/intents/{before["number"]}/dialectic", null, HttpStatusCode.Conflict))["code"]);

        app.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        // The faulty answers are in the journal: asked in the same words they would be found there.
        foreach (var slug in new[] { "the-entrepreneur", "the-quant", "the-auditor" })
            await app.PatchAgentAsync(slug, new { prompt = "# Your mandate\nLook at it anew." });
        await app.PostAsync("/api/inbox/INB-1/retry", new { });
        await app.PollAsync();
        var after = await app.GetAsync($"/api/intents/{before["number"]}");
        Assert.Equal(("Analyzed", 4), ((string?)after["status"], ((JsonArray)after["frame"]!["options"]!).Count));
        Assert.Equal("Recommended", (string?)after["verdict"]!["status"]);
    }

    [Fact]
    public async Task Another_output_schema_makes_a_new_version_and_keeps_the_prompt()
    {
        var folder = TestApp.NewFolder();
        await using (var first = await TestApp.StartAsync(dataDir: folder))
        {
            await first.PatchAgentAsync("the-quant", new { prompt = "# Mine\nYou are The Quant. Count twice." });
            await first.Store.WriteAsync(unit => unit.Db.Set<Dialectic.AgentVersion>().ExecuteUpdateAsync(set => set.SetProperty(v => v.OutputSchema, "{}"), TestApp.Stop), TestApp.Stop);
        }

        await using (var second = await TestApp.StartAsync(dataDir: folder))
        {
            using var listed = await second.Http.GetAsync("/api/agents", TestApp.Stop);
            var agents = JsonNode.Parse(await listed.Content.ReadAsStringAsync(TestApp.Stop))!.AsArray();
            var quant = agents.Single(a => (string?)a!["slug"] == "the-quant")!["versions"]!;
            Assert.Equal((3, "Ada", true), ((int)quant[0]!["version"]!, (string)quant[0]!["createdBy"]!, ((string)quant[0]!["prompt"]!).Contains("Count twice.", StringComparison.Ordinal)));
            Assert.Equal(2, (int)agents.Single(a => (string?)a!["slug"] == "the-auditor")!["versions"]![0]!["version"]!);
        }
        await using var third = await TestApp.StartAsync(dataDir: folder);
        using var again = await third.Http.GetAsync("/api/agents", TestApp.Stop);
        Assert.Equal([2, 3, 2], JsonNode.Parse(await again.Content.ReadAsStringAsync(TestApp.Stop))!.AsArray().Select(a => (int)a!["versions"]![0]!["version"]!));
    }

    [Fact]
    public async Task A_prompt_that_a_person_wrote_stays_in_force_over_restarts()
    {
        var folder = TestApp.NewFolder();
        await using var simulator = await AnthropicSimulator.StartAsync();
        await using (var first = await TestApp.StartAsync(dataDir: folder, anthropic: simulator))
            await first.PatchAgentAsync("the-quant", new { prompt = "# Mine\nYou are The Quant. Count twice." });

        await using var second = await TestApp.StartAsync(dataDir: folder, anthropic: simulator);
        await AnalyzedAsync(second);

        Assert.Contains(simulator.Calls, c => c.Asked == Asked.Assessment && c.Prompt.Contains("Count twice.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_routes_of_the_reference_do_what_their_names_say()
    {
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = LowStakes;
        var brief = await AnalyzedAsync(app);
        var id = brief["id"];

        var explained = await app.GetAsync("/smart-router/explain?intent_title=New%20contract&intent_description=legal%20terms%20and%20liability&risk_level=Low&projected_impact=3");
        Assert.Equal(("The Auditor", "The Entrepreneur", "high"), ((string?)explained["assigned_agent"], (string?)explained["alternative_agent"], (string?)explained["confidence"]));
        Assert.Equal("unknown-risk", (string?)(await app.GetAsync("/smart-router/explain?intent_title=x&risk_level=Huge", HttpStatusCode.BadRequest))["code"]);

        var assigned = await app.PostAsync($"/intent/{id}/assign-agent?risk_level=High&projected_impact=9", null);
        Assert.Equal(("success", "The Auditor"), ((string?)assigned["status"], (string?)assigned["assigned_agent"]));
        Assert.Equal("the-auditor", (string?)(await app.GetAsync($"/api/intents/{id}"))["leadAdviser"]);

        var queued = await app.PostAsync($"/analyze-intent/{id}?agent=The%20Auditor", null);
        Assert.Equal(("queued", "The Auditor"), ((string?)queued["status"], (string?)queued["agent"]));
        await app.PollAsync();
        Assert.Equal(2, ((JsonArray)(await app.GetAsync($"/api/intents/{id}"))["advisers"]!).Count);
        Assert.StartsWith("By The Quant and The Auditor alone:", (string?)(await app.GetAsync($"/api/intents/{id}"))["verdict"]!["heading"], StringComparison.Ordinal);
        Assert.Empty((JsonArray)(await app.GetAsync($"/api/intents/{id}/verify"))["differences"]!);
        Assert.Equal("done", (string?)(await app.PostAsync($"/analyze-intent/{id}?agent=the-auditor", null))["status"]);

        var done = await app.PostAsync($"/dialectic/{id}", null);
        Assert.Equal("success", (string?)done["status"]);
        Assert.Equal("The first way", (string?)done["recommended_path"]);
        Assert.Contains("speaks for first-way", (string?)done["growth_recommendation"], StringComparison.Ordinal);
        Assert.Contains("speaks against first-way", (string?)done["risk_recommendation"], StringComparison.Ordinal);
        Assert.Equal("not-found", (string?)(await app.PostAsync("/dialectic/INT-99", null, HttpStatusCode.NotFound))["code"]);
    }

    private static JsonNode Adviser(JsonObject brief, string slug) => brief["advisers"]!.AsArray().Single(a => (string?)a!["adviser"] == slug)!;

    private static async Task<JsonObject> AnalyzedAsync(TestApp app)
    {
        var item = await app.DecideAsync(Decision);
        Assert.True((string?)item["status"] == "Triaged_to_Intent", (string?)item["reviewReason"]);
        return await app.GetAsync($"/api/intents/{item["intentNumber"]}");
    }

    private static SimulatedAnswer? With(SimulatedAnswer? answer, Action<JsonObject> change)
    {
        var reply = (JsonObject)JsonNode.Parse(answer!.Reply)!;
        change(reply);
        return answer with { Reply = reply.ToJsonString() };
    }

    private static Task<SimulatedAnswer?> LowStakes(SimulatedCall call, CancellationToken stop) => Task.FromResult(call.Asked != Asked.Triage ? null : With(
        new SimulatedAnswer(SensibleReplies.Triage(call.Text).ToJsonString()), r => (r["impact"], r["risk"], r["oneWay"]) = (4, "Low", false)));

    /// <summary>Each adviser puts another option first.</summary>
    private static Task<SimulatedAnswer?> Opposed(SimulatedCall call, CancellationToken stop) => Task.FromResult(call.Asked != Asked.Assessment ? null : With(
        new SimulatedAnswer(SensibleReplies.Assessment(call).ToJsonString()), reply =>
        {
            var favourite = call.Adviser switch { "The Entrepreneur" => "first-way", "The Quant" => "second-way", _ => "status-quo" };
            foreach (var option in reply["options"]!.AsArray())
                option!["score"] = (string?)option["slug"] == favourite ? 90 : 30 + ((string)option["slug"]!).Length;
        }));

    private static JsonObject Revising(SimulatedCall call, (string Reason, string? Quote, double Score) by)
    {
        var reply = SensibleReplies.CrossExamination(call);
        reply["revisions"] = new JsonArray(new JsonObject
        {
            ["slug"] = "first-way",
            ["reason"] = by.Reason,
            ["evidence"] = "The others say so.",
            ["quote"] = by.Quote,
            ["correction"] = null,
            ["score"] = by.Score,
            ["probability"] = null,
            ["netValue"] = null,
        });
        return reply;
    }
}
