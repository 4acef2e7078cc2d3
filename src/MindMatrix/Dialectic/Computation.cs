using MindMatrix.Decisions;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>Brings the frame and the assessments into the form that decision science computes with.</summary>
internal static class Computation
{
    /// <summary>The figures of an option that there are, in the order in which they are shown.</summary>
    public static IEnumerable<Figure> Figures(this OptionReport option) => new[]
    {
        option.ExpectedValue, option.P10, option.P90, option.ProbabilityOfLoss, option.ProbabilityBest, option.ProbabilityOfSuccess, option.MeanScore,
    }.OfType<Figure>();

    /// <param name="decisionId">Seeds the draws, so that the same decision always has the same figures.</param>
    /// <param name="estimates">Figures set by people that count, each quantity once.</param>
    public static DecisionInput Input(Guid decisionId, Frame frame, IReadOnlyList<AdviserView> views, IReadOnlyList<PersonalEstimate> estimates) => new()
    {
        Currency = frame.Currency,
        HorizonDays = frame.HorizonDays,
        Stake = OfDecision(estimates, Estimates.Stake) ?? frame.Stake,
        Bankroll = OfDecision(estimates, Estimates.Bankroll),
        RiskTolerance = OfDecision(estimates, Estimates.RiskTolerance),
        Overrides = [.. estimates.Where(e => e.Option.Length > 0).Select(e => new EstimateOverride(e.Option, e.Quantity, e.Value!.Value, e.SetBy, e.SetAt))],
        Seed = Rotation.Seed(decisionId.ToString()),
        Options = [.. frame.Options.Select(o => o.Slug)],
        Estimates = [.. views.SelectMany(view => view.Options.Select(o => new AdviserEstimate
        {
            Adviser = view.Adviser,
            Option = o.Slug,
            Score = o.Score,
            ProbabilityOfSuccess = o.ProbabilityOfSuccess,
            ProbabilityOfFailure = o.ProbabilityOfFailure,
            NetValue = o.NetValue is { } range ? new RangeEstimate(range.Low, range.Mode, range.High) : null,
            UndoCost = o.Undo.Cost,
            UndoDays = o.Undo.Days,
            Irreversible = o.Undo.Irreversible,
            FailureModes = [.. o.FailureModes.Select(f => new FailureMode(f.Cause, f.Probability, f.Loss))],
        }))],
        Gates = [.. views.SelectMany(v => v.Gates).Select(g => new Gate(g.Slug, g.Rule, g.Result switch
        {
            GateVerdict.Pass => GateResult.Pass,
            GateVerdict.Fail => GateResult.Fail,
            _ => GateResult.Unknown,
        }))],
    };

    private static double? OfDecision(IReadOnlyList<PersonalEstimate> estimates, string quantity) =>
        estimates.SingleOrDefault(e => e.Quantity == quantity)?.Value?.Mode;
}
