using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>What the advisers together, and after them the people, say about one option.</summary>
internal sealed class PooledOption
{
    // P10 to P90, whatever confidence each adviser was asked for.
    private const double CommonConfidence = 0.8;

    public required string Option { get; init; }
    public required IReadOnlyList<AdviserEstimate> Estimates { get; init; }
    public Triangular? AdviserRange { get; init; }
    public Triangular? Range { get; init; }
    public RangeEstimate? Elicited { get; init; }
    public IReadOnlyList<string> RangeInputs { get; init; } = [];
    public Figure? MeanScore { get; init; }
    public Figure? ProbabilityOfSuccess { get; init; }
    public Figure? PremortemRisk { get; init; }
    public Figure? PremortemLoss { get; init; }
    public Figure? UndoCost { get; init; }
    public Figure? UndoDays { get; init; }
    public DoorKind Door { get; init; }
    public bool Eligible { get; init; }

    public static PooledOption From(DecisionInput input, string option)
    {
        // By adviser name, so that sums do not depend on the order in which the answers came in.
        var estimates = input.Estimates.Where(e => e.Option == option).OrderBy(e => e.Adviser, StringComparer.Ordinal).ToArray();
        var ranged = estimates.Where(e => e.NetValue is not null).ToArray();
        var supports = ranged.Select(e => RangeHygiene.Support(e.NetValue!.Value, input.Widening)).ToArray();
        var set = Latest(input, option, Quantities.NetValue);
        Triangular? advisers = supports.Length > 0 ? Pooling.Ranges(supports) : null;
        var cost = Set(input, option, Quantities.UndoCost, "cost of undoing", input.Currency, "#30")
            ?? Centre(estimates, e => e.UndoCost, "cost of undoing", input.Currency, "#12, #30");
        var days = Set(input, option, Quantities.UndoDays, "days to undo", "days", "#30")
            ?? Centre(estimates, e => e.UndoDays, "days to undo", "days", "#12, #30");
        return new()
        {
            Option = option,
            Estimates = estimates,
            AdviserRange = advisers,
            Range = set is null ? advisers : RangeHygiene.Support(set.Value),
            Elicited = set?.Value ?? (ranged.Length > 0 ? Elicit(ranged) : null),
            RangeInputs = set is null
                ? [.. ranged.Select(e => $"net value by {e.Adviser}: {e.NetValue}"), .. ranged.Length > 0 ? [Invariant($"widening {input.Widening}")] : Array.Empty<string>()]
                : [Says(set)],
            MeanScore = Set(input, option, Quantities.Score, "mean score", "points", "1.10")
                ?? (estimates.Length == 0 ? null : new("mean score", estimates.Average(e => e.Score), "points", "decision-science 1.10",
                    [.. estimates.Select(e => Invariant($"score by {e.Adviser}: {e.Score}"))])),
            ProbabilityOfSuccess = Set(input, option, Quantities.ProbabilityOfSuccess, "probability of success", "probability", "#31")
                ?? Success(estimates),
            PremortemRisk = Rollup(estimates, _ => true, m => Premortem.ProbabilityOfAny(m), "probability that a named failure happens", "probability"),
            PremortemLoss = Rollup(estimates, f => f.Loss is not null, Premortem.ExpectedLoss, "expected loss by named failures", input.Currency),
            UndoCost = cost,
            UndoDays = days,
            Door = DoorOf(input, option, estimates, cost?.Value, days?.Value),
            Eligible = !input.Gates.Any(g => g.Option == option && g.Result == GateResult.Fail),
        };
    }

    /// <summary>The override that counts: the latest, and of two at the same instant the one listed last.</summary>
    public static EstimateOverride? Latest(DecisionInput input, string option, string quantity) =>
        input.Overrides.Where(o => o.Option == option && o.Quantity == quantity).OrderBy(o => o.SetAt).LastOrDefault();

    public static string Says(EstimateOverride set) => Invariant($"{set.Quantity} set by {set.SetBy} on {set.SetAt:yyyy-MM-dd}: {set.Value}");

    private static DoorKind DoorOf(DecisionInput input, string option, AdviserEstimate[] estimates, double? cost, double? days)
    {
        var irreversible = estimates.Any(e => e.Irreversible);
        // Staying put can be ended at any time unless somebody says otherwise.
        if (option == input.StatusQuo && !irreversible && cost is null && days is null) return DoorKind.TwoWay;
        return Reversibility.Door(irreversible, cost, days, input.Stake);
    }

    private static Figure? Success(AdviserEstimate[] estimates)
    {
        var said = estimates.SelectMany(e => new (double? P, string Text)[]
        {
            (e.ProbabilityOfSuccess, Invariant($"probability of success by {e.Adviser}: {e.ProbabilityOfSuccess}")),
            // Somebody who gave both counts once.
            (e.ProbabilityOfSuccess is null ? 1 - e.ProbabilityOfFailure : null, Invariant($"1 − probability of failure by {e.Adviser}: {e.ProbabilityOfFailure}")),
        }).Where(s => s.P is not null).ToArray();
        return said.Length == 0 ? null : new("probability of success", ProbabilityPool.Pool([.. said.Select(s => s.P!.Value)]), "probability",
            "decision-science #31", [.. said.Select(s => s.Text)]);
    }

    // Per adviser first: two advisers who see the same failure name it in different words, and would count it twice.
    private static Figure? Rollup(
        AdviserEstimate[] estimates, Func<FailureMode, bool> counts, Func<IEnumerable<FailureMode>, double?> roll, string name, string unit)
    {
        var listed = estimates.Select(e => (e.Adviser, Modes: e.FailureModes.Where(counts).ToArray())).Where(e => e.Modes.Length > 0).ToArray();
        return listed.Length == 0 ? null : new(name, Pooling.Centre([.. listed.Select(e => roll(e.Modes)!.Value)]), unit, "decision-science #28, #12",
            [.. listed.SelectMany(e => e.Modes.Select(f => Invariant($"failure by {e.Adviser}: {f.Cause}, p {f.Probability}{(f.Loss is { } loss ? Invariant($", loss {loss}") : "")}")))]);
    }

    private static Figure? Centre(AdviserEstimate[] estimates, Func<AdviserEstimate, double?> quantity, string name, string unit, string formula)
    {
        var said = estimates.Where(e => quantity(e) is not null).ToArray();
        return said.Length == 0 ? null : new(name, Pooling.Centre([.. said.Select(e => quantity(e)!.Value)]), unit, $"decision-science {formula}",
            [.. said.Select(e => Invariant($"{name} by {e.Adviser}: {quantity(e)}"))]);
    }

    private static Figure? Set(DecisionInput input, string option, string quantity, string name, string unit, string formula) =>
        Latest(input, option, quantity) is { } set ? new(name, set.Value.Mode, unit, $"decision-science {formula}", [Says(set)]) : null;

    private static RangeEstimate Elicit(AdviserEstimate[] ranged)
    {
        var pooled = Pooling.Ranges([.. ranged
            .Select(e => RangeHygiene.At(e.NetValue!.Value, CommonConfidence))
            .Select(r => new Triangular(r.Low, r.Mode, r.High))]);
        return new(pooled.Low, pooled.Mode, pooled.High, CommonConfidence);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
