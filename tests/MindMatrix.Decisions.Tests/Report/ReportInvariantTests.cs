using System.Text.Json;
using CsCheck;

namespace MindMatrix.Decisions.Tests.Report;

public sealed class ReportInvariantTests
{
    private const int Iterations = 60;

    [Fact]
    public void Listing_options_and_estimates_in_another_order_changes_nothing_but_the_order() =>
        A.AnyDecision.Holds(input =>
        {
            var there = DecisionReport.Compute(input);
            var back = DecisionReport.Compute(input with { Options = [.. input.Options.Reverse()], Estimates = [.. input.Estimates.Reverse()] });
            return Json(there.Options) == Json(back.Options.Reverse()) && Json(there.Variables) == Json(back.Variables) && Json(there.Tornado) == Json(back.Tornado)
                && there.Leader == back.Leader && there.ConflictIndex == back.ConflictIndex && Json(there.Disagreements) == Json(back.Disagreements);
        }, Iterations);

    [Fact]
    public void Money_in_cents_is_a_hundred_times_the_money_and_nothing_else_changes() =>
        A.AnyDecision.Holds(input =>
        {
            var euros = DecisionReport.Compute(input);
            var cents = DecisionReport.Compute(InCents(input));
            bool Scales(Func<OptionReport, Figure?> figure, double factor) => euros.Options.Zip(cents.Options).All(pair =>
                figure(pair.First) is not { } e ? figure(pair.Second) is null : Math.Abs(figure(pair.Second)!.Value - factor * e.Value) <= 1e-7 * Math.Max(1, Math.Abs(factor * e.Value)));
            return euros.Leader == cents.Leader
                && Scales(o => o.ExpectedValue, 100) && Scales(o => o.StandardDeviation, 100) && Scales(o => o.Cvar95, 100) && Scales(o => o.P10, 100)
                && Scales(o => o.CertaintyEquivalent, 100) && Scales(o => o.MaxRegret, 100) && Scales(o => o.Sharpe, 1) && Scales(o => o.ProbabilityBest, 1)
                && Scales(o => o.KellyCap, 1) && Scales(o => o.ProbabilityOfSuccess, 1);
        }, Iterations);

    [Fact]
    public void Figures_keep_their_promises() =>
        A.AnyDecision.Holds(input =>
        {
            var report = DecisionReport.Compute(input);
            var evpi = report.Evpi?.Value ?? 0;
            var valued = report.Options.Where(o => o.ProbabilityBest is not null).ToArray();
            return evpi >= 0
                && report.Variables.All(v => v.Evppi.Value >= 0 && v.Evppi.Value <= evpi)
                && valued.All(o => o.MaxRegret!.Value >= 0 && o.ExpectedRegret!.Value >= evpi - 1e-6 && o.Cvar95!.Value >= -o.ExpectedValue!.Value - 1e-6)
                && (valued.Length == 0 || Math.Abs(valued.Sum(o => o.ProbabilityBest!.Value) - 1) < 1e-9)
                && report.ConflictIndex is >= 0 and <= 1
                && report.Options.All(o => o.OnParetoFrontier == (o.DominatedBy is null))
                && report.Options.Any(o => o.OnParetoFrontier)
                && report.Disagreements.All(d => d.Picks != report.Leader);
        }, Iterations);

    [Fact]
    public void A_dominated_option_is_nobodys_choice_by_expected_value() =>
        A.AnyDecision.Holds(input =>
        {
            var report = DecisionReport.Compute(input);
            var pick = report.Choices.FirstOrDefault(c => c.Method == "expected value")?.Picks;
            return pick is null || report.Option(pick).DominatedBy is not { } by || report.Option(by).ExpectedValue!.Value == report.Option(pick).ExpectedValue!.Value;
        }, Iterations);

    [Fact]
    public void Any_report_round_trips_through_json() =>
        A.AnyDecision.Holds(input =>
        {
            var json = JsonSerializer.Serialize(DecisionReport.Compute(input), JsonSerializerOptions.Web);
            return json == JsonSerializer.Serialize(JsonSerializer.Deserialize<DecisionReport>(json, JsonSerializerOptions.Web), JsonSerializerOptions.Web);
        }, Iterations);

    [Fact]
    public void An_equal_twin_shares_the_probability_of_being_best()
    {
        RangeEstimate exact = RangeEstimate.Exactly(5);
        var report = DecisionReport.Compute(A.Decision() with { Options = ["hire", "agency", "status-quo"], Estimates = [A.Says("quant", "hire", 50, 0.5, exact), A.Says("quant", "agency", 50, 0.5, exact)] });
        Expect.Close(0.5, report.Option("hire").ProbabilityBest?.Value);
        Assert.Equal("agency", report.Leader);
        Assert.True(report.Option("hire").OnParetoFrontier);
    }

    private static DecisionInput InCents(DecisionInput input) => input with
    {
        Stake = input.Stake * 100,
        Bankroll = input.Bankroll * 100,
        RiskTolerance = input.RiskTolerance * 100,
        Estimates = [.. input.Estimates.Select(e => e with
        {
            NetValue = e.NetValue is { } v ? new(v.Low * 100, v.Mode * 100, v.High * 100, v.Confidence) : null,
        })],
    };

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
