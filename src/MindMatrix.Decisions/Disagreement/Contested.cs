using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>Finds what is contested (decision-science 1.10, step 3).</summary>
internal static class Contested
{
    private const double RankGap = 2;
    private const double ProbabilityGap = 0.25;
    private const double Rounding = 1e-9;

    public static IReadOnlyList<ContestedItem> Among(DecisionInput input, AdviserRanks ranks) =>
        [.. input.Options.SelectMany(option => Of(input, option, ranks))];

    private static IEnumerable<ContestedItem> Of(DecisionInput input, string option, AdviserRanks ranks)
    {
        var estimates = input.Estimates.Where(e => e.Option == option).OrderBy(e => e.Adviser, StringComparer.Ordinal).ToArray();
        if (Widest(ranks.Of(option)) is { } rank && rank.Gap >= RankGap)
            yield return new(option, "rank", rank.Gap, "ranks", [rank.Low.Adviser, rank.High.Adviser],
                Invariant($"{rank.Low.Adviser} ranks it {rank.Low.Value}, {rank.High.Adviser} {rank.High.Value}"));

        if (Widest(estimates.Select(e => (e.Adviser, e.ProbabilityOfSuccess ?? 1 - e.ProbabilityOfFailure))) is { } p && p.Gap >= ProbabilityGap - Rounding)
            yield return new(option, Quantities.ProbabilityOfSuccess, p.Gap, "probability", [p.Low.Adviser, p.High.Adviser],
                Invariant($"{p.Low.Adviser} sees success at {p.Low.Value:0.##}, {p.High.Adviser} at {p.High.Value:0.##}"));

        if (Apart(estimates) is { } apart)
            yield return apart with { Option = option, Unit = input.Currency };

        if (Framing(option, estimates) is { } framing)
            yield return framing;

        foreach (var rule in input.Gates.Where(g => g.Option == option).GroupBy(g => g.Rule, StringComparer.Ordinal))
            if (rule.Select(g => g.Result).Distinct().Count() > 1)
                yield return new(option, "gate", 1, "gates", [rule.Key],
                    $"the rule «{rule.Key}» is judged {string.Join(" and ", rule.Select(g => g.Result).Distinct().Order().Select(Word))}");
    }

    private static (double Gap, (string Adviser, double Value) Low, (string Adviser, double Value) High)? Widest(IEnumerable<(string Adviser, double? Value)> said)
    {
        var known = said.Where(s => s.Value is not null).Select(s => (s.Adviser, Value: s.Value!.Value)).ToArray();
        if (known.Length < 2) return null;
        var low = known.MinBy(k => k.Value);
        var high = known.MaxBy(k => k.Value);
        return (high.Value - low.Value, low, high);
    }

    private static ContestedItem? Apart(AdviserEstimate[] estimates)
    {
        var ranged = estimates.Where(e => e.NetValue is not null).ToArray();
        if (ranged.Length < 2) return null;
        // If any two intervals are apart, then so are the one that ends first and the one that starts last.
        var low = ranged.MinBy(e => e.NetValue!.Value.High)!;
        var high = ranged.MaxBy(e => e.NetValue!.Value.Low)!;
        return low.NetValue!.Value.IsApartFrom(high.NetValue!.Value)
            ? new("", Quantities.NetValue, high.NetValue.Value.Low - low.NetValue.Value.High, "", [low.Adviser, high.Adviser],
                Invariant($"{low.Adviser} ends at {low.NetValue.Value.High}, {high.Adviser} starts at {high.NetValue.Value.Low}"))
            : null;
    }

    private static ContestedItem? Framing(string option, AdviserEstimate[] estimates)
    {
        double[] successes = [.. estimates.Where(e => e.ProbabilityOfSuccess is not null).Select(e => e.ProbabilityOfSuccess!.Value)];
        double[] failures = [.. estimates.Where(e => e.ProbabilityOfFailure is not null).Select(e => e.ProbabilityOfFailure!.Value)];
        if (successes.Length == 0 || failures.Length == 0) return null;
        var success = ProbabilityPool.Pool(successes);
        var failure = ProbabilityPool.Pool(failures);
        return ProbabilityPool.Contradict(success, failure)
            ? new(option, "framing", Math.Abs(success + failure - 1), "probability",
                [.. estimates.Where(e => e.ProbabilityOfSuccess is not null || e.ProbabilityOfFailure is not null).Select(e => e.Adviser)],
                Invariant($"asked for success the answer is {success:0.##}, asked for failure {failure:0.##}; together they should make 1"))
            : null;
    }

    private static string Word(GateResult result) => result switch
    {
        GateResult.Pass => "passed",
        GateResult.Fail => "failed",
        _ => "unknown",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
