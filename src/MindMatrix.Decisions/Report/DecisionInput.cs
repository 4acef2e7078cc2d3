namespace MindMatrix.Decisions;

/// <summary>
/// Everything a report is computed from; equal inputs give equal reports, to the bit. Single values are checked when they
/// are set, what they mean together when the report is computed.
/// </summary>
public sealed record DecisionInput
{
    /// <summary>The one currency of the decision, three capital letters.</summary>
    public required string Currency { get; init => field = Money.CurrencyCode(value, "currency"); }

    /// <summary>The one horizon of the decision, in days, at least 1.</summary>
    public required int HorizonDays { get; init => field = new Horizon(value).Days; }

    /// <summary>What is at stake, in the currency, above 0.</summary>
    public double? Stake { get; init => field = Require.Divisor(value, "stake"); }

    /// <summary>What the stake is taken from, in the currency, above 0.</summary>
    public double? Bankroll { get; init => field = Require.Divisor(value, "bankroll"); }

    /// <summary>Risk tolerance R of the certainty equivalent, in the currency, above 0.</summary>
    public double? RiskTolerance { get; init => field = Require.Divisor(value, "risk-tolerance"); }

    /// <summary>The seed of the draws, for example <see cref="SplitMix64.SeedFor"/> of the decision's id.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many draws, at least 100: fewer leave the bins of #22 empty.</summary>
    public int Draws { get; init => field = Require.AtLeast(value, 100, "draws"); } = MonteCarlo.DefaultDraws;

    /// <summary>Widening W of the advisers' ranges, 0.01 to 100, until outcomes have calibrated it (#11).</summary>
    public double Widening { get; init => field = Require.Within(value, 0.01, 100, "widening"); } = RangeHygiene.UncalibratedWidening;

    /// <summary>Option slugs, at least one, each once.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>The slug of leaving things as they are. Without a net value of its own it is worth 0: net values are measured from it.</summary>
    public string StatusQuo { get; init; } = "status-quo";

    /// <summary>At most one per adviser and option.</summary>
    public IReadOnlyList<AdviserEstimate> Estimates { get; init; } = [];

    /// <summary>Hard rules; one that failed makes its option ineligible.</summary>
    public IReadOnlyList<Gate> Gates { get; init; } = [];

    /// <summary>Figures set by people.</summary>
    public IReadOnlyList<EstimateOverride> Overrides { get; init; } = [];

    /// <summary>Optional criteria of a weighted sum.</summary>
    public IReadOnlyList<Criterion> Criteria { get; init; } = [];

    /// <summary>What the options reach on the criteria.</summary>
    public IReadOnlyList<CriterionScore> CriterionScores { get; init; } = [];

    /// <summary>Optional model of the options' net values; options without a formula use the advisers' ranges.</summary>
    public ValueModel? Model { get; init; }

    /// <summary>Optional scenarios with a payoff for every option. When given, nothing is drawn: all figures are exact.</summary>
    public IReadOnlyList<Scenario> Scenarios { get; init; } = [];
}
