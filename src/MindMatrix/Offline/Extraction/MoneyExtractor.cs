using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>What an amount is paid for once; <see cref="Each"/> is per seat, part, acre and the like.</summary>
internal enum Period { None, Hour, Day, Week, Month, Year, Each }

/// <param name="Currency">ISO 4217, or null when the text names none.</param>
/// <param name="Span">From the currency to the period: «€1.2m», «150k a year».</param>
internal sealed record MoneyMention(double Amount, string? Currency, Period Period, TextSpan Span);

/// <summary>
/// Which numbers are money. Sure signs: a currency, a scale («150k»), a rate («1,340/week»). Of a bare number <see cref="BarePrices"/> judges.
/// </summary>
internal static class MoneyExtractor
{
    private static readonly Dictionary<string, Period> Periods = new(StringComparer.Ordinal)
    {
        ["h"] = Period.Hour,
        ["hr"] = Period.Hour,
        ["hrs"] = Period.Hour,
        ["hour"] = Period.Hour,
        ["d"] = Period.Day,
        ["day"] = Period.Day,
        ["diem"] = Period.Day,
        ["wk"] = Period.Week,
        ["week"] = Period.Week,
        ["w"] = Period.Week,
        ["mo"] = Period.Month,
        ["mth"] = Period.Month,
        ["mnth"] = Period.Month,
        ["month"] = Period.Month,
        ["m"] = Period.Month,
        ["y"] = Period.Year,
        ["yr"] = Period.Year,
        ["year"] = Period.Year,
        ["annum"] = Period.Year,
        ["season"] = Period.Year,
        ["monthly"] = Period.Month,
        ["yearly"] = Period.Year,
        ["annually"] = Period.Year,
        ["weekly"] = Period.Week,
        ["hourly"] = Period.Hour,
        ["daily"] = Period.Day,
        ["pcm"] = Period.Month,
        ["pa"] = Period.Year,
        ["ph"] = Period.Hour,
        ["pw"] = Period.Week,
        ["pm"] = Period.None,
        ["each"] = Period.Each,
        ["apiece"] = Period.Each,
    };

    public static List<MoneyMention> Read(Words words, IReadOnlyList<NumberMention> numbers, IReadOnlyList<DateMention> dates)
    {
        var found = new List<MoneyMention>();
        var date = 0;
        for (var n = 0; n < numbers.Count; n++)
        {
            var number = numbers[n];
            // Both lists are in the order of the text: one walk for both.
            while (date < dates.Count && dates[date].Span.End <= number.Span.Start)
                date++;
            if (date < dates.Count && dates[date].Span.Overlaps(number.Span))
                continue;
            var last = found.Count > 0 ? found[^1] : null;
            var money = Read(words, number, last);
            var range = n > 0 && IsRange(words.Text, numbers[n - 1].Span.End, number.Span.Start) && numbers[n - 1].Value < number.Value;
            var opened = range && last is not null && last.Span.Contains(numbers[n - 1].Span);
            // «€80k-100k», «80 to 95 EUR»: what is said of one end holds for both.
            if (opened && money is null)
                money = new MoneyMention(number.Value, last!.Currency, last.Period, number.Span);
            else if (opened && last!.Currency != money!.Currency)
                (found[^1], money) = (last with { Currency = last.Currency ?? money.Currency }, money with { Currency = money.Currency ?? last.Currency });
            else if (range && !opened && money?.Currency is not null && number.Span.Start == numbers[n - 1].Span.End + 1)
                found.Add(money with { Amount = numbers[n - 1].Value, Span = numbers[n - 1].Span });
            if (money is not null)
                found.Add(money);
        }
        return found;
    }

    private static bool IsRange(string text, int from, int to) => to > from && to - from <= 5 && text[from..to].Trim(' ', '€', '$', '£') is "-" or "–" or "—" or "to";

    private static MoneyMention? Read(Words words, NumberMention number, MoneyMention? before)
    {
        var text = words.Text;
        var (start, end) = (number.Span.Start, number.Span.End);
        var first = words.FirstFrom(start);
        if (first == words.Count || (start > 0 && text[start - 1] is '#' or ':' or '_'))
            return null;

        var (currency, from) = CurrencyBefore(words, first, start);
        var to = end;
        if (currency is null)
            (currency, to) = CurrencyAfter(words, end);
        // «45p», «60 cents»
        if (currency is null && !number.Scaled && Hundredth(words, end) is var (part, of, partEnd) && part)
        {
            var (each, eachEnd) = PeriodAfter(words, partEnd);
            return new MoneyMention(number.Value / 100, of, each, new TextSpan(start, Math.Max(eachEnd, partEnd)));
        }
        var (period, until) = PeriodAfter(words, to);
        var next = words.FirstFrom(to);
        var glued = to < text.Length && char.IsLetter(text[to]);
        var rest = to < text.Length ? text[to] : ' ';
        if (currency is null)
        {
            if (rest is '%' || (rest == ' ' && to + 1 < text.Length && text[to + 1] == '%') || (glued && period == Period.None) || rest is ':' && to + 1 < text.Length && char.IsAsciiDigit(text[to + 1]))
                return null;
            if (next < words.Count && words.Adjoins(next - 1) && period == Period.None && BarePrices.Counts(words, number, next))
                return null;
            if (number.Value == 0 || (!number.Scaled && !(period is not Period.None && number.Value >= 10) && !BarePrices.IsPrice(words, number, first, next, before)))
                return null;
            if (number.Spelled && (!number.Scaled || number.Value < 100))
                return null;
            if (number.Scaled && !number.Spelled && text[end - 1] == 'm' && !BarePrices.PriceNear(words, first))
                return null; // «5m» is as likely five metres.
            if (number.Scaled && next < words.Count && words.Adjoins(next - 1) && BarePrices.CountsThings(words, next) && Quantities.DaysPer(words.Lower(next)) is null)
                return null;
        }
        return new MoneyMention(number.Value, currency, period, new TextSpan(from, Math.Max(until, to)));
    }

