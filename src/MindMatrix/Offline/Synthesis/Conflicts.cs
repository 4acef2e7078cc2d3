using MindMatrix.Dialectic;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Synthesis;

/// <summary>Where two advisers rate the same option far apart, with the arguments on which they do.</summary>
internal static class Conflicts
{
    // Below this the scores differ by taste, not by argument.
    private const double Far = 12;
    private const int Most = 3;

    public static IReadOnlyList<ConflictReply> Of(Frame frame, List<AdviserView> views)
    {
        var found = new List<(double Gap, ConflictReply Conflict)>();
        foreach (var option in frame.Options.OrderBy(o => o.Slug, StringComparer.Ordinal))
        {
            var rated = views.SelectMany(v => v.Options.Where(o => o.Slug == option.Slug).Select(o => (Adviser: v, View: o)))
                .OrderByDescending(r => r.View.Score).ThenBy(r => r.Adviser.Adviser, StringComparer.Ordinal).ToList();
            if (rated.Count < 2 || rated[0].View.For.Count == 0 || rated[^1].View.Against.Count == 0)
                continue;
            var (high, low) = (rated[0], rated[^1]);
            var gap = high.View.Score - low.View.Score;
            if (gap < Far)
                continue;
            found.Add((gap, new ConflictReply(
                $"{high.Adviser.Name} and {low.Adviser.Name} differ on «{option.Title}»", [high.View.For[0].Id, low.View.Against[0].Id], KindOf(high.View, low.View),
                Resolves(high.View, low.View, frame))));
        }
        return [.. found.OrderByDescending(f => f.Gap).Take(Most).Select(f => f.Conflict)];
    }

    private static ConflictKind KindOf(OptionView high, OptionView low) =>
        high.For[0].Quote is not null && low.Against[0].Quote is not null ? ConflictKind.Fact
        : low.NetValue is not null && low.Against[0].Quote is not null ? ConflictKind.Forecast
        : ConflictKind.Value;

    private static string Resolves(OptionView high, OptionView low, Frame frame) => KindOf(high, low) switch
    {
        ConflictKind.Fact => "Check which of the two statements in the text holds.",
        ConflictKind.Forecast when frame.Known.SelectMany(k => k.Figures).Any(f => f.Option == high.Slug && f.Quantity == MindMatrix.Decisions.Quantities.Brings) => "Whether the figures given for it hold.",
        ConflictKind.Forecast => "A figure for what the option brings, beside what it costs.",
        _ when frame.Unknowns.Count > 0 => $"Your answer to: {frame.Unknowns[0]}",
        _ => "Say which of the two counts more for you here.",
    };
}
