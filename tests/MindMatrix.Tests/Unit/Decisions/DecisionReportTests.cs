using CsCheck;
using MindMatrix.Decisions;

// Not Unit.Decisions: there «Decisions.X» of the other tests would no longer be the library's.
namespace MindMatrix.Tests.Unit;

/// <summary>What the product relies on in the report; the formulas have their tests with the library.</summary>
public sealed class DecisionReportTests
{
    private const int Iterations = 40;
    private static readonly string[] Options = ["hire", "agency", "tool"];

    private static readonly Gen<RangeEstimate> Ranges = Gen.Int[-1_000, 1_000].Array[3].Select(v => { Array.Sort(v); return new RangeEstimate(v[0], v[1], v[2]); });

    /// <summary>Two advisers who price and score each of three options, one with the other's gate on it.</summary>
    private static readonly Gen<DecisionInput> Inputs = Gen.Select(Ranges.Array[6], Gen.Int[0, 100].Array[6], Gen.Int[0, 3], Gen.ULong).Select((ranges, scores, gated, seed) => new DecisionInput
    {
        Currency = "EUR",
        HorizonDays = 365,
        Seed = seed,
        Draws = 500,
        Options = Options,
        Estimates = [.. Options.SelectMany((option, i) => new[] { "quant", "auditor" }.Select((adviser, j) => new AdviserEstimate { Adviser = adviser, Option = option, Score = scores[2 * i + j], NetValue = ranges[2 * i + j] }))],
        Gates = gated < 3 ? [new Gate(Options[gated], "law", GateResult.Fail)] : [],
    });

    [Fact]
    public void The_same_seed_gives_the_same_figures() => Inputs.Holds(
        input => Figures(DecisionReport.Compute(input)) == Figures(DecisionReport.Compute(input)), times: Iterations);

    [Fact]
    public void Money_counted_in_other_units_scales_money_and_nothing_else() => Inputs.Holds(input =>
    {
        // A power of two, so that no rounding excuses a difference.
        var (euros, scaled) = (DecisionReport.Compute(input), DecisionReport.Compute(input with
        {
            Estimates = [.. input.Estimates.Select(e => e with { NetValue = e.NetValue is { } v ? new RangeEstimate(v.Low * 64, v.Mode * 64, v.High * 64) : null })],
        }));
        return euros.Leader == scaled.Leader && Near(euros.ConflictIndex, scaled.ConflictIndex) && euros.Options.Zip(scaled.Options).All(pair =>
            Money(pair.First).Zip(Money(pair.Second)).All(m => Near(m.First * 64, m.Second)) && Shares(pair.First).Zip(Shares(pair.Second)).All(s => Near(s.First, s.Second)));
    }, times: Iterations);

    [Fact]
    public void Options_listed_in_another_order_have_the_same_figures() => Inputs.Holds(input =>
    {
        var there = DecisionReport.Compute(input);
        var back = DecisionReport.Compute(input with { Options = [.. input.Options.Reverse()], Estimates = [.. input.Estimates.Reverse()] });
        return there.Leader == back.Leader && Near(there.ConflictIndex, back.ConflictIndex) && there.Options.All(one =>
        {
            var other = back.Options.Single(o => o.Option == one.Option);
            return one.Eligible == other.Eligible && Near(one.MeanScore!.Value, other.MeanScore!.Value)
                && Near(one.ExpectedValue!.Value, other.ExpectedValue!.Value) && Near(one.P10!.Value, other.P10!.Value) && Near(one.P90!.Value, other.P90!.Value) && Near(one.Cvar95!.Value, other.Cvar95!.Value)
                && Near(one.ProbabilityBest?.Value ?? -1, other.ProbabilityBest?.Value ?? -1) && Near(one.ExpectedRegret?.Value ?? -1, other.ExpectedRegret?.Value ?? -1);
        });
    }, times: Iterations);

    [Fact]
    public void The_probabilities_of_being_best_make_one_and_the_figures_rise() => Inputs.Holds(input =>
    {
        var options = DecisionReport.Compute(input).Options;
        return (options.Any(o => o.ProbabilityBest is null) || Near(options.Sum(o => o.ProbabilityBest!.Value), 1))
            && options.All(o => o.P10!.Value <= o.P50!.Value && o.P50.Value <= o.P90!.Value && -o.Cvar95!.Value <= o.ExpectedValue!.Value + 1e-6);
    }, times: Iterations);

    [Fact]
    public void An_option_whose_gate_failed_never_leads() => Inputs.Holds(
        input => DecisionReport.Compute(input) is var report && input.Gates.All(g => report.Leader != g.Option && !report.Options.Single(o => o.Option == g.Option).Eligible), times: Iterations);

    [Fact]
    public void The_best_option_leads_until_its_gate_fails()
    {
        var input = Scored([[90, 50, 10]]);

        Assert.Equal("hire", DecisionReport.Compute(input).Leader);
        Assert.Equal("agency", DecisionReport.Compute(input with { Gates = [new Gate("hire", "law", GateResult.Fail)] }).Leader);
    }

    [Fact]
    public void A_gate_nobody_could_judge_stops_nothing() =>
        Assert.Equal("hire", DecisionReport.Compute(Scored([[90, 50, 10]]) with { Gates = [new Gate("hire", "law", GateResult.Unknown)] }).Leader);

    [Fact]
    public void Where_every_gate_failed_nobody_leads() =>
        Assert.Null(DecisionReport.Compute(Scored([[90, 50, 10]]) with { Gates = [.. Options.Select(o => new Gate(o, "law", GateResult.Fail))] }).Leader);

    /// <summary>decision-science 3.7: W = .111111 or .636364 or 1, and H(2,1,0) = .579380, in .5(1 − W) + .3 H + .2 D with D = 0, since all expect the same value.</summary>
    [Theory]
    [InlineData("3,2,1 3,1,2 1,3,2", 0.618258)]
    [InlineData("3,1,1 3,2,1 2,3,1", 0.355632)]
    [InlineData("3,2,1 3,2,1 3,2,1", 0.0)]
    public void The_conflict_index_has_the_published_values(string scores, double index) => Assert.Equal(
        index, DecisionReport.Compute(Scored([.. scores.Split(' ').Select(s => s.Split(',').Select(double.Parse).ToArray())], new RangeEstimate(1, 2, 3))).ConflictIndex, 6);

    /// <summary>One adviser for each row, one option for each column.</summary>
    private static DecisionInput Scored(double[][] scores, RangeEstimate? value = null) => new()
    {
        Currency = "EUR",
        HorizonDays = 365,
        Seed = 1,
        Draws = 100,
        Options = Options,
        Estimates = [.. scores.SelectMany((row, adviser) => row.Select((score, option) => new AdviserEstimate { Adviser = $"adviser {adviser}", Option = Options[option], Score = score, NetValue = value }))],
    };

    private static double[] Money(OptionReport option) => [option.ExpectedValue!.Value, option.P10!.Value, option.P50!.Value, option.P90!.Value, option.Cvar95!.Value, option.ExpectedRegret?.Value ?? 0];

    private static double[] Shares(OptionReport option) => [option.ProbabilityOfLoss?.Value ?? 0, option.ProbabilityBest?.Value ?? 0, option.MeanScore!.Value];

    private static string Figures(DecisionReport report) => string.Join(';', report.Options.Select(o => string.Join(',', Money(o).Concat(Shares(o))))) + report.Leader + report.ConflictIndex;

    private static bool Near(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(one));
}
