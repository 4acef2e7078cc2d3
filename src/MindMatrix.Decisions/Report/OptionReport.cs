namespace MindMatrix.Decisions;

/// <summary>Everything that could be computed about one option; what could not is null, and <see cref="DecisionReport.Missing"/> says why.</summary>
public sealed record OptionReport
{
    /// <summary>The option's slug.</summary>
    public required string Option { get; init; }

    /// <summary>No gate failed.</summary>
    public bool Eligible { get; init; }

    /// <summary>Whether it can be undone; <see cref="DoorKind.Unknown"/> is to be treated as one-way.</summary>
    public DoorKind Door { get; init; }

    /// <summary>No option is at least as good on expected value, CVaR, probability of success and mean score, and better on one.</summary>
    public bool OnParetoFrontier { get; init; }

    /// <summary>The slug of an option that dominates this one.</summary>
    public string? DominatedBy { get; init; }

    /// <summary>Expected value, in currency (#1).</summary>
    public Figure? ExpectedValue { get; init; }

    /// <summary>Standard deviation, in currency (#2).</summary>
    public Figure? StandardDeviation { get; init; }

    /// <summary>Standard error of the expected value by sampling, in currency (#13); null for exact scenarios.</summary>
    public Figure? StandardError { get; init; }

    /// <summary>10th percentile, in currency (#13).</summary>
    public Figure? P10 { get; init; }

    /// <summary>Median, in currency (#13).</summary>
    public Figure? P50 { get; init; }

    /// <summary>90th percentile, in currency (#13).</summary>
    public Figure? P90 { get; init; }

    /// <summary>Probability of a net value below zero, 0 to 1 (#5).</summary>
    public Figure? ProbabilityOfLoss { get; init; }

    /// <summary>Mean loss of the worst 5 % of outcomes, in currency; negative means a gain (#6).</summary>
    public Figure? Cvar95 { get; init; }

    /// <summary>Expected value per unit of spread (#3); null without spread.</summary>
    public Figure? Sharpe { get; init; }

    /// <summary>Expected value per unit of downside spread (#4); null without losses.</summary>
    public Figure? Sortino { get; init; }

    /// <summary>The sure amount held equal, in currency (#7); needs a risk tolerance.</summary>
    public Figure? CertaintyEquivalent { get; init; }

    /// <summary>Pooled probability of success, 0 to 1 (#31).</summary>
    public Figure? ProbabilityOfSuccess { get; init; }

    /// <summary>Probability of having the highest net value among the eligible options, 0 to 1 (#32).</summary>
    public Figure? ProbabilityBest { get; init; }

    /// <summary>Largest regret among the eligible options, in currency; of draws, the worst of the sample (#19).</summary>
    public Figure? MaxRegret { get; init; }

    /// <summary>Expected regret among the eligible options, in currency (#19).</summary>
    public Figure? ExpectedRegret { get; init; }

    /// <summary>Mean of the advisers' scores, 0 to 100.</summary>
    public Figure? MeanScore { get; init; }

    /// <summary>Weighted sum over the criteria, 0 to 1 (#25).</summary>
    public Figure? WeightedScore { get; init; }

    /// <summary>Share of all possible weights under which it wins the weighted sum, 0 to 1 (#26).</summary>
    public Figure? WeightRobustness { get; init; }

    /// <summary>The stake as a share of the bankroll (#16); not for the status quo.</summary>
    public Figure? CapitalAtRisk { get; init; }

    /// <summary>Half of the Kelly share of the bankroll, 0 to 0.5: a yardstick beside the capital at risk (#15, #16).</summary>
    public Figure? KellyCap { get; init; }

    /// <summary>Probability that at least one named failure happens, 0 to 1 (#28).</summary>
    public Figure? PremortemRisk { get; init; }

    /// <summary>Expected loss by the named failures, in currency (#28).</summary>
    public Figure? PremortemLoss { get; init; }

    /// <summary>What undoing costs, in currency (#30).</summary>
    public Figure? Undo { get; init; }

    /// <summary>Days undoing takes (#30).</summary>
    public Figure? UndoDays { get; init; }

    /// <summary>41 quantiles of the net value from 0 to 1 in steps of 1/40, in currency, for charts; empty without money figures.</summary>
    public double[] Quantiles { get; init; } = [];

    /// <summary>All figures that could be computed, in the order of this record.</summary>
    public IEnumerable<Figure> AllFigures() => new[]
    {
        ExpectedValue, StandardDeviation, StandardError, P10, P50, P90,
        ProbabilityOfLoss, Cvar95, Sharpe, Sortino, CertaintyEquivalent, ProbabilityOfSuccess,
        ProbabilityBest, MaxRegret, ExpectedRegret, MeanScore, WeightedScore, WeightRobustness,
        CapitalAtRisk, KellyCap, PremortemRisk, PremortemLoss, Undo, UndoDays,
    }.OfType<Figure>();
}
