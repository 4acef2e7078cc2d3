using System.Globalization;
using MindMatrix.Decisions;

namespace MindMatrix.Flow;

/// <summary>What an answer changed, worded the same on the terminal and on the page.</summary>
internal static class Effects
{
    public static IReadOnlyList<string> Of(Brief before, Brief after)
    {
        var said = new List<string>();
        if (after.Verdict is { } verdict)
            said.Add(verdict.Option == before.Verdict?.Option
                ? $"The outcome stays: {verdict.Heading}."
                : $"The outcome is another now: {verdict.Heading}.{(before.Verdict?.Option is { } old ? $" It was «{before.Frame.Option(old).Title}»." : "")}");
        if (before.Report?.OutlaysOnly == true && after.Report?.OutlaysOnly == false)
            said.Add("The ways are compared in money now, not by what they cost alone.");
        said.AddRange(Figures(before, after));
        return said;
    }

    /// <summary>The expected values that are others now.</summary>
    public static IReadOnlyList<string> Figures(Brief before, Brief after) =>
        [.. from option in after.Frame.Options
            let was = Expected(before.Report, option.Slug)
            let now = Expected(after.Report, option.Slug)
            where now is not null && was != now
            select $"«{option.Title}»: expected {(was is { } old ? $"{Number(old)} → " : "")}{Number(now.Value)} {after.Frame.Currency}{Best(after.Report!, option.Slug)}."];

    private static double? Expected(DecisionReport? report, string option) => report?.Options.FirstOrDefault(o => o.Option == option)?.ExpectedValue?.Value;

    private static string Best(DecisionReport report, string option) =>
        report.Options.First(o => o.Option == option).ProbabilityBest is { } best ? string.Create(CultureInfo.InvariantCulture, $", best with a probability of {best.Value:P0}") : "";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
