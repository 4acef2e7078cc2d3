using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>What an amount is paid for once; <see cref="Each"/> is per seat, part, acre and the like.</summary>
internal enum Period { None, Hour, Day, Week, Month, Year, Each }

/// <param name="Currency">ISO 4217, or null when the text names none.</param>
/// <param name="Span">From the currency to the period: «€1.2m», «150k a year».</param>
internal sealed record MoneyMention(double Amount, string? Currency, Period Period, TextSpan Span);

/// <summary>
/// Which numbers are money. Sure signs: a currency, a scale («150k»), a rate («1,340/week»). A bare number counts only
/// when a word of price stands by it («fee 45»); years, times, counts and percentages do not.
/// </summary>
internal static class MoneyExtractor
{
    // Words that make a bare number next to them an amount.
    private static readonly PhraseSet PriceWords = new("""
        fee, fees, price, prices, priced, cost, costs, costing, costed, pay, pays, paid, paying, transfer, rent, dues, budget, quote, quoted, quotes, deposit, salary, wage,
        loan, mortgage, owe, owes, owed, owing, invoice, invoices, bill, billed, bonus, refund, refunded, charge, charges, charged, worth, deductible, premium, stipend,
        pension, grant, offer, offered, offering, offers, cap, revenue, profit, loss, turnover, save, saves, savings, saving, earn, earns, spend, spent, spends, give, gives, gave, strike, clear, raise, raised, raising,
        invest, valuation, asking, debt, ticket, tickets, subscription, licence, license, donation, donors, advance, cac, mrr, arr, capex, opex, cash, gross, net, rate,
        margin call, payment, payments, settle, settlement, interest, buyout, severance, redundancy, tuition, retainer, made, takes in, brings, bring, short, sold, sell, selling, purchase,
        buy, bought, balance, total, sum, amount, value, valued, expenses, receipts, budgeted, funding, income, costs us, tax, wants, lend, lent, borrow, borrowed, estimate, estimated, fine, levy, plan
        """);

    // Small words that may stand between a price word and its number.
    private static readonly PhraseSet Links = new("""
        of, is, was, are, were, be, about, around, roughly, approx, at, to, the, a, for, only, up, down, from, just, another, extra, now, over, under, nearly, almost, some,
        go, goes, us, me, you, him, her, them, like, maybe, ballpark, than, before, currently, still, minimum, maximum, max, min, comes, would, will, it, an, out, in, ca, i, we, they, he, she
        """);

    // A number with one of these behind it counts things.
    private static readonly PhraseSet Counted = new("""
        people, users, user, customers, customer, clients, client, members, member, staff, seats, units, unit, samples, accounts, families, hours, hour, hrs, hr, minutes, minute, min, mins,
        days, day, weeks, week, months, month, years, year, yrs, yr, km, miles, mile, kg, g, grams, ml, mg, mm, cm, m, metres, meters, sqft, sqm, words, pages, page, rows, orders, order,
        subscribers, followers, views, downloads, students, volunteers, teams, team, employees, machines, acres, points, times, times a, percent, pct, per cent, steps, calories, covers,
        tickets sold, signups, votes, parts, places, spaces, copies, options, shares, responses, kids, children, players, trials, roles, certificates, reports, complaints, logos, books,
        st, nd, rd, th, am, pm, o'clock, x, january, february, march, april, may, june, july, august, september, october, november, december
        """);

    // Words that make the bare number before them an amount.
    private static readonly PhraseSet PriceBehind = new("short, deposit, fee, advance, refund, bonus, grant, budget, cash, loan, salary, rent, upfront, premium, deductible, discount, voucher, cheaper, dearer, overdue, owed");

