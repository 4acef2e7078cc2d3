using MindMatrix.Decisions;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

internal enum VerdictStatus
{
    /// <summary>Both syntheses agree.</summary>
    Recommended,

    /// <summary>The syntheses disagree; a person chooses.</summary>
    Contested,

    /// <summary>An adviser or a synthesis is missing.</summary>
    Degraded,

    /// <summary>The stakes asked for the lead adviser only; nobody has argued against it.</summary>
    Unchallenged,
}

/// <summary>A conflict that cites claims of at least two advisers.</summary>
internal sealed record Conflict(string Topic, IReadOnlyList<string> ClaimIds, ConflictKind Kind, string WhatWouldResolve);

/// <summary>A part that the provider did not answer and the offline rules did, without a language model.</summary>
/// <param name="Part">The step it stands for, for example <c>assess/the-quant</c>.</param>
/// <param name="Whose">In words, for example «The Quant's assessment».</param>
/// <param name="Because">Why the provider gave no answer.</param>
internal sealed record StandIn(string Part, string Whose, string Because);

/// <summary>The outcome of the dialectic, decided by code from two syntheses in opposite orders.</summary>
/// <param name="Option">Slug of the option both orders recommend; null when there is none to recommend.</param>
/// <param name="Heading">What a person reads first; says contested or degraded where it is so.</param>
/// <param name="Rationale">Why; for a contested verdict both views, one after the other.</param>
/// <param name="Leader">The option that the figures alone put first, or null; shown beside a contested verdict.</param>
/// <param name="Offline">True when rules answered and no language model was used.</param>
internal sealed record Verdict(
    VerdictStatus Status, string? Option, string Heading, string Rationale, string? Leader, bool Offline, IReadOnlyList<string> Views,
    IReadOnlyList<string> Conditions, IReadOnlyList<Conflict> Conflicts, string? StrongestDissent, IReadOnlyList<KillCriterion> KillCriteria,
    string? ProposedHybrid, string RiskAssessment, ResourcesReply? RequiredResources, IReadOnlyList<TaskReply> Tasks)
{
    /// <summary>The parts that offline rules answered because the provider failed; asking again repeats these.</summary>
    public IReadOnlyList<StandIn> StandIns { get; init; } = [];

    /// <summary>
    /// Both orders agree on an eligible option → recommended. They disagree → contested; no tie is broken. An adviser or a synthesis is
    /// missing, or offline rules stood in for one → degraded, and without both syntheses nothing is recommended.
    /// </summary>
    /// <param name="absent">Names of the advisers who gave no assessment.</param>
    /// <param name="failures">Why syntheses are missing, in words.</param>
    /// <param name="forward">The synthesis in the seeded order, null when it failed.</param>
    /// <param name="reverse">The synthesis in the opposite order, null when it failed.</param>
    /// <param name="standIns">The parts that offline rules answered because the provider failed.</param>
    public static Verdict Decide(Frame frame, DecisionReport report, IReadOnlyList<string> absent, IReadOnlyList<string> failures, SynthesisReply? forward, SynthesisReply? reverse, bool offline, IReadOnlyList<StandIn>? standIns = null)
    {
        standIns ??= [];
        string[] notes = [.. absent.Count == 0 ? [] : new[] { $"{Join(absent)} gave no assessment" }, .. Notes(standIns)];
        if (forward is null || reverse is null)
        {
            var missing = forward is null && reverse is null ? "both syntheses failed" : "one of the two syntheses failed";
            return new Verdict(VerdictStatus.Degraded, null,
                $"Degraded: {Join([.. notes, missing])}. Nothing is recommended.",
                (report.Leader is { } first ? $"The figures alone put «{frame.Option(first).Title}» first; no synthesis has weighed the arguments." : "No synthesis has weighed the arguments.")
                + string.Concat(failures.Distinct().Select(f => $" {f}")),
                report.Leader, offline, [], [], [], null, [], null, "", null, [])
            { StandIns = standIns };
        }
        var agree = forward.RecommendedSlug == reverse.RecommendedSlug;
        var title = frame.Option(forward.RecommendedSlug).Title;
        var status = !agree ? VerdictStatus.Contested : notes.Length > 0 ? VerdictStatus.Degraded : VerdictStatus.Recommended;
        var other = frame.Option(reverse.RecommendedSlug).Title;
        var degraded = notes.Length > 0 ? $"Degraded: {Join(notes)}. " : "";
        var heading = degraded + (agree
            ? (absent.Count > 0 ? $"The others recommend: {title}" : standIns.Count > 0 ? $"Recommended by what there is: {title}" : $"Recommended: {title}")
            : $"Contested: read in one order the synthesis recommends «{title}», in the other «{other}». You decide.");
        var conflicts = forward.Conflicts.Concat(agree ? [] : reverse.Conflicts)
            .Select(c => new Conflict(c.Topic, c.ClaimIds, c.Kind, c.WhatWouldResolve))
            .DistinctBy(c => string.Join('|', c.ClaimIds.Order())).ToList();
        return new Verdict(status, agree ? forward.RecommendedSlug : null, heading,
            agree ? forward.Rationale : $"For «{title}»: {forward.Rationale} For «{other}»: {reverse.Rationale}",
            report.Leader, offline, [forward.RecommendedSlug, reverse.RecommendedSlug],
            agree ? forward.Conditions : [], conflicts, forward.StrongestDissent, agree ? forward.KillCriteria : [], forward.ProposedHybrid ?? reverse.ProposedHybrid,
            forward.RiskAssessment, agree ? forward.RequiredResources : null, agree ? forward.Tasks : [])
        { StandIns = standIns };
    }

    /// <summary>What is said when the stakes did not ask for a debate: the figures' leader, and that nobody has argued against it.</summary>
    /// <param name="board">Names of the advisers who were heard.</param>
    /// <param name="standIns">The parts that offline rules answered because the provider failed; with any the verdict is degraded.</param>
    public static Verdict Alone(Frame frame, DecisionReport report, IReadOnlyList<string> board, bool offline, IReadOnlyList<StandIn>? standIns = null) => new(
        standIns is { Count: > 0 } ? VerdictStatus.Degraded : VerdictStatus.Unchallenged, report.Leader,
        string.Concat(Notes(standIns ?? []).Select(n => $"Degraded: {n}. "))
            + (report.Leader is { } leader ? $"By {Join(board)} alone: {frame.Option(leader).Title}" : $"Heard {Join(board)} alone: nothing comes first"),
        $"The stakes asked for {Join(board)} only. Nobody has argued against it, and no synthesis was made. Run the dialectic to hear the others.",
        report.Leader, offline, [], [], [], null, [], null, "", null, [])
    { StandIns = standIns ?? [] };

    private static string[] Notes(IReadOnlyList<StandIn> standIns) =>
        standIns.Count == 0 ? [] : [$"the provider failed, and offline rules, no language model, stand in for {Join(Whose(standIns))}"];

    private static List<string> Whose(IReadOnlyList<StandIn> standIns)
    {
        var syntheses = standIns.Where(s => s.Part.StartsWith("synthesise/", StringComparison.Ordinal)).ToList();
        return [.. standIns.Except(syntheses).Select(s => s.Whose), .. syntheses.Count == 2 ? ["both syntheses"] : syntheses.Select(s => s.Whose)];
    }

    private static string Join(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : string.Join(", ", parts.SkipLast(1)) + " and " + parts[^1];
}
