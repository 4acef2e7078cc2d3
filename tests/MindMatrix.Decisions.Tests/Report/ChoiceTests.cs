namespace MindMatrix.Decisions.Tests.Report;

public sealed class ChoiceTests
{
    private static DecisionReport Of(double[] probabilities, params (string Option, double[] Payoffs, double Score, double Success)[] options) =>
        DecisionReport.Compute(new()
        {
            Currency = "EUR",
            HorizonDays = 30,
            Options = [.. options.Select(o => o.Option)],
            StatusQuo = options[0].Option,
            Estimates = [.. options.Select(o => A.Says("quant", o.Option, o.Score, o.Success, null))],
            Scenarios = [.. probabilities.Select((p, i) => new Scenario($"s{i}", p, options.ToDictionary(o => o.Option, o => o.Payoffs[i])))],
        });

    [Fact]
    public void Of_two_options_that_are_best_equally_often_the_more_valuable_leads()
    {
        Assert.Equal("z", Of([0.5, 0.5], ("b", [0, 5], 90, 0.5), ("z", [10, 0], 10, 0.5)).Leader);
        Assert.Equal("b", Of([0.5, 0.5], ("b", [0, 15], 10, 0.5), ("z", [10, 0], 90, 0.5)).Leader);
    }

    [Fact]
    public void Of_two_that_are_worth_the_same_the_higher_score_leads_and_then_the_first_slug()
    {
        Assert.Equal("z", Of([0.5, 0.5], ("b", [0, 10], 10, 0.5), ("z", [10, 0], 90, 0.5)).Leader);
        Assert.Equal("b", Of([0.5, 0.5], ("z", [0, 10], 50, 0.5), ("b", [10, 0], 50, 0.5)).Leader);
    }

    [Fact]
    public void Every_measure_of_the_frontier_counts_in_its_own_direction()
    {
        (string, double[], double, double) Rival(double[] payoffs, double score, double success) => ("rival", payoffs, score, success);
        string? DominatorOf((string, double[], double, double) rival) =>
            Of([0.5, 0.5], ("base", [0, 20], 50, 0.5), rival).Option("base").DominatedBy;

        Assert.Equal("rival", DominatorOf(Rival([1, 21], 60, 0.6)));
        Assert.Null(DominatorOf(Rival([-1, 30], 60, 0.6)));
        Assert.Null(DominatorOf(Rival([1, 18], 60, 0.6)));
        Assert.Null(DominatorOf(Rival([1, 21], 40, 0.6)));
        Assert.Null(DominatorOf(Rival([1, 21], 60, 0.4)));
    }

    [Fact]
    public void Ratios_choose_nothing_where_everything_loses()
    {
        var report = Of([0.5, 0.5], ("a", [-1, -3], 50, 0.5), ("b", [-10, -30], 50, 0.5));
        Assert.DoesNotContain(report.Choices, c => c.Method is "Sharpe-like ratio" or "Sortino ratio");
        Assert.Contains(report.Choices, c => c.Method == "expected value");
    }

    [Fact]
    public void The_mean_of_the_worst_outcomes_is_called_a_loss()
    {
        var report = Of([0.5, 0.5], ("base", [0, 0], 50, 0.5), ("bold", [-40, 100], 50, 0.5));
        Assert.Contains("mean loss of the worst 5 % picks base (0) over bold (40): it looks only at the bad end", report.Disagreements.Select(d => d.Why));
    }

    [Fact]
    public void Losses_in_scenarios_that_speak_of_the_status_quo_too_are_compared() =>
        Assert.False(Of([0.5, 0.5], ("a", [-1, -3], 50, 0.5), ("b", [-10, -30], 50, 0.5)).OutlaysOnly);

    [Fact]
    public void A_tie_for_the_first_place_is_no_disagreement()
    {
        var report = Of([0.5, 0.5], ("b", [0, 5], 50, 0.5), ("z", [10, 6], 50, 0.5));
        Assert.Equal("z", report.Leader);
        Assert.Equal("b", report.Choices.Single(c => c.Method == "mean score").Picks);
        Assert.DoesNotContain(report.Disagreements, d => d.Method is "mean score" or "probability of success");
    }

    [Fact]
    public void An_adviser_who_gives_success_and_failure_counts_once()
    {
        var input = A.Decision();
        var report = DecisionReport.Compute(input with
        {
            Estimates = [A.Says("quant", "hire", 50, 0.9, null) with { ProbabilityOfFailure = 0.5 }, A.Says("auditor", "hire", 50, null, null) with { ProbabilityOfFailure = 0.4 }],
        });
        Expect.Close(ProbabilityPool.Pool([0.6, 0.9]), report.Option("hire").ProbabilityOfSuccess?.Value);
    }
}
