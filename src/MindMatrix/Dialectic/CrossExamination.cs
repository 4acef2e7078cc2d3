using System.ComponentModel;
using System.Globalization;
using MindMatrix.Decisions;
using MindMatrix.Models;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>A claim of another adviser, without the name: people and models agree with names, not with arguments.</summary>
/// <param name="Alias">For example <c>reviewer-1/hire/+1</c>.</param>
/// <param name="Id">The claim's own id.</param>
internal sealed record PeerClaim(string Alias, string Id, string Text, string? Quote);

/// <summary>What an adviser is given in the one round of cross-examination.</summary>
/// <param name="Own">The adviser's first assessment.</param>
/// <param name="Peers">The others' claims on what is contested, shuffled.</param>
/// <param name="Contested">What is contested, in words without names.</param>
/// <param name="Leader">Slug of the option that leads now; null when none does.</param>
internal sealed record CrossInput(string Adviser, Frame Frame, AdviserView Own, IReadOnlyList<PeerClaim> Peers, IReadOnlyList<string> Contested, string? Leader, DecisionReport Report, string Text);

internal enum Stance { Accept, Rebut, Unresolved }

internal enum RevisionReason { ErrorFound, NewEvidence, None }

internal sealed record CrossReply(
    [property: Description("One entry for each claim you are shown.")] IReadOnlyList<StanceReply> Answers,
    [property: Description("Your own figures that you correct; empty when none is wrong.")] IReadOnlyList<RevisionReply> Revisions,
    [property: Description("Why the leading option has failed, seen from the horizon; at most five causes. Empty when no option leads.")] IReadOnlyList<FailureModeReply> Premortem);

internal sealed record StanceReply(
    [property: Description("The id of the claim, exactly as shown.")] string ClaimId,
    Stance Stance,
    [property: Description("The evidence, one sentence.")] string Evidence);

internal sealed record RevisionReply(
    [property: Description("A slug of the frame.")] string Slug,
    RevisionReason Reason,
    [property: Description("What was wrong or what is new, one sentence.")] string Evidence,
    [property: Description("The words of the writer's text it rests on, letter for letter; null when it rests on a sum.")] string? Quote,
    [property: Description("The sum that comes out otherwise, with plain numbers, for example 12 * 9500 = 114000; null when it rests on a quote.")] string? Correction,
    [property: Description("The new score, 0 to 100; null to leave it.")] double? Score,
    [property: Description("The new probability that you were asked for, 0 to 1; null to leave it.")] double? Probability,
    [property: Description("The new range; null to leave it.")] RangeReply? NetValue);

/// <param name="ClaimId">The claim's own id.</param>
internal sealed record ClaimAnswer(string ClaimId, Stance Stance, string Evidence);

/// <param name="Why">Why code kept or dropped it.</param>
internal sealed record Revision(
    string Slug, RevisionReason Reason, string Evidence, string? Quote, string? Correction, double? Score, double? Probability, RangeReply? NetValue, bool Kept, string Why);

/// <summary>What one adviser answered in the second round; the first assessment is kept beside it.</summary>
/// <param name="Revised">The first assessment with the revisions that were kept, and the pre-mortem of the option that led.</param>
internal sealed record CrossView(IReadOnlyList<ClaimAnswer> Answers, IReadOnlyList<Revision> Revisions, IReadOnlyList<FailureModeReply> Premortem, AdviserView Revised);

/// <summary>When a second round is worth its calls, and which of its revisions count (decision-science 1.10, step 4).</summary>
internal static class CrossExamination
{
    /// <summary>Below this conflict the advisers agree, and a second round only makes them agree more.</summary>
    public const double NoConflict = 0.25;

    private const double ClearLead = 0.65;

