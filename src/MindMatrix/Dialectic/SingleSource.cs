using MindMatrix.Decisions;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>
/// Asks whether the choice hangs on one text from outside: without the estimates whose every argument rests on its words, would another
/// option lead (decision-science 5.3, control 6)?
/// </summary>
internal static class SingleSource
{
    /// <returns>A sentence for the reader; null when the same option leads.</returns>
    public static string? Dependence(Guid decisionId, Frame frame, IReadOnlyList<AdviserView> views, IReadOnlyList<PersonalEstimate> estimates, DecisionReport report)
    {
        var input = Computation.Input(decisionId, frame, views, estimates);
        var resting = views.SelectMany(v => v.Options.Where(o => o.For.Concat(o.Against).All(c => c.Quote is not null)).Select(o => (v.Adviser, o.Slug))).ToHashSet();
        if (resting.Count == 0 || report.Leader is not { } leader)
            return null;
        var without = DecisionReport.Compute(input with { Estimates = [.. input.Estimates.Where(e => !resting.Contains((e.Adviser, e.Option)))] });
        return without.Leader == leader ? null
            : $"The choice hangs on one text from outside: without what rests on its words alone, {(without.Leader is { } other ? $"«{frame.Option(other).Title}» would lead" : "no option would lead")} instead of «{frame.Option(leader).Title}». Check it before you approve.";
    }
}
