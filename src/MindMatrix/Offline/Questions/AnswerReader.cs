using System.Globalization;
using System.Text.RegularExpressions;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Offline.Extraction;
using MindMatrix.Triage;
using Quantities = MindMatrix.Decisions.Quantities;

namespace MindMatrix.Offline.Questions;

/// <summary>What an answer says.</summary>
/// <param name="Understood">In words, so that the person sees what was made of it; null when nothing was.</param>
/// <param name="Expected">What form can be read; null when this one could.</param>
/// <param name="HorizonDays">A new horizon; null to leave it.</param>
/// <param name="Currency">ISO 4217; null to leave it.</param>
/// <param name="DecideBy">The day by which to decide; null to leave it.</param>
internal sealed record Reading(IReadOnlyList<AnswerFigure> Figures, string? Understood, string? Expected, int? HorizonDays = null, string? Currency = null, DateOnly? DecideBy = null)
{
    public static Reading AsNote(string expected) => new([], null, expected);
}

/// <summary>Reads a person's answer with the rules that read texts: money with its period, lengths of time, chances, currencies, days. It invents nothing.</summary>
internal static partial class AnswerReader
{
    /// <param name="frame">With the horizon and the currency to reckon in.</param>
    /// <param name="today">For days such as «next Friday».</param>
    public static Reading Read(QuestionTopic topic, string text, Frame frame, DateOnly today) => topic.Topic switch
    {
        Topic.Horizon => Length(text, today),
        Topic.Currency => Currency(text, today),
        Topic.Deadline => Day(text, today),
        Topic.Chance when Share(text, today) is { } share => Chance(frame, topic.Option!, share),
        Topic.Chance => Reading.AsNote(Forms.Share),
        Topic.Brings => Money(text, frame, today, topic.Option, Quantities.Brings),
        Topic.Costs => Money(text, frame, today, topic.Option, Quantities.Costs),
        Topic.Worth => Money(text, frame, today, topic.Option, Quantities.NetValue),
        Topic.Today => Money(text, frame, today, Frame.StatusQuo, Quantities.Costs),
        Topic.Undo => Words(text, frame, today, Quantities.UndoCost),
        _ => Words(text, frame, today, null),
    };

    private static Reading Money(string text, Frame frame, DateOnly today, string? option, string quantity)
    {
        var (figures, fault) = Amounts.Read(text, frame, today, option, quantity);
        return figures.Count == 0 ? Reading.AsNote(fault ?? Forms.Money) : new Reading([.. figures.Select(f => f.Figure)], string.Join(" ", figures.Select(f => f.InWords)), null);
    }

    /// <summary>An answer in words. Figures count only where it says itself of which option they are and what they are.</summary>
    private static Reading Words(string text, Frame frame, DateOnly today, string? quantity)
    {
        var (figures, _) = Amounts.Read(text, frame, today, null, quantity);
        const string Kept = "It counts as answered, and everybody who advises reads it.";
        return new Reading([.. figures.Select(f => f.Figure)], string.Join(" ", figures.Select(f => f.InWords).Append(Kept)), null);
    }

    private static Reading Length(string text, DateOnly today)
    {
        var lengths = TextFacts.Of(InDigits(text), today).Durations;
        if (lengths.Count == 0)
            return Reading.AsNote(Forms.Length);
        // «two to three years»: the middle.
        var days = (int)Math.Round(lengths.Count == 1 ? lengths[0].Days : (lengths[0].Days + lengths[1].Days) / 2);
        return days is < 1 or > 36_500 ? Reading.AsNote(Forms.Length)
            : new Reading([], string.Create(CultureInfo.InvariantCulture, $"Everything is reckoned over {days} days."), null, HorizonDays: days);
    }

    private static Reading Currency(string text, DateOnly today)
    {
        var words = TextFacts.Of(text, today).Words;
        var named = text.Select(Currencies.FromSymbol).Concat(Enumerable.Range(0, words.Count).Select(i => Currencies.FromWord(words.Lower(i)))).OfType<string>().Distinct().ToList();
        return named.Count == 1 ? new Reading([], $"The figures are in {named[0]}.", null, Currency: named[0]) : Reading.AsNote(Forms.Currency);
    }

    private static Reading Day(string text, DateOnly today) =>
        TextFacts.Of(text, today).Dates.Select(d => d.Day).OfType<DateOnly>().Where(d => d >= today).ToList() is [var day, ..]
            ? new Reading([], string.Create(CultureInfo.InvariantCulture, $"It is due on {day:yyyy-MM-dd}."), null, DecideBy: day)
            : Reading.AsNote(Forms.Day);

    private static Reading Chance(Frame frame, string option, double share) => new(
        [new AnswerFigure(option, Quantities.ProbabilityOfSuccess, RangeEstimate.Exactly(share))],
        string.Create(CultureInfo.InvariantCulture, $"«{frame.Option(option).Title}» reaches its aim with a chance of {share:P0}."), null);

    /// <summary>«70 %», «7 in 10», «0.7»; null when it is none from 0 to 1.</summary>
    private static double? Share(string text, DateOnly today)
    {
        var facts = TextFacts.Of(text, today);
        if (facts.Percents.Count > 0)
            return facts.Percents.Count == 1 && facts.Percents[0].Value is >= 0 and <= 1 ? facts.Percents[0].Value : null;
        var numbers = NumberExtractor.Read(facts.Words);
        return numbers switch
        {
            [var part, var whole] when OutOf().IsMatch(text) && whole.Value > 0 && part.Value >= 0 && part.Value <= whole.Value => part.Value / whole.Value,
            [{ Value: >= 0 and <= 1 } alone] => alone.Value,
            _ => null,
        };
    }

    /// <summary>«a year» and «half a year» with their number, which the extractor reads.</summary>
    private static string InDigits(string text) => One().Replace(Couple().Replace(Half().Replace(text, "6 months"), "2 $1"), "1 $1");

    [GeneratedRegex(@"\bhalf a year\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Half();

    [GeneratedRegex(@"\ba couple of (years|months|weeks)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Couple();

    [GeneratedRegex(@"\ban? (decade|year|quarter|month|week)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex One();

    [GeneratedRegex(@"\d\s*(in|of|out of|/)\s*\d|\b(in|of) (ten|hundred)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OutOf();
}