    /// <summary>Why there should be a second round, in words; null when there should be none.</summary>
    /// <param name="minConflict">Conflict index from which it is held, 0 to 1.</param>
    /// <param name="minStake">Stake in the frame's currency above which the leader must be clear.</param>
    public static string? Reason(Frame frame, bool oneWay, IReadOnlyList<AdviserView> views, DecisionReport report, double minConflict, double minStake)
    {
        if (report.ConflictIndex < Math.Min(NoConflict, minConflict))
            return null;
        if (report.ConflictIndex >= minConflict)
            return string.Create(CultureInfo.InvariantCulture, $"the conflict index is {report.ConflictIndex:0.00}");
        if (oneWay)
            return "it is a one-way door";
        if (views.SelectMany(v => v.Gates).Any(g => g.Slug == report.Leader && g.Result == GateVerdict.Unknown))
            return $"a gate on «{report.Leader}» is unknown";
        if (frame.Stake > minStake && report.Options.FirstOrDefault(o => o.Option == report.Leader)?.ProbabilityBest is { } best && best.Value < ClearLead)
            return string.Create(CultureInfo.InvariantCulture, $"the leader is best with a probability of {best.Value:0.00} only");
        return null;
    }

    /// <summary>Slugs whose claims are looked at again: what is contested, else the leader.</summary>
    public static IReadOnlyList<string> Topics(DecisionReport report)
    {
        var contested = report.Contested.Select(c => c.Option).Distinct().ToList();
        return contested.Count > 0 ? contested : report.Leader is { } leader ? [leader] : [];
    }

    /// <summary>Judges the revisions and applies those that count.</summary>
    public static CrossView Apply(CrossReply reply, CrossInput input, bool setsGates)
    {
        var ids = input.Peers.ToDictionary(p => p.Alias, p => p.Id);
        List<Revision> revisions = [.. reply.Revisions.Select(r => Judge(r, input))];
        var options = input.Own.Options.Select(option =>
        {
            foreach (var revision in revisions.Where(r => r.Kept && r.Slug == option.Slug))
            {
                option = option with
                {
                    Score = revision.Score ?? option.Score,
                    ProbabilityOfSuccess = setsGates ? option.ProbabilityOfSuccess : revision.Probability ?? option.ProbabilityOfSuccess,
                    ProbabilityOfFailure = setsGates ? revision.Probability ?? option.ProbabilityOfFailure : option.ProbabilityOfFailure,
                    NetValue = revision.NetValue ?? option.NetValue,
                };
            }
            return option.Slug == input.Leader ? option with { FailureModes = [.. option.FailureModes, .. reply.Premortem] } : option;
        });
        return new CrossView(
            [.. reply.Answers.Select(a => new ClaimAnswer(ids[a.ClaimId], a.Stance, a.Evidence))], revisions, reply.Premortem,
            input.Own with { Options = [.. options] });
    }

    private static Revision Judge(RevisionReply r, CrossInput input)
    {
        var result = r.Correction is null ? null : Arithmetic.Result(r.Correction);
        var (kept, why) = r.Reason switch
        {
            _ when r.Score is null && r.Probability is null && r.NetValue is null => (false, "it changes no figure"),
            RevisionReason.None => (false, "no reason is given"),
            RevisionReason.NewEvidence when !Quotes(r.Quote) => (false, "no words of the text are quoted"),
            RevisionReason.NewEvidence when UsedBefore(r.Quote!) => (false, "the quoted words were known in the first round"),
            RevisionReason.NewEvidence => (true, "words of the text that were not used before"),
            _ when Quotes(r.Quote) => (true, "the error is shown by words of the text"),
            _ when r.Correction is null => (false, "the error is not shown"),
            _ when result is null => (false, "the sum does not come out as it is written"),
            _ when !Figures(r).Any(f => Arithmetic.Same(f, result.Value)) => (false, "the sum does not lead to the new figure"),
            _ => (true, "the error is shown by a sum that comes out"),
        };
        return new Revision(r.Slug, r.Reason, r.Evidence, r.Quote, r.Correction, r.Score, r.Probability, r.NetValue, kept, why);

        bool Quotes(string? quote) => Datamark.Find(input.Text, quote) is not null;

        bool UsedBefore(string quote) => input.Own.Options.SelectMany(o => o.For.Concat(o.Against)).Any(c => c.Quote is { } used && Datamark.Find(used, quote) is not null);
    }

    private static IEnumerable<double> Figures(RevisionReply r) =>
        new[] { r.Score, r.Probability, r.NetValue?.Low, r.NetValue?.Mode, r.NetValue?.High }.OfType<double>();
}
