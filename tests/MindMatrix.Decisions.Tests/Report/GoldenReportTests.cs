using System.Text.Json;

namespace MindMatrix.Decisions.Tests.Report;

public sealed class GoldenReportTests
{
    private static readonly DecisionReport Report = DecisionReport.Compute(new()
    {
        Currency = "EUR",
        HorizonDays = 365,
        Options = ["a", "b", "status-quo"],
        RiskTolerance = 100,
        Stake = 40,
        Bankroll = 200,
        Scenarios = GoldenCase.Scenarios,
    });

    [Theory]
    [InlineData("expected value", "a")]
    [InlineData("certainty equivalent", "a")]
    [InlineData("minimax regret", "a")]
    [InlineData("probability of being best", "a")]
    [InlineData("Sharpe-like ratio", "b")]
    [InlineData("worst case", "b")]
    public void Every_method_picks_what_the_document_says(string method, string option) =>
        Assert.Equal(option, Report.Choices.Single(c => c.Method == method).Picks);

    [Fact]
    public void Methods_that_disagree_with_the_leader_say_why()
    {
        Assert.Equal("a", Report.Leader);
        var sharpe = Report.Disagreements.Single(d => d.Method == "Sharpe-like ratio");
        Assert.Equal("b", sharpe.Picks);
        Assert.Equal("Sharpe-like ratio picks b (2.155) over a (0.755): it rewards value per unit of spread and not value", sharpe.Why);
        Assert.DoesNotContain(Report.Disagreements, d => d.Picks == "a");
    }

    [Fact]
    public void The_figures_are_those_of_the_functions()
    {
        var a = Report.Options[0];
        Expect.Close(43, a.ExpectedValue?.Value);
        Expect.Close(40, a.Cvar95?.Value);
        Expect.Golden(27.557919, a.CertaintyEquivalent?.Value);
        Expect.Close(50, a.MaxRegret?.Value);
        Expect.Close(10, Report.Evpi?.Value);
        Expect.Golden(0.643021 / 2, a.KellyCap?.Value, 1e-6);
        Expect.Close(0.2, a.CapitalAtRisk?.Value);
        Assert.Equal((-40, 30, 120), (a.P10?.Value, a.P50?.Value, a.P90?.Value));
    }

    [Fact]
    public void A_figure_that_changes_with_the_options_lists_them()
    {
        var a = Report.Options[0];
        foreach (var figure in new[] { a.ProbabilityBest, a.MaxRegret, a.ExpectedRegret, Report.Evpi })
            Assert.Contains("compared: a, b, status-quo", figure!.Inputs);
    }

    [Fact]
    public void The_report_round_trips_through_json_unchanged()
    {
        var json = JsonSerializer.Serialize(Report, JsonSerializerOptions.Web);
        var back = JsonSerializer.Deserialize<DecisionReport>(json, JsonSerializerOptions.Web);
        Assert.Equivalent(Report, back, strict: true);
        Assert.Equal(json, JsonSerializer.Serialize(back, JsonSerializerOptions.Web));
    }
}
