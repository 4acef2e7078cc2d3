namespace MindMatrix.Decisions.Tests.Report;

/// <summary>What costs money always loses against doing nothing while nobody says what it brings.</summary>
public sealed class OutlaysOnlyTests
{
    [Fact]
    public void Outlays_alone_are_not_compared_with_doing_nothing()
    {
        var report = DecisionReport.Compute(Input(highest: -100, statusQuo: null));

        Assert.True(report.OutlaysOnly);
        Assert.Equal("hire", report.Leader);
        Assert.All(report.Options, o => Assert.Null(o.ProbabilityBest ?? o.ProbabilityOfLoss ?? o.MaxRegret));
        Assert.NotNull(report.Options[0].ExpectedValue);
        Assert.Contains(report.Missing, m => m.Contains("only outlays", StringComparison.Ordinal));
    }

    [Fact]
    public void A_chance_of_gain_makes_it_comparable() => Assert.False(DecisionReport.Compute(Input(highest: 500, statusQuo: null)).OutlaysOnly);

    [Fact]
    public void A_value_of_the_status_quo_makes_losses_comparable()
    {
        var report = DecisionReport.Compute(Input(highest: -100, statusQuo: new RangeEstimate(-900, -800, -700)));

        Assert.False(report.OutlaysOnly);
        Assert.Equal(1, report.Options[0].ProbabilityBest!.Value);
    }

    [Fact]
    public void A_mark_for_the_status_quo_says_nothing_of_its_value()
    {
        var marked = Input(highest: -100, statusQuo: null) with { Overrides = [new("status-quo", Quantities.Score, RangeEstimate.Exactly(60), "Ada", default)] };

        Assert.True(DecisionReport.Compute(marked).OutlaysOnly);
    }

    [Fact]
    public void No_method_in_money_prefers_doing_nothing_to_an_outlay() =>
        Assert.Empty(DecisionReport.Compute(Input(highest: -100, statusQuo: null)).Disagreements);

    [Fact]
    public void An_option_that_only_costs_beside_one_that_brings_is_pointed_at()
    {
        var input = Input(highest: 500, statusQuo: null);
        var report = DecisionReport.Compute(input with
        {
            Options = [.. input.Options, "agency"],
            Estimates = [.. input.Estimates, new() { Adviser = "a", Option = "agency", Score = 50, NetValue = new RangeEstimate(-200, -150, -100) }],
        });

        Assert.Single(report.Missing, m => m.StartsWith("agency: ", StringComparison.Ordinal) && m.Contains("what it brings", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Missing, m => m.StartsWith("hire: ", StringComparison.Ordinal) && m.Contains("what it brings", StringComparison.Ordinal));
    }

    private static DecisionInput Input(double highest, RangeEstimate? statusQuo) => new()
    {
        Currency = "EUR",
        HorizonDays = 365,
        Seed = 7,
        Options = ["hire", "status-quo"],
        Estimates =
        [
            new() { Adviser = "a", Option = "hire", Score = 70, NetValue = new RangeEstimate(-200, -150, highest) },
            new() { Adviser = "a", Option = "status-quo", Score = 30, NetValue = statusQuo },
        ],
    };
}
