using MindMatrix.Dialectic;

namespace MindMatrix.Offline;

/// <summary>What rules can say when they are asked to argue: the advisers' own words, put in order. They invent nothing.</summary>
internal static class Objections
{
    /// <summary>Rules cannot weigh another's argument: every claim stays open, and no figure moves.</summary>
    public static CrossReply Answer(CrossInput input) =>
        new([.. input.Peers.Select(p => new StanceReply(p.Alias, Stance.Unresolved, "Rules cannot weigh this."))], [], []);

    /// <summary>What was said against the option, words of the text first, and what speaks for the one that comes next.</summary>
    public static ChallengeReply Answer(ChallengeInput input)
    {
        var against = input.Assessments.SelectMany(a => a.Options.Single(o => o.Slug == input.Option).Against)
            .OrderByDescending(c => c.Quote is not null).DistinctBy(c => c.Text).Take(4);
        var rival = input.Report.Options.Where(o => o.Eligible && o.Option != input.Option)
            .OrderByDescending(o => o.ProbabilityBest?.Value ?? 0).ThenByDescending(o => o.MeanScore?.Value ?? 0).FirstOrDefault();
        var forRival = rival is null ? [] : input.Assessments.SelectMany(a => a.Options.Single(o => o.Slug == rival.Option).For)
            .OrderByDescending(c => c.Quote is not null).Take(1).Select(c => new ClaimReply($"For «{input.Frame.Option(rival.Option).Title}» instead: {c.Text}", c.Quote));
        var unknowns = input.Frame.Unknowns.Concat(input.Assessments.SelectMany(a => a.MissingInfo)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return new ChallengeReply(
            [.. against.Select(c => new ClaimReply(c.Text, c.Quote)), .. forRival],
            unknowns.Count > 0 ? $"It is not known, and could turn the choice: {unknowns[0]}" : "That the figures in the text hold.",
            [.. unknowns.Take(3)]);
    }
}
