using System.Globalization;
using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>A number as it stands in the text.</summary>
/// <param name="Span">Digits and scale («1.2m», «2 grand»), without a currency.</param>
/// <param name="Scaled">A scale such as k, grand or million stands with it.</param>
/// <param name="Grouped">Thousands are set apart («1,340»), which years and house numbers are not.</param>
/// <param name="Spelled">Written in words.</param>
internal sealed record NumberMention(double Value, TextSpan Span, bool Scaled, bool Grouped, bool Spelled);

/// <summary>Reads numbers: «150k», «1,340», European «1.200,50», «eleven thousand nine hundred».</summary>
internal static class NumberExtractor
{
    private static readonly Dictionary<string, double> Small = new(StringComparer.Ordinal)
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["sixteen"] = 16,
        ["seventeen"] = 17,
        ["eighteen"] = 18,
        ["nineteen"] = 19,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    };

    private static readonly Dictionary<string, double> Scales = new(StringComparer.Ordinal)
    {
        ["k"] = 1e3,
        ["thousand"] = 1e3,
        ["grand"] = 1e3,
        ["tsd"] = 1e3,
        ["tausend"] = 1e3,
        ["lakh"] = 1e5,
        ["million"] = 1e6,
        ["millions"] = 1e6,
        ["mio"] = 1e6,
        ["mn"] = 1e6,
        ["mln"] = 1e6,
        ["mil"] = 1e6,
        ["crore"] = 1e7,
        ["bn"] = 1e9,
        ["billion"] = 1e9,
        ["mrd"] = 1e9,
    };

    public static List<NumberMention> Read(Words words)
    {
        var found = new List<NumberMention>();
        for (var i = 0; i < words.Count;)
        {
            var (mention, next) = char.IsAsciiDigit(words.Text[words[i].Start]) ? Digits(words, i) : Spelled(words, i);
            if (mention is not null)
                found.Add(mention);
            i = Math.Max(next, i + 1);
        }
        return ShareScale(words.Text, found);
    }

    /// <summary>«10-15k» and «10 to 15k» mean ten thousand to fifteen thousand.</summary>
    private static List<NumberMention> ShareScale(string text, List<NumberMention> found)
    {
        for (var i = 0; i + 1 < found.Count; i++)
        {
            var (first, second) = (found[i], found[i + 1]);
            if (first.Scaled || !second.Scaled || second.Span.Start - first.Span.End > 6 || second.Span.Start < first.Span.End)
                continue;
            var between = text[first.Span.End..second.Span.Start].Trim(' ', '$', '€', '£');
            var scale = text[second.Span.Start..second.Span.End].TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ',').Trim().ToLowerInvariant();
            if ((between is "-" or "–" or "—" or "to" || (between == "and" && text[..first.Span.Start].TrimEnd(' ', '$', '€', '£').EndsWith("between", StringComparison.OrdinalIgnoreCase))) && Scales.TryGetValue(scale == "m" ? "mn" : scale, out var factor) && first.Value * factor <= second.Value)
                found[i] = first with { Value = first.Value * factor, Scaled = true };
        }
        return found;
    }

    private static (NumberMention?, int) Digits(Words words, int at)
    {
        var text = words.Text;
        var start = words[at].Start;
        // «C4», «_7» and «10.0.0.1» are names, not quantities; a minus or a currency may stand before.
        var end = start;
        var groups = new List<string>();
        var separators = new List<char>();
        while (true)
        {
            var digits = end;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            groups.Add(text[digits..end]);
            if (end + 1 < text.Length && text[end] is '.' or ',' or '\'' or '’' or '\u00A0' or '\u202F' && char.IsAsciiDigit(text[end + 1]))
                separators.Add(text[end++]);
            else if (end + 3 < text.Length && text[end] == ' ' && groups[^1].Length <= 3 && separators.All(s => s == ' ') && IsSpacedGroup(text, end))
                separators.Add(text[end++]);
            else
                break;
        }
        if (Value(groups, separators) is not { } value)
            return (null, words.FirstFrom(end));
        var grouped = separators.Count > 0 && groups[1].Length == 3 && !(separators is ['.' or ','] && groups[0] == "0");
        var next = words.FirstFrom(end);
        // The scale: glued to the digits («150k», «1.2M») or the next word («2 grand»).
        var glued = end;
        while (glued < text.Length && char.IsLetter(text[glued]))
            glued++;
        var unit = text[end..glued];
        if (unit.Length > 0)
        {
            var factor = unit is "m" or "M" ? 1e6 : Scales.GetValueOrDefault(unit.ToLowerInvariant());
            return factor > 0
                ? (new NumberMention(value * factor, new TextSpan(start, glued), true, grouped, false), words.FirstFrom(glued))
                : (new NumberMention(value, new TextSpan(start, end), false, grouped, false), words.FirstFrom(glued));
        }
        if (next < words.Count && words[next].Start == end + 1 && text[end] is ' ' or '\u00A0' && Scales.TryGetValue(words[next].Lower, out var scale))
            return (new NumberMention(value * scale, new TextSpan(start, words[next].End), true, grouped, false), next + 1);
        return (new NumberMention(value, new TextSpan(start, end), false, grouped, false), next);
    }

    /// <summary>A blank followed by exactly three digits and then a currency or another such group: «1 200 000 €».</summary>
    private static bool IsSpacedGroup(string text, int blank)
    {
        var i = blank;
        while (i + 3 < text.Length && text[i] == ' ' && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]) && char.IsAsciiDigit(text[i + 3])
            && (i + 4 >= text.Length || !char.IsAsciiDigit(text[i + 4])))
        {
            i += 4;
            if (i - blank > 16)
                return false;
        }
        if (i == blank)
            return false;
        // «1 200,50 €»
        if (i + 2 < text.Length && text[i] == ',' && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 2]))
            i += 3;
        var rest = text.AsSpan(i).TrimStart(' ');
        return rest.Length > 0 && (rest[0] is '€' or '$' or '£' or '¥' || Currencies.StartsWithCode(rest));
    }

    /// <summary>
    /// Which of «.» and «,» groups and which marks decimals. With both, the last one is decimal. With one kind, groups of exactly three
    /// digits are thousands: prices are seldom given to a thousandth, and «1.200» is how half of Europe writes twelve hundred.
    /// </summary>
    private static double? Value(List<string> groups, List<char> separators)
    {
        if (groups.Sum(g => g.Length) > 15)
            return null;
        var decimals = "";
        var whole = groups;
        if (separators.Count > 0)
        {
            var last = separators[^1];
            var mixed = separators.Count > 1 && separators[^2] != last;
            var thousands = groups.Skip(1).All(g => g.Length == 3) && groups[0].Length is > 0 and <= 3 && !mixed
                && separators.TrueForAll(s => s == last) && !(separators.Count == 1 && groups[0] == "0");
            if (!thousands)
            {
                if (last is not ('.' or ',') || separators.Take(separators.Count - 1).Any(s => s == last) || groups.Skip(1).SkipLast(1).Any(g => g.Length != 3))
                    return null; // A date, an address, a version.
                decimals = groups[^1];
                whole = groups[..^1];
            }
        }
        return double.TryParse(string.Concat(whole) + (decimals.Length > 0 ? "." + decimals : ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    private static (NumberMention?, int) Spelled(Words words, int at)
    {
        double total = 0, current = 0;
        var scaled = false;
        var i = at;
        for (; i < words.Count && (i == at || words.Adjoins(i - 1) || words.Gap(i - 1) is "-"); i++)
        {
            var word = words.Lower(i);
            if (Small.TryGetValue(word, out var small))
            {
                current += small;
            }
            else if (word == "a" && i == at && words.Lower(i + 1) is "hundred" or "thousand" or "grand" or "million" or "billion")
            {
                current = 1;
            }
            else if (i == at && Fraction(words, i) is { } fraction)
            {
                return fraction;
            }
            else if (word == "point" && current > 0 && Small.TryGetValue(words.Lower(i + 1), out var tenths) && tenths < 10 && Scales.ContainsKey(words.Lower(i + 2)))
            {
                current += tenths / 10;
                i++;
            }
            // «two and a half million»
            else if (word == "and" && current > 0 && words.Lower(i + 1) == "a" && words.Lower(i + 2) == "half" && Scales.ContainsKey(words.Lower(i + 3)))
            {
                current += 0.5;
                i += 2;
            }
            else if (word == "hundred" && current > 0)
            {
                current *= 100;
                scaled = true;
            }
            else if (word != "k" && current > 0 && Scales.TryGetValue(word, out var scale))
            {
                total += current * scale;
                current = 0;
                scaled = true;
            }
            else if (!(word == "and" && scaled && Small.ContainsKey(words.Lower(i + 1))))
            {
                break;
            }
        }
        return i == at || total + current == 0
            ? (null, at + 1)
            : (new NumberMention(total + current, new TextSpan(words[at].Start, words[i - 1].End), scaled, false, true), i);
    }

    /// <summary>«Half a million», «a quarter of a million», «a couple of grand».</summary>
    private static (NumberMention?, int)? Fraction(Words words, int at)
    {
        var part = words.Lower(at) == "a" ? at + 1 : at;
        var factor = words.Lower(part) switch { "half" => 0.5, "quarter" => 0.25, "couple" => 2, _ => 0 };
        var scale = words.Lower(part + 1) == "of" ? part + 2 : part + 1;
        if (words.Lower(scale) is "a" or "an")
            scale++;
        return factor > 0 && scale > part + 1 && Scales.TryGetValue(words.Lower(scale), out var unit) && Enumerable.Range(at, scale - at).All(words.Adjoins)
            ? (new NumberMention(factor * unit, new TextSpan(words[at].Start, words[scale].End), true, false, true), scale + 1)
            : null;
    }
}
