using System.Globalization;
using MindMatrix.Decisions;
using MindMatrix.Triage;

namespace MindMatrix.Offline.Questions;

/// <summary>Says from the report what an answer would change: break-even points and the value of knowing, never a guess.</summary>
internal sealed class FigureWords(Frame frame, DecisionReport? report)
{
    /// <summary>From which gain on the option pays, and from which it overtakes the one before it.</summary>
    public string OfGains(OptionReport way)
    {
        if (way.ExpectedValue is not { } expected)
            return "Without a figure for it, it is left out of every comparison in money.";
        var costs = -expected.Value;
        var pays = $"Its figures say what it costs and not what it brings. It pays from {Money(costs)} over {frame.HorizonDays} days on";
        var rival = report!.Options.Where(o => o.Option != way.Option && o.Eligible && o.ExpectedValue is not null && (!report.OutlaysOnly || o.Option != Frame.StatusQuo))
            .MaxBy(o => o.ExpectedValue!.Value);
        if (rival is null)
            return pays + ".";
        var behind = costs + rival.ExpectedValue!.Value;
        if (!report.OutlaysOnly || HasGains(rival.Option))
            return behind > 0 ? $"{pays}, and comes before {Title(rival.Option)} from {Money(behind)} on; until this is known the comparison is not a fair one."
                : $"{pays}; without its gains it is ahead of {Title(rival.Option)} by {Money(-behind)} already.";
        return behind > 0 ? $"{pays}, and is ahead of {Title(rival.Option)} when it brings {Money(behind)} more than that."
            : $"{pays}; it costs {Money(-behind)} less than {Title(rival.Option)}, which must bring that much more to be ahead.";
    }

    /// <summary>Below which chance the option no longer leads, where that can be said.</summary>
    public string OfChance(OptionReport way)
    {
        const string Sure = "What it brings is counted as sure to come.";
        var brings = report!.Overrides.LastOrDefault(o => o.Option == way.Option && o.Quantity == Quantities.Brings)?.Value.Mode ?? 0;
        if (report.Leader != way.Option || way.ExpectedValue is not { } expected || brings <= 0)
            return Sure + " Less than that leaves less of it.";
        var rival = report.Options.Where(o => o.Option != way.Option && o.Eligible && o.ExpectedValue is not null).MaxBy(o => o.ExpectedValue!.Value);
        var needed = rival is null ? -1 : 1 - ((expected.Value - rival.ExpectedValue!.Value) / brings);
        return needed is > 0 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"{Sure} Below a chance of about {needed:P0} {Title(rival!.Option)} would be ahead.") : Sure + " It stays ahead at any chance.";
    }

    public string OfWorth(VariableReport variable)
    {
        var worth = $"It is worth up to {Money(variable.Evppi.Value)} to know this before you decide";
        return variable is { FlipPoint: { } flip, FlipsTo: { } to } ? $"{worth}: the choice turns at {Money(Math.Abs(flip))}, to {Title(to)}." : worth + ".";
    }

    /// <summary>The question that a figure of the report answers.</summary>
    public QuestionTopic TopicOf(VariableReport variable)
    {
        var name = variable.Variable;
        foreach (var option in frame.Options.Select(o => o.Slug))
        {
            if (name == $"brings of {option}")
                return new(Topic.Brings, option);
            if (name == $"costs of {option}" || name == $"net value of {option}")
            {
                var parts = HasGains(option);
                return option == Frame.StatusQuo ? new(Topic.Today) : parts || name.StartsWith("costs", StringComparison.Ordinal) ? new(Topic.Costs, option) : new(Topic.Worth, option);
            }
        }
        return new(Topic.Free);
    }

    private bool HasGains(string option) => report!.Overrides.Any(o => o.Option == option && o.Quantity == Quantities.Brings);

    private string Title(string slug) => $"«{frame.Option(slug).Title}»";

    private string Money(double amount) => string.Create(CultureInfo.InvariantCulture, $"{amount:N0} {frame.Currency}");
}
