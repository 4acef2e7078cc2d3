using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <param name="Value">0.3 for «30%».</param>
/// <param name="Probability">A word of likelihood stands by it: «30% chance».</param>
internal sealed record PercentMention(double Value, bool Probability, TextSpan Span);

/// <param name="Days">A month counts 30 days, a year 365.</param>
internal sealed record DurationMention(double Days, TextSpan Span);

/// <summary>Shares and lengths of time.</summary>
internal static class Quantities
{
    private static readonly PhraseSet Likely = new("chance, chances, probability, likely, likelihood, odds, sure, confident, risk, probable");

    public static List<PercentMention> Percents(Words words, IReadOnlyList<NumberMention> numbers)
    {
        var found = new List<PercentMention>();
        foreach (var number in numbers)
        {
            var end = number.Span.End;
            var rest = words.Text.AsSpan(end, Math.Min(12, words.Text.Length - end));
            var trimmed = rest.TrimStart(' ');
            var length = trimmed.StartsWith("%") ? 1 : trimmed.StartsWith("percent", StringComparison.OrdinalIgnoreCase) ? 7 : trimmed.StartsWith("per cent", StringComparison.OrdinalIgnoreCase) ? 8 : 0;
            if (length == 0 || rest.Length - trimmed.Length > 1)
                continue;
            var span = new TextSpan(number.Span.Start, end + (rest.Length - trimmed.Length) + length);
            var (from, to) = (words.FirstFrom(span.Start), words.FirstFrom(span.End));
            var likely = number.Value <= 100 && (Likely.In(words, Math.Max(0, from - 3), from).Any() || Likely.In(words, to, Math.Min(words.Count, to + 3)).Any());
            found.Add(new PercentMention(number.Value / 100, likely, span));
        }
        return found;
    }

    public static List<DurationMention> Durations(Words words, IReadOnlyList<NumberMention> numbers)
    {
        var found = new List<DurationMention>();
        foreach (var number in numbers)
        {
            var next = words.FirstFrom(number.Span.End);
            var unitStart = next;
            // «3-year», «90 days», «30d», «18mo»
            string unit;
            int end;
            if (number.Span.End < words.Text.Length && char.IsLetter(words.Text[number.Span.End]))
            {
                end = number.Span.End;
                while (end < words.Text.Length && char.IsLetter(words.Text[end]))
                    end++;
                unit = words.Text[number.Span.End..end].ToLowerInvariant();
            }
            else if (unitStart < words.Count && words[unitStart].Start - number.Span.End == 1 && words.Text[number.Span.End] is ' ' or '-')
            {
                unit = words.Lower(unitStart);
                end = words[unitStart].End;
            }
            else
            {
                continue;
            }
            if (DaysPer(unit) is { } days && number.Value is > 0 and < 10_000)
                found.Add(new DurationMention(number.Value * days, new TextSpan(number.Span.Start, end)));
        }
        return found;
    }

    /// <summary>How many days a unit of time has; null when <paramref name="unit"/> is none.</summary>
    public static double? DaysPer(string unit) => unit switch
    {
        "min" or "mins" or "minute" or "minutes" => 1.0 / 1440,
        "h" or "hr" or "hrs" or "hour" or "hours" => 1.0 / 24,
        "d" or "day" or "days" or "nights" or "night" => 1,
        "wk" or "wks" or "week" or "weeks" => 7,
        "mo" or "mth" or "mths" or "month" or "months" => 30,
        "quarter" or "quarters" => 91,
        "y" or "yr" or "yrs" or "year" or "years" => 365,
        "decade" or "decades" => 3650,
        _ => null,
    };
}