    private static (string?, int) CurrencyBefore(Words words, int first, int start)
    {
        var text = words.Text;
        var i = start - 1;
        if (i >= 0 && text[i] == ' ')
            i--;
        if (i >= 0 && Currencies.FromSymbol(text[i]) is { } symbol)
            return i > 0 && text[i] == '$' && FromPrefix(text, i) is { } dollar ? (dollar, words.FirstFrom(i) is var w and > 0 ? words[w - 1].Start : i) : (symbol, i);
        if (first > 0 && (words.Adjoins(first - 1) || words.Gap(first - 1).IsEmpty) && words.Lower(first - 1) is { Length: 3 } code && Currencies.FromWord(code) is { } named)
            return (named, words[first - 1].Start);
        return (null, start);
    }

    private static string? FromPrefix(string text, int dollar) => text[dollar - 1] switch
    {
        'A' => "AUD",
        'C' => "CAD",
        'Z' => "NZD",
        'K' => "HKD",
        'R' => "BRL",
        'S' when dollar < 2 || text[dollar - 2] != 'U' => "SGD",
        _ => null,
    };

    private static (string?, int) CurrencyAfter(Words words, int end)
    {
        var text = words.Text;
        // «1,5 Mio. €»
        var i = end + 1 < text.Length && text[end] == '.' && text[end + 1] == ' ' && char.IsLetter(text[end - 1]) ? end + 2 : end < text.Length && text[end] is ' ' or '\u00A0' or '\u202F' ? end + 1 : end;
        if (i < text.Length && Currencies.FromSymbol(text[i]) is { } symbol && !(i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))
            return (symbol, i + 1);
        var wordEnd = i;
        while (wordEnd < text.Length && char.IsLetter(text[wordEnd]) && wordEnd - i < 9)
            wordEnd++;
        return wordEnd > i && Currencies.FromWord(text[i..wordEnd].ToLowerInvariant()) is { } code ? (code, wordEnd) : (null, end);
    }

    private static (bool Is, string? Currency, int End) Hundredth(Words words, int end)
    {
        var i = end < words.Text.Length && words.Text[end] == ' ' ? end + 1 : end;
        var unit = i;
        while (unit < words.Text.Length && char.IsLetter(words.Text[unit]) && unit - i < 6)
            unit++;
        var word = words.Text[i..unit].ToLowerInvariant();
        // A lone «p» needs its digits: «45p».
        return (Currencies.IsHundredth(word, out var currency) && (word != "p" || i == end), currency, unit);
    }

    private static (Period, int) PeriodAfter(Words words, int end)
    {
        var text = words.Text;
        var next = words.FirstFrom(end);
        if (next >= words.Count)
            return (Period.None, end);
        var gap = text.AsSpan(end, words[next].Start - end).Trim();
        var word = words.Lower(next);
        if (gap is "/" && words[next].Start - end <= 3)
            return char.IsLetter(text[words[next].Start]) ? (Periods.GetValueOrDefault(word, Period.Each), words[next].End) : (Period.None, end);
        if (gap.Length > 0 || text.AsSpan(end, words[next].Start - end).Contains('\n'))
            return (Period.None, end);
        if (word is "gross" or "net" or "plus" or "extra" or "more" && words.Adjoins(next))
            word = words.Lower(++next);
        if (word == "p" && words.Lower(next + 1) is "a" or "m" or "w" or "h" && words.Gap(next) is "." or "/")
            return (words.Lower(next + 1) switch { "a" => Period.Year, "m" => Period.Month, "w" => Period.Week, _ => Period.Hour }, words[next + 1].End);
        if (word is "per" or "a" or "an" or "each" or "every" && next + 1 < words.Count && words.Adjoins(next))
        {
            if (Periods.TryGetValue(words.Lower(next + 1), out var period))
                return (period, words[next + 1].End);
            if (word == "per" || words.Lower(next + 1) is "seat" or "person" or "head" or "acre" or "unit" or "user" or "part" or "night" or "piece" or "student" or "pop" or "ticket" or "sample")
                return (Period.Each, words[next + 1].End);
        }
        return word is "monthly" or "yearly" or "annually" or "weekly" or "hourly" or "daily" or "pcm" or "pa" or "ph" or "pw" or "each" or "apiece"
            ? (Periods[word], words[next].End)
            : (Period.None, end);
    }
}