    private static readonly PhraseSet Numbering = new("no, nr, number, ref, reference, room, page, pages, step, version, v, section, unit, item, order, invoice no, platform, line, flat, bus, class, week, weeks, day, year, level, phase, series, q, part, age, aged, going at, until age, chapter, candidate, candidates, template, error, since, until, till, til, 19, 20");

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
        foreach (var number in numbers)
        {
            // Both lists are in the order of the text: one walk for both.
            while (date < dates.Count && dates[date].Span.End <= number.Span.Start)
                date++;
            if (date < dates.Count && dates[date].Span.Overlaps(number.Span))
                continue;
            if (Read(words, number, found.Count > 0 ? found[^1] : null) is { } money)
                found.Add(money);
        }
        return found;
    }

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
        var (period, until) = PeriodAfter(words, to);
        var next = words.FirstFrom(to);
        var glued = to < text.Length && char.IsLetter(text[to]);
        var rest = to < text.Length ? text[to] : ' ';
        if (currency is null)
        {
            if (rest is '%' || (rest == ' ' && to + 1 < text.Length && text[to + 1] == '%') || (glued && period == Period.None) || rest is ':' && to + 1 < text.Length && char.IsAsciiDigit(text[to + 1]))
                return null;
            // «5M km», «9k accounts», «640 students», «10k race»
            if (next < words.Count && words.Adjoins(next - 1) && period == Period.None && words.Lower(next) is var counted
                && (counted is "race" or "run" or "percent" || (Counted.LengthAt(words, next) > 0 && !(number.Scaled && Quantities.DaysPer(counted) is not null) && !(number.Grouped && counted is "x"))))
                return null;
            if (number.Value == 0 || (!number.Scaled && !(period is not Period.None && number.Value >= 10) && !LooksLikePrice(words, number, first, next, before)))
                return null;
            if (number.Spelled && (!number.Scaled || number.Value < 100))
                return null;
            if (number.Scaled && !number.Spelled && text[end - 1] == 'm' && !PriceNear(words, first))
                return null; // «5m» is as likely five metres.
            if (number.Scaled && next < words.Count && words.Adjoins(next - 1) && CountsThings(words, next))
                return null;
        }
        return new MoneyMention(number.Value, currency, period, new TextSpan(from, Math.Max(until, to)));
    }

    private static bool LooksLikePrice(Words words, NumberMention number, int first, int next, MoneyMention? before)
    {
        if (number.Spelled)
            return false;
        var text = words.Text;
        var year = number is { Grouped: false, Value: >= 1900 and <= 2100 } && number.Value == Math.Floor(number.Value);
        if (Numbering.HasWord(words.Lower(first - 1)) && words.Adjoins(first - 1))
            return false;
        // Part of a code or a time: «CHG-4471», «8:40», «2025/114».
        if (number.Span.Start > 1 && text[number.Span.Start - 1] is '-' or '/' or '.' or '–' && char.IsLetterOrDigit(text[number.Span.Start - 2]))
            return false;
        if (number.Span.End + 1 < text.Length && text[number.Span.End] is '-' or '/' or '–' && char.IsLetterOrDigit(text[number.Span.End + 1]))
            return false;
        if (next < words.Count && words.Adjoins(next - 1) && (words.Lower(next) == "of" || (CountsThings(words, next) && !(number.Grouped && words.Lower(next) == "x"))))
            return false;
        if (next < words.Count && words.Adjoins(next - 1) && number.Value >= 20 && !year && PriceBehind.HasWord(words.Lower(next)))
            return true;
        if (number.Grouped && (number.Value >= 1000) && !(number.Value is >= 1e9))
            return true;
        if (year && !PriceWords.HasWord(words.Lower(first - 1)))
            return false;
        var decimals = number.Value != Math.Floor(number.Value);
        // «7,50» after a price word or «25 → 40» after an amount; small whole numbers need the price word itself.
        if (before is not null && number.Span.Start - before.Span.End <= 4 && text[before.Span.End..number.Span.Start].Trim() is "→" or "->" or "-" or "to")
            return true;
        for (int i = first - 1, steps = 0; i >= 0 && steps < (number.Value >= 100 || decimals ? 5 : 3); i--, steps++)
        {
            if (words.Gap(i).IndexOfAny(".;\n(") >= 0 || (number.Value < 100 && !decimals && words.Gap(i).Contains(',')))
                break;
            // «70 euro each day, before was 45»: an amount a few small words before.
            if (before is not null && words[i].Start < before.Span.End)
                return true;
            if (PriceWords.HasWord(words.Lower(i)))
                return true;
            if (!Links.HasWord(words.Lower(i)) && !(number.Value >= 1000))
                break;
        }
        // Two decimals are a price unless they are a time of day.
        var cents = decimals && words.Text.AsSpan(number.Span.Start, number.Span.Length) is [.., '.' or ',', _, _] && words.Lower(first - 1) is not ("at" or "before" or "by" or "until" or "till" or "til" or "from" or "to" or "after");
        return !year && PriceNear(words, first) && (number.Value >= 1000 || cents);
    }

    /// <summary>A price word in the same sentence, not far before or behind.</summary>
    private static bool PriceNear(Words words, int at)
    {
        for (var i = Math.Max(0, at - 8); i < Math.Min(words.Count, at + 7); i++)
        {
            if (PriceWords.HasWord(words.Lower(i)))
                return true;
        }
        return false;
    }

    private static readonly PhraseSet NotCounted = new("""
        as, is, was, plus, minus, less, this, gross, his, its, us, yes, versus, vs, always, across, towards, sometimes, besides, vested, perhaps, costs, comes, has, does, needs, pays, buys, gets,
        extra, more, fixed, net, max, access, unless, ads, bonus, business, class, loss, process, previous, fees, years
        """);

    // «22,000 vested»: shares. Plural nouns right behind a bare number are what it counts.
    private static bool CountsThings(Words words, int next) =>
        Counted.LengthAt(words, next) > 0 || words.Lower(next) is "vested"
        || (words.Lower(next) is { Length: > 3 } word && word[^1] == 's' && word[^2] != 's' && !NotCounted.HasWord(word));

    private static (string?, int) CurrencyBefore(Words words, int first, int start)
    {
        var text = words.Text;
        var i = start - 1;
        if (i >= 0 && text[i] == ' ')
            i--;
        if (i >= 0 && Currencies.FromSymbol(text[i]) is { } symbol)
            return (i > 0 && text[i] == '$' && FromPrefix(text, i) is { } dollar ? dollar : symbol, i);
        if (first > 0 && (words.Adjoins(first - 1) || words.Gap(first - 1).IsEmpty) && words.Lower(first - 1) is { Length: 3 } code && Currencies.FromWord(code) is { } named)
            return (named, words[first - 1].Start);
        return (null, start);
    }

    private static string? FromPrefix(string text, int dollar) => text[dollar - 1] switch
    {
        'A' => "AUD",
        'C' => "CAD",
        _ => null,
    };

    private static (string?, int) CurrencyAfter(Words words, int end)
    {
        var text = words.Text;
        var i = end < text.Length && text[end] is ' ' or '\u00A0' ? end + 1 : end;
        if (i < text.Length && Currencies.FromSymbol(text[i]) is { } symbol && !(i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))
            return (symbol, i + 1);
        var wordEnd = i;
        while (wordEnd < text.Length && char.IsLetter(text[wordEnd]) && wordEnd - i < 9)
            wordEnd++;
        return wordEnd > i && Currencies.FromWord(text[i..wordEnd].ToLowerInvariant()) is { } code ? (code, wordEnd) : (null, end);
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
