using System.Globalization;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;

namespace MindMatrix.Flow;

/// <summary>How figures are worded, the same on the terminal and on the page.</summary>
internal static class Figures
{
    internal sealed record Column(string Title, Func<OptionReport, string> Cell);

    private static readonly (string Title, Func<OptionReport, Figure?> Figure, Func<double, string> Word)[] All =
    [
        ("Expected", o => o.ExpectedValue, Money),
        ("Bad case", o => o.P10, Money),
        ("Good case", o => o.P90, Money),
        ("P(loss)", o => o.ProbabilityOfLoss, Percent),
        ("P(best)", o => o.ProbabilityBest, Percent),
        ("P(success)", o => o.ProbabilityOfSuccess, Percent),
        ("Score", o => o.MeanScore, v => v.ToString("0", CultureInfo.InvariantCulture)),
    ];

    /// <summary>The columns of the options table; a figure that no option has gets none.</summary>
    public static IReadOnlyList<Column> Columns(Brief brief) =>
        [.. All.Where(c => brief.Report!.Options.Any(o => c.Figure(o) is not null)).Select(c => new Column(c.Title, o => c.Figure(o) is { } f ? c.Word(f.Value) : "–"))];

    /// <summary>What the table's columns mean, and how much the advisers disagree.</summary>
    public static string Legend(Brief brief)
    {
        var money = brief.Report!.Options.Any(o => o.ExpectedValue is not null)
            ? $"{(brief.Report.OutlaysOnly ? "Outlays only" : "Money")} in {brief.Frame.Currency} over {brief.Frame.HorizonDays} days against today's situation, {(brief.Report.Overrides.Any(o => o.Quantity is Quantities.NetValue or Quantities.Brings or Quantities.Costs) ? "from the advisers' ranges and those set by people" : "from the advisers' ranges")}; one time in ten it is worse than the bad case, one in ten better than the good. {(brief.Report.OutlaysOnly ? "What they bring is not known, so nothing is compared with doing nothing. " : "")}"
            : "No adviser had ground for a figure in money. ";
        return $"{money}Score: mean of the advisers', 0 to 100. Conflict index {brief.Report.ConflictIndex.ToString("0.00", CultureInfo.InvariantCulture)} (0 agree, 1 oppose).";
    }

    /// <summary>Everything that a figure was computed from, by option, for «how was this computed?».</summary>
    public static IEnumerable<(string Option, Figure Figure)> Explained(Brief brief) =>
        brief.Frame.Options.SelectMany(o => brief.Report!.Options.Single(r => r.Option == o.Slug).AllFigures().Select(f => (o.Title, f)))
            .Concat(brief.Report!.AllFigures().Select(f => ("All", f)));

    /// <summary>The methods that would choose otherwise than the figures' leader, each in a sentence.</summary>
    public static IReadOnlyList<string> Disagreements(Brief brief) =>
        [.. brief.Report?.Disagreements.Select(d => d.InWords(slug => $"«{brief.Frame.Option(slug).Title}»")).Select(s => char.ToUpperInvariant(s[0]) + s[1..]) ?? []];

    /// <summary>A figure with its unit, as it is shown where it stands alone.</summary>
    public static string Worded(Figure figure) => figure.Unit switch
    {
        "probability" or "share" => figure.Value.ToString("P1", CultureInfo.InvariantCulture),
        "points" => figure.Value.ToString("0.#", CultureInfo.InvariantCulture) + " of 100",
        "ratio" or "index" => figure.Value.ToString("0.###", CultureInfo.InvariantCulture),
        _ => $"{Money(figure.Value)} {figure.Unit}",
    };

    /// <summary>A person's figure in words, for example <c>net-value of «Hire»: 10 | 20 | 40, by Ada on 2026-11-23</c>.</summary>
    public static string Worded(Brief brief, EstimateLine line)
    {
        var option = line.Option.Length == 0 ? "" : $" of «{brief.Frame.Option(line.Option).Title}»";
        var value = line.Value is not { } v ? "as the advisers have it"
            : v.Low == v.High ? v.Mode.ToString("#,0.###", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{v.Low:#,0.###} | {v.Mode:#,0.###} | {v.High:#,0.###}, {v.Confidence:P0} sure of the range");
        return $"{line.Quantity}{option}: {value}; by {line.SetBy} on {line.SetAt:yyyy-MM-dd HH:mm} UTC";
    }

    /// <summary>An adviser's name, with a mark where offline rules stood in for the model.</summary>
    public static string Who(Brief brief, AdviserBrief adviser) => brief.Offline || adviser.Model != Briefs.OfflineRules ? adviser.Name : $"{adviser.Name} (offline rules, no language model)";

    /// <summary>What offline rules stood in for and why, a sentence each.</summary>
    public static IReadOnlyList<string> StandIns(Brief brief) =>
        [.. brief.Verdict?.StandIns.Select(s => $"Offline rules, no language model: {s.Whose}. {s.Because}".TrimEnd()) ?? []];

    /// <summary>An adviser's score of an option, and what the second round made of it.</summary>
    public static string Score(AdviserBrief adviser, string slug)
    {
        var first = adviser.View!.Options.Single(o => o.Slug == slug).Score;
        var revised = adviser.Cross?.Revised.Options.Single(o => o.Slug == slug).Score ?? first;
        return string.Create(CultureInfo.InvariantCulture, $"{first:0} of 100{(revised == first ? "" : $", {revised:0} after the second round")}");
    }

    /// <summary>The claim with this id; null when there is none.</summary>
    public static Claim? Claim(Brief brief, string id) => brief.Advisers.SelectMany(a => a.View?.Options ?? [])
        .SelectMany(o => o.For.Concat(o.Against)).FirstOrDefault(c => c.Id == id);

    public static string Cost(Brief brief) => brief.Offline
        ? "No model was called; nothing was paid."
        : string.Create(CultureInfo.InvariantCulture, $"{brief.ModelCalls} model calls, {brief.InputTokens:N0} tokens in, {brief.OutputTokens:N0} out, {brief.CostMicroUsd / 1e6:0.0000} USD.");

    /// <summary>What became of an item, in words.</summary>
    public static string Outcome(InboxItemView item) => item.Status switch
    {
        Capture.InboxStatus.Unprocessed => "waits to be processed.",
        Capture.InboxStatus.Processing => "is in work.",
        Capture.InboxStatus.Triaged_to_Intent => $"is a decision: {item.IntentNumber}.",
        Capture.InboxStatus.Triaged_to_Task => $"became the task {item.TaskNumber}.",
        Capture.InboxStatus.Triaged_to_Node => $"is kept as knowledge, in {item.NodeIds.Count} {(item.NodeIds.Count == 1 ? "node" : "nodes")}.",
        _ => $"needs you: {item.ReviewReason}",
    };

    private static string Money(double value) => value.ToString(value != 0 && Math.Abs(value) < 100 ? "N2" : "N0", CultureInfo.InvariantCulture);

    private static string Percent(double value) => value.ToString("P0", CultureInfo.InvariantCulture);
}
