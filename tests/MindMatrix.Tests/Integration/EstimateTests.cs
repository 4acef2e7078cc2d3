using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Dialectic;

namespace MindMatrix.Tests.Integration;

/// <summary>People's figures replace the advisers', everything follows from them again, and anybody can check that it does.</summary>
public sealed class EstimateTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private TestApp App => shared.App;

    [Fact]
    public async Task A_persons_figure_changes_the_report_and_says_whose_it_is()
    {
        var before = await AnalyzedAsync();
        // The two ways are worth nearly the same, so that the draws of each decision say which leads.
        var (other, leader) = (string?)before["report"]!["leader"] == "first-way" ? ("second-way", "first-way") : ("first-way", "second-way");

        var brief = await PatchAsync(before, HttpStatusCode.OK, "Grace Hopper", new { option = other, quantity = "net-value", low = 80_000, mode = 90_000, high = 99_000 });

        Assert.Equal(other, (string?)brief["report"]!["leader"]);
        Assert.InRange((double)Figure(brief, other, "expectedValue"), 85_000, 95_000);
        Assert.Equal((double)Figure(before, leader, "expectedValue"), (double)Figure(brief, leader, "expectedValue"));
        var line = Assert.Single((JsonArray)brief["estimates"]!)!;
        Assert.Equal((other, "net-value", "Grace Hopper"), ((string?)line["option"], (string?)line["quantity"], (string?)line["setBy"]));
        Assert.Contains("Grace Hopper", (string?)brief["report"]!["options"]!.AsArray().Single(o => (string?)o!["option"] == other)!["expectedValue"]!["inputs"]![0], StringComparison.Ordinal);
        Assert.Contains("Read it with care", (string?)brief["notice"], StringComparison.Ordinal);
        var entries = (await App.GetAsync("/api/log"))["items"]!.AsArray();
        Assert.Contains(entries, e => (string?)e!["act"] == "Estimates Set" && (string?)e["actor"] == "Grace Hopper" && ((string)e["summary"]!).Contains(other, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_figure_taken_back_restores_the_report_and_stays_in_the_history()
    {
        var before = await AnalyzedAsync();

        await PatchAsync(before, HttpStatusCode.OK, "Ada", new { option = "first-way", quantity = "score", value = 3 });
        var brief = await PatchAsync(before, HttpStatusCode.OK, "Ada", new { option = "first-way", quantity = "score", withdraw = true });

        Assert.True(JsonNode.DeepEquals(before["report"], brief["report"]));
        Assert.Equal(2, ((JsonArray)brief["estimates"]!).Count);
        Assert.Null(brief["estimates"]![1]!["value"]);
    }

    [Fact]
    public async Task Of_two_figures_for_one_quantity_the_later_counts()
    {
        var before = await AnalyzedAsync();

        var brief = await PatchAsync(before, HttpStatusCode.OK, "Ada",
            new { option = "first-way", quantity = "probability-of-success", value = 0.9 }, new { option = "first-way", quantity = "probability-of-success", value = 0.25 });

        Assert.Equal(0.25, (double)Figure(brief, "first-way", "probabilityOfSuccess"));
    }

    [Fact]
    public async Task Figures_of_the_whole_decision_bring_what_needs_them()
    {
        var before = await AnalyzedAsync();
        Assert.Null(before["report"]!["options"]![0]!["certaintyEquivalent"]);

        var brief = await PatchAsync(before, HttpStatusCode.OK, "Ada",
            new { quantity = "stake", value = 20_000 }, new { quantity = "bankroll", value = 200_000 }, new { quantity = "risk-tolerance", value = 50_000 });

        Assert.Equal(0.1, (double)Figure(brief, "first-way", "capitalAtRisk"), 12);
        Assert.InRange((double)Figure(brief, "first-way", "kellyCap"), 0, 0.5);
        Assert.True((double)Figure(brief, "first-way", "certaintyEquivalent") < (double)Figure(brief, "first-way", "expectedValue"));
    }

    [Theory]
    [InlineData("""{"option":"third-way","quantity":"score","value":1}""", "the options are first-way, second-way, status-quo")]
    [InlineData("""{"option":"first-way","quantity":"luck","value":1}""", "of an option it may be net-value")]
    [InlineData("""{"option":"first-way","quantity":"score","value":101}""", "score is 101; 0 to 100 is needed")]
    [InlineData("""{"option":"first-way","quantity":"probability-of-success","value":1.5}""", "0 to 1 is needed")]
    [InlineData("""{"option":"first-way","quantity":"net-value","low":5,"mode":1,"high":9}""", "must lie between range.low 5 and range.high 9")]
    [InlineData("""{"option":"first-way","quantity":"net-value","low":5,"mode":6,"high":9,"confidence":0}""", "range.confidence is 0")]
    [InlineData("""{"option":"first-way","quantity":"net-value"}""", "has no figure")]
    [InlineData("""{"option":"first-way","quantity":"net-value","value":1e999}""", "is Infinity: must be a finite number")]
    [InlineData("""{"option":"first-way","quantity":"net-value","low":9,"mode":6,"high":5}""", "range.low is 9: is above range.high 5")]
    [InlineData("""{"option":"first-way","quantity":"net-value","value":1e16}""", "net-value is 10000000000000000;")]
    [InlineData("""{"option":"first-way","quantity":"net-value","low":5,"mode":6,"high":9,"confidence":0.001}""", "confidence is 0.001")]
    [InlineData("""{"quantity":"stake","value":1e-9}""", "stake is 1E-09")]
    [InlineData("""{"option":"first-way","quantity":"stake","value":5}""", "belongs to the whole decision")]
    [InlineData("""{"quantity":"bankroll","value":0}""", "above 0")]
    [InlineData("""{"option":"first-way","quantity":"undo-cost","value":-1}""", "undo-cost is -1")]
    [InlineData("""{"option":null,"quantity":null}""", "quantity is «»")]
    public async Task What_cannot_be_is_refused_and_nothing_is_changed(string estimate, string said)
    {
        var before = await AnalyzedAsync();

        var problem = await PatchAsync(before, HttpStatusCode.UnprocessableEntity, "Ada", new { option = "first-way", quantity = "score", value = 77 }, JsonNode.Parse(estimate)!);

        Assert.Contains(said, (string?)problem["title"], StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(before, await App.GetAsync($"/api/intents/{before["number"]}")));
    }

    [Fact]
    public async Task No_figures_at_all_are_refused() =>
        Assert.Equal("faulty-estimates", (string?)(await PatchAsync(await AnalyzedAsync(), HttpStatusCode.UnprocessableEntity, "Ada"))["code"]);

    [Fact]
    public async Task The_figures_of_a_decided_intent_stay_as_they_were()
    {
        var before = await AnalyzedAsync();
        await App.PostAsync($"/api/actions/{before["action"]!["number"]}/approve", new { planHash = (string?)before["action"]!["planHash"] });

        var problem = await PatchAsync(before, HttpStatusCode.Conflict, "Ada", new { option = "first-way", quantity = "score", value = 1 });

        Assert.Equal("already-decided", (string?)problem["code"]);
    }

    [Fact]
    public async Task Every_number_is_derived_again_from_what_is_stored()
    {
        var before = await AnalyzedAsync();
        await PatchAsync(before, HttpStatusCode.OK, "Ada", new { option = "second-way", quantity = "net-value", low = -5, mode = 90_000, high = 99_000, confidence = 0.9 });
        var calls = App.Anthropic.Calls.Count;

        var found = await App.GetAsync($"/api/intents/{before["number"]}/verify");

        Assert.Empty((JsonArray)found["differences"]!);
        Assert.InRange((int)found["numbers"]!, 150, 1_000);
        Assert.Equal((3, 1), ((int)found["assessments"]!, (int)found["personalEstimates"]!));
        Assert.Equal(calls, App.Anthropic.Calls.Count);
    }

    [Fact]
    public async Task A_number_changed_in_the_store_is_found()
    {
        var before = await AnalyzedAsync();
        var id = Guid.Parse((string)before["id"]!);
        var changed = (string)Figure(before, "first-way", "expectedValue").ToJsonString();
        await App.Store.WriteAsync(async unit =>
        {
            var intent = await unit.Db.Intents.SingleAsync(i => i.Id == id, TestApp.Stop);
            var first = intent.Report!.Options[0];
            intent.Report = intent.Report with { Options = [first with { ExpectedValue = first.ExpectedValue! with { Value = 1_000_000 } }, .. intent.Report.Options.Skip(1)] };
        }, TestApp.Stop);

        var found = await App.GetAsync($"/api/intents/{before["number"]}/verify");

        var difference = Assert.Single((JsonArray)found["differences"]!)!;
        Assert.Equal(("options[0].expectedValue.value", "1000000", changed), ((string?)difference["path"], (string?)difference["stored"], (string?)difference["derived"]));
    }

    private static JsonNode Figure(JsonObject brief, string option, string name) =>
        brief["report"]!["options"]!.AsArray().Single(o => (string?)o!["option"] == option)![name]!["value"]!;

    private async Task<JsonObject> AnalyzedAsync()
    {
        var item = await App.DecideAsync($"Buy or rent? Case {Guid.NewGuid()}");
        return await App.GetAsync($"/api/intents/{item["intentNumber"]}");
    }

    private async Task<JsonObject> PatchAsync(JsonObject brief, HttpStatusCode expected, string person, params object[] estimates)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/intents/{brief["number"]}/estimates") { Content = JsonContent.Create(new { estimates }) };
        request.Headers.Add("X-Person", Uri.EscapeDataString(person));
        return await TestApp.ReadAsync(await App.Http.SendAsync(request, TestApp.Stop), expected);
    }
}
