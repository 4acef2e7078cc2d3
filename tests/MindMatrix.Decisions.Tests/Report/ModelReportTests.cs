using MindMatrix.Decisions.Tests.Sampling;

namespace MindMatrix.Decisions.Tests.Report;

public sealed class ModelReportTests
{
    private static DecisionInput Input() => new()
    {
        Currency = "EUR",
        HorizonDays = 365,
        Seed = 1,
        Widening = 1,
        Options = ["go", "status-quo"],
        Model = MonteCarloTests.Profit with { Variables = [.. MonteCarloTests.Profit.Variables.Select(v => v with { Range = new(v.Range.Low, v.Range.Mode, v.Range.High, 1) })] },
    };

    private static readonly DecisionReport Report = DecisionReport.Compute(Input());

    [Fact]
    public void The_model_gives_the_expected_value_of_the_closed_form()
    {
        var value = Report.Option("go").ExpectedValue!;
        Assert.Equal(12944.444, value.Value, 30.0);
        Assert.Contains("margin: 30 | 40 | 45 at 1", value.Inputs);
    }

    [Fact]
    public void The_tornado_shows_the_lead_over_doing_nothing()
    {
        Assert.Equal(["units", "fixed", "margin"], Report.Tornado.Select(b => b.Variable));
        Expect.Golden(0.4706, Report.Tornado[0].Share, 1e-4);
    }

    [Fact]
    public void Flip_points_and_values_of_knowing_are_given_per_variable()
    {
        Assert.Equal(3, Report.Variables.Count);
        Assert.All(Report.Variables, v => Assert.Null(v.FlipPoint));
        Assert.All(Report.Variables, v => Assert.InRange(v.Evppi.Value, 0, Report.Evpi!.Value));

        var wide = Input();
        wide = wide with { Model = wide.Model! with { Variables = [.. wide.Model.Variables.Select(v => v.Name == "margin" ? v with { Range = new(10, 40, 45, 1) } : v)] } };
        var margin = DecisionReport.Compute(wide).Variables.Single(v => v.Variable == "margin");
        Expect.Close(25, margin.FlipPoint);
        Assert.Equal("status-quo", margin.FlipsTo);
        Assert.Equal("margin", DecisionReport.Compute(wide).Variables[0].Variable);
    }

    [Fact]
    public void A_variable_can_be_overridden_by_name()
    {
        var report = DecisionReport.Compute(Input() with
        {
            Overrides =
            [
                new("", "variable:margin", RangeEstimate.Exactly(40), "ada", DateTimeOffset.UnixEpoch.AddDays(1)),
                new("", "variable:margin", RangeEstimate.Exactly(10), "bob", DateTimeOffset.UnixEpoch),
            ],
        });
        Assert.Equal((800 + 1000 + 1300) / 3.0 * 40 - 80_000 / 3.0, report.Option("go").ExpectedValue!.Value, 30.0);
        Assert.Equal("ada", Assert.Single(report.Overrides).SetBy);
        Assert.Equal(0, report.Tornado.Single(b => b.Variable == "margin").Swing);
        Expect.Close(0, report.Variables.Single(v => v.Variable == "margin").Evppi.Value, 1e-6);
    }

    [Fact]
    public void A_quantity_that_cannot_be_negative_is_never_drawn_below_its_floor()
    {
        DecisionInput Of(double? floor, params EstimateOverride[] overrides) => Input() with
        {
            Widening = 1.5,
            Model = new()
            {
                Variables = [new() { Name = "units", Range = new(0, 10, 30), Floor = floor }],
                Formulas = [new() { Option = "go", Terms = [new() { Variables = ["units"] }] }],
            },
            Overrides = overrides,
        };
        EstimateOverride Set(double low) => new("", "variable:units", new(low, 10, 30), "ada", DateTimeOffset.UnixEpoch);

        Assert.True(DecisionReport.Compute(Of(null)).Option("go").Quantiles[0] < 0);
        var report = DecisionReport.Compute(Of(0));
        Assert.True(report.Option("go").Quantiles[0] >= 0);
        Assert.Contains("units: 0 | 10 | 30 at 0.8, never below 0", report.Option("go").ExpectedValue!.Inputs);
        Assert.True(DecisionReport.Compute(Of(0, Set(0))).Option("go").Quantiles[0] >= 0);
        Expect.Refusal("variable units.low", "0", () => DecisionReport.Compute(Of(1)));
        Expect.Refusal("override of variable:units.low", "-1", () => DecisionReport.Compute(Of(0, Set(-1))));
    }

    [Fact]
    public void An_overridden_net_value_replaces_the_formula()
    {
        var report = DecisionReport.Compute(Input() with
        {
            Overrides = [new("go", Quantities.NetValue, RangeEstimate.Exactly(7), "ada", DateTimeOffset.UnixEpoch)],
        });
        Expect.Close(7, report.Option("go").ExpectedValue?.Value);
        Assert.Null(report.Option("go").Sharpe);
    }

    [Fact]
    public void A_hopeless_further_option_changes_no_weighted_score()
    {
        var three = DecisionReport.Compute(Weighted());
        var four = DecisionReport.Compute(Weighted([new("status-quo", "value", -90), new("status-quo", "speed", -90), new("status-quo", "ease", -90)]));
        Assert.Equal(0, four.Option("status-quo").WeightedScore?.Value);
        foreach (var option in new[] { "a", "b", "c" })
            Assert.Equal(three.Option(option).WeightedScore?.Value, four.Option(option).WeightedScore?.Value);
    }

    [Fact]
    public void Criteria_give_a_weighted_score_and_its_robustness()
    {
        var report = DecisionReport.Compute(Weighted());
        Expect.Golden(0.654711, report.Option("b").WeightedScore?.Value);
        Expect.Golden(0.3182, report.Option("b").WeightRobustness?.Value, 1e-4);
        Assert.Equal("b", report.Choices.Single(c => c.Method == "weighted criteria").Picks);
        Assert.Contains("status-quo: no weighted score, because a criterion has no value", report.Missing);
    }

    private static DecisionInput Weighted(params CriterionScore[] further)
    {
        return Input() with
        {
            Options = ["a", "b", "c", "status-quo"],
            Model = null,
            Criteria = [Named("value", 0.5), Named("speed", 0.3), Named("ease", 0.2)],
            CriterionScores =
            [
                .. Scores("a", 1, 0, 0), .. Scores("b", 0.558140, 0.807692, 0.666667), .. Scores("c", 0, 1, 1), .. further,
            ],
        };

        static Criterion Named(string name, double weight) => new() { Name = name, Weight = weight };
        static CriterionScore[] Scores(string option, double value, double speed, double ease) =>
            [new(option, "value", value), new(option, "speed", speed), new(option, "ease", ease)];
    }
}
