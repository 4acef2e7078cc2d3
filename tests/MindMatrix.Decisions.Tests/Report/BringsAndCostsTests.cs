namespace MindMatrix.Decisions.Tests.Report;

/// <summary>What people say an option brings and costs makes a comparison of what was a list of outlays.</summary>
public sealed class BringsAndCostsTests
{
    private static readonly RangeEstimate Outlay = new(-120, -100, -90);

    [Fact]
    public void What_is_set_exactly_comes_to_chance_times_brings_less_costs()
    {
        var report = Report(Set("hire", Quantities.Brings, RangeEstimate.Exactly(100)), Set("hire", Quantities.Costs, RangeEstimate.Exactly(30)), Set("hire", Quantities.ProbabilityOfSuccess, RangeEstimate.Exactly(0.5)));

        Assert.Equal(20, Of(report, "hire").ExpectedValue!.Value, 9);
        Assert.False(report.OutlaysOnly);
        Assert.Equal("hire", report.Leader);
    }

    [Fact]
    public void A_cost_nobody_set_is_the_advisers_outlay()
    {
        var before = Report();
        var report = Report(Set("hire", Quantities.Brings, RangeEstimate.Exactly(150)));

        Assert.True(before.OutlaysOnly);
        Assert.False(report.OutlaysOnly);
        Assert.Equal(Of(before, "hire").ExpectedValue!.Value + 150, Of(report, "hire").ExpectedValue!.Value, 9);
        Assert.Contains(report.Missing, m => m.StartsWith("hire: what it brings is counted as sure to come", StringComparison.Ordinal));
    }

    [Fact]
    public void A_gain_that_is_too_small_is_compared_as_well()
    {
        var report = Report(Set("hire", Quantities.Brings, RangeEstimate.Exactly(20)));

        Assert.False(report.OutlaysOnly);
        Assert.Equal("status-quo", report.Leader);
        Assert.DoesNotContain(report.Missing, m => m.Contains("nothing but losses", StringComparison.Ordinal));
    }

    [Fact]
    public void A_range_that_may_hold_the_gains_already_is_not_counted_beside_them()
    {
        var report = DecisionReport.Compute(Input(new RangeEstimate(-50, 20, 90), Set("hire", Quantities.Brings, RangeEstimate.Exactly(150))));

        Assert.Equal(150, Of(report, "hire").ExpectedValue!.Value, 9);
        Assert.Contains(report.Missing, m => m.Contains("may hold what it brings already", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cost_of_today_makes_doing_nothing_comparable()
    {
        var report = Report(Set("status-quo", Quantities.Costs, RangeEstimate.Exactly(400)));

        Assert.False(report.OutlaysOnly);
        Assert.Equal(-400, Of(report, "status-quo").ExpectedValue!.Value, 9);
        Assert.Equal(1, Of(report, "hire").ProbabilityBest!.Value);
    }

    [Fact]
    public void A_net_value_set_as_a_whole_goes_before_its_parts()
    {
        var report = Report(Set("hire", Quantities.Brings, RangeEstimate.Exactly(150)), Set("hire", Quantities.NetValue, RangeEstimate.Exactly(7)));

        Assert.Equal(7, Of(report, "hire").ExpectedValue!.Value, 9);
    }

    [Fact]
    public void What_it_brings_is_worth_knowing_when_it_may_turn_the_choice()
    {
        var report = Report(Set("hire", Quantities.Brings, new RangeEstimate(40, 110, 180)));

        var first = report.Variables[0];
        Assert.Equal("brings of hire", first.Variable);
        Assert.InRange(first.Evppi.Value, 1, report.Evpi!.Value);
        Assert.NotNull(first.FlipPoint);
        Assert.Contains(report.Variables, v => v.Variable == "net value of hire");
    }

    [Theory]
    [InlineData(Quantities.Brings)]
    [InlineData(Quantities.Costs)]
    public void Less_than_nothing_is_refused(string quantity) =>
        Assert.Throws<InvalidEstimateException>(() => Report(Set("hire", quantity, new RangeEstimate(-1, 5, 9))));

    private static OptionReport Of(DecisionReport report, string option) => report.Options.Single(o => o.Option == option);

    private static EstimateOverride Set(string option, string quantity, RangeEstimate value) => new(option, quantity, value, "Ada", default);

    private static DecisionReport Report(params EstimateOverride[] set) => DecisionReport.Compute(Input(Outlay, set));

    private static DecisionInput Input(RangeEstimate hire, params EstimateOverride[] set) => new()
    {
        Currency = "EUR",
        HorizonDays = 365,
        Seed = 7,
        Options = ["hire", "status-quo"],
        Estimates = [new() { Adviser = "a", Option = "hire", Score = 70, NetValue = hire }, new() { Adviser = "a", Option = "status-quo", Score = 30 }],
        Overrides = set,
    };
}
