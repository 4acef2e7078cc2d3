using CsCheck;

namespace MindMatrix.Decisions.Tests;

/// <summary>Decisions to test with, and generators of them.</summary>
internal static class A
{
    public static readonly string[] Advisers = ["auditor", "entrepreneur", "quant"];

    /// <summary>Three advisers on three options; «agency» is safe, «hire» pays more on average and can lose.</summary>
    public static DecisionInput Decision() => new()
    {
        Currency = "EUR",
        HorizonDays = 365,
        Stake = 60_000,
        Bankroll = 400_000,
        RiskTolerance = 100_000,
        Seed = 42,
        Draws = 2_000,
        Options = ["hire", "agency", "status-quo"],
        Estimates =
        [
            Says("entrepreneur", "hire", 90, 0.8, new(-10_000, 60_000, 150_000)),
            Says("quant", "hire", 55, 0.5, new(-40_000, 30_000, 90_000)),
            Says("auditor", "hire", 40, null, new(-60_000, 10_000, 70_000)) with
            {
                ProbabilityOfFailure = 0.55,
                UndoCost = 35_000,
                UndoDays = 60,
                FailureModes = [new("leaves within a year", 0.25, 40_000), new("wrong profile", 0.15, 30_000)],
            },
            Says("entrepreneur", "agency", 50, 0.7, new(5_000, 20_000, 40_000)),
            Says("quant", "agency", 75, 0.75, new(8_000, 18_000, 30_000)),
            Says("auditor", "agency", 80, null, new(2_000, 15_000, 25_000)) with { ProbabilityOfFailure = 0.2, UndoCost = 3_000, UndoDays = 30 },
            Says("entrepreneur", "status-quo", 10, 0.2, null),
            Says("quant", "status-quo", 30, 0.3, null),
            Says("auditor", "status-quo", 60, null, null) with { ProbabilityOfFailure = 0.4 },
        ],
        Gates = [new("hire", "no more than 2 months of runway", GateResult.Unknown), new("agency", "no more than 2 months of runway", GateResult.Pass)],
    };

    public static AdviserEstimate Says(string adviser, string option, double score, double? success, RangeEstimate? value) =>
        new() { Adviser = adviser, Option = option, Score = score, ProbabilityOfSuccess = success, NetValue = value };

    public static OptionReport Option(this DecisionReport report, string option) => report.Options.Single(o => o.Option == option);

    public static readonly Gen<double> Money = Gen.Double[-100_000, 100_000];

    public static readonly Gen<RangeEstimate> Range =
        Gen.Select(Money, Gen.Double[1, 50_000], Gen.Double[1, 50_000], Gen.Double[0.5, 1]).Select((mode, left, right, c) => new RangeEstimate(mode - left, mode, mode + right, c));

    /// <summary>Options against common states with their probabilities.</summary>
    public static readonly Gen<PayoffTable> Table =
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 8]).SelectMany((options, states) =>
            Gen.Select(Gen.Double[0.01, 1].Array[states], Money.Array[states].Array[options]).Select((weights, payoffs) =>
            {
                var total = weights.Sum();
                double[] probabilities = [.. weights.Select(w => w / total)];
                return new PayoffTable([.. payoffs.Select((_, i) => $"option-{i}")], [.. payoffs.Select(p => Prospect.Of(probabilities, p))]);
            }));

    /// <summary>Whole decisions of two to four options and three advisers, some figures missing.</summary>
    public static readonly Gen<DecisionInput> AnyDecision =
        Gen.Select(Gen.Int[2, 4], Gen.ULong).SelectMany((options, seed) =>
            Gen.Select(Gen.Double[0, 100], Gen.Double[0, 1], Range, Gen.Int[0, 9]).Array[options * Advisers.Length].Select(said => new DecisionInput
            {
                Currency = "EUR",
                HorizonDays = 90,
                Seed = seed,
                Draws = 300,
                Stake = 50_000,
                Bankroll = 200_000,
                RiskTolerance = 80_000,
                Options = [.. Enumerable.Range(0, options).Select(i => i == 0 ? "status-quo" : $"option-{i}")],
                Estimates = [.. said.Select((s, i) => new AdviserEstimate
                {
                    Adviser = Advisers[i % Advisers.Length],
                    Option = i / Advisers.Length == 0 ? "status-quo" : $"option-{i / Advisers.Length}",
                    Score = s.Item1,
                    ProbabilityOfSuccess = s.Item4 == 0 ? null : s.Item2,
                    NetValue = s.Item4 == 1 ? null : s.Item3,
                    FailureModes = s.Item4 == 2 ? [new("it breaks", s.Item2, 1000)] : [],
                })],
            }));
}
