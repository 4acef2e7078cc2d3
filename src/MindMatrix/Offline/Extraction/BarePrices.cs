using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>Which numbers without a currency are prices: a word of price stands by them, or the form says so; years, times, codes, ages and counts are none.</summary>
internal static class BarePrices
{
    private static readonly System.Buffers.SearchValues<char> Breaks = System.Buffers.SearchValues.Create(".;?!\n(");

    // Words that make a bare number next to them an amount.
    private static readonly PhraseSet PriceWords = new("""
        fee, fees, price, prices, priced, cost, costs, costing, costed, pay, pays, paid, paying, transfer, rent, dues, budget, quote, quoted, quotes, deposit, salary, wage,
        loan, mortgage, owe, owes, owed, owing, invoice, invoices, bill, billed, bonus, refund, refunded, charge, charges, charged, worth, deductible, premium, stipend,
        pension, grant, offer, offered, offering, offers, cap, revenue, profit, loss, turnover, save, saves, savings, saving, earn, earns, spend, spent, spends, give, gives, gave, strike, clear, raise, raised, raising,
        invest, valuation, asking, debt, ticket, tickets, subscription, licence, license, donation, donors, advance, cac, mrr, arr, capex, opex, cash, gross, net, rate,
        margin call, payment, payments, settle, settlement, interest, buyout, severance, redundancy, tuition, retainer, made, takes in, brings, bring, short, sold, sell, selling, purchase,
        buy, bought, balance, total, sum, amount, value, valued, expenses, receipts, budgeted, funding, income, pricing, kr, costs us, tax, wants, lend, lent, borrow, borrowed, estimate, estimated, fine, levy, plan
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
        tickets sold, signups, votes, parts, places, spaces, copies, options, shares, responses, kids, children, players, trials, roles, beds, bed, bedroom, bedrooms, certificates, reports, complaints, logos, books,
        st, nd, rd, th, am, pm, o'clock, x, january, february, march, april, may, june, july, august, september, october, november, december
        """);

    // Words that make the bare number before them an amount.
    private static readonly PhraseSet PriceBehind = new("short, deposit, fee, advance, refund, bonus, grant, budget, cash, loan, salary, rent, upfront, premium, deductible, discount, voucher, cheaper, dearer, overdue, owed, worth, fine, kr");

    private static readonly PhraseSet Numbering = new("no, nr, number, ref, reference, room, page, pages, step, version, v, section, unit, item, order, invoice no, platform, line, flat, bus, class, week, weeks, day, year, level, phase, series, q, part, age, aged, going at, until age, chapter, candidate, candidates, template, code, codes, ticket, tickets, account, acct, case, batch, serial, po, ext, extension, size, aged, error, since, until, till, til, 19, 20");

    private static readonly PhraseSet Tariffs = new("price, prices, pricing, price list, rates, tariff, tariffs, fees, menu, costs, dues");

    private static readonly PhraseSet Ages = new("pension, retire, retiring, retirement, age, aged, old, scheme");

    private static readonly PhraseSet NotCounted = new("""
        as, is, was, plus, minus, less, this, gross, his, its, us, yes, versus, vs, always, across, towards, sometimes, besides, vested, perhaps, costs, comes, has, does, needs, pays, buys, gets,
        extra, more, fixed, net, max, access, unless, ads, bonus, business, class, loss, process, previous, fees, years
        """);

    /// <param name="first">The word at which the number begins.</param>
    /// <param name="next">The word behind it.</param>
    /// <param name="before">The amount read before this one.</param>
    public static bool IsPrice(Words words, NumberMention number, int first, int next, MoneyMention? before)
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
        if (year && !(PriceWords.HasWord(words.Lower(first - 1)) && words.Adjoins(first - 1)))
            return false;
        if (Alone(words, number, first, next) || Tariff(words, number, first, next) || OffThe(words, first) || Bound(words, number, first, next))
            return true;
        if (Few(words, number, first, next))
            return false;
        var decimals = number.Value != Math.Floor(number.Value);
        // «7,50» after a price word or «25 → 40» after an amount; small whole numbers need the price word itself.
        if (before is not null && number.Span.Start - before.Span.End <= 4 && text[before.Span.End..number.Span.Start].Trim() is "→" or "->" or "-" or "to")
            return true;
        for (int i = first - 1, steps = 0; i >= 0 && steps < (number.Value >= 100 || decimals ? 5 : 3); i--, steps++)
        {
            if (words.Gap(i).IndexOfAny(Breaks) >= 0 || (number.Value < 100 && !decimals && words.Gap(i).Contains(',') && words.Lower(i + 1) is not ("before" or "was" or "now" or "then" or "from" or "up" or "down")))
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
        return !year && ((PriceNear(words, first) && (number.Value >= 1000 || cents)) || (cents && before is not null && words.SentenceAt(before.Span.Start) == words.SentenceAt(number.Span.Start)));
    }

    /// <summary>A sentence that is nothing but the number, in a text that speaks of paying: «Chase the rent. Due on the 1st. 875»</summary>
    private static bool Alone(Words words, NumberMention number, int first, int next) =>
        number.Value >= 20 && words.SentenceAt(number.Span.Start) is var sentence && words.FirstFrom(sentence.Start) == first && words.FirstFrom(sentence.End) == next && sentence.End - number.Span.End <= 1
            && words.Sentences.Count > 1 && PriceWords.IsIn(words);

    /// <summary>«Starter 19, Team 49» under a heading that speaks of prices.</summary>
    private static bool Tariff(Words words, NumberMention number, int first, int next) =>
        number.Value >= 5 && first > 0 && words.Adjoins(first - 1) && char.IsUpper(words.Text[words[first - 1].Start]) && (next == words.Count || words.Text[number.Span.End] is ',' or '.' or ';' or '\n')
            && Tariffs.IsIn(words, words.Sentences[0]);

    /// <summary>«takes 10% off the 180»</summary>
    private static bool OffThe(Words words, int first) =>
        words.Lower(first - 1) == "the" && words.Lower(first - 2) is "off" or "of" && first >= 3 && words.Gap(first - 3).Contains('%');

    /// <summary>«anything over 150», «charged up to 40»</summary>
    private static bool Bound(Words words, NumberMention number, int first, int next) =>
        number.Value >= 20 && words.Lower(first - 1) is "over" or "above" or "under" or "below" && words.Lower(first - 2) is "anything" or "nothing" or "everything" or "something" or "quotes" or "invoices" or "purchases" or "orders" or "expenses"
            && (next == words.Count || !words.Adjoins(next - 1) || words.Lower(next) is "to" or "and" or "or" or "needs" or "must" or "is" or "without");

    /// <summary>Small whole numbers that count («a 2 bed flat», «for 300 vinyl», «billed for 10») or are an age («pension at 67») or a rate («rate 6.9»).</summary>
    private static bool Few(Words words, NumberMention number, int first, int next)
    {
        var before = words.Lower(first - 1);
        var noun = next < words.Count && words.Adjoins(next - 1) && words.Lower(next) is { Length: > 2 } word && !Links.HasWord(word) && !PriceBehind.HasWord(word) && word is not ("and" or "but" or "off" or "per" or "all" or "incl" or "including" or "plus" or "if" or "today" or "tomorrow" or "before" or "now" or "more" or "less" or "each" or "with" or "when" or "because" or "while" or "until" or "though" or "again" or "altogether");
        return before switch
        {
            "for" => noun || number.Value < 20,
            "a" or "an" or "another" or "the" => noun && number.Value < 20,
            "at" or "from" or "until" or "till" => number.Value is >= 50 and <= 75 && number.Value == Math.Floor(number.Value) && Ages.In(words, Math.Max(0, first - 6), Math.Min(words.Count, first + 4)).Any(),
            "rate" => number.Value < 20,
            _ => false,
        };
    }

    /// <summary>«5M km», «9k accounts», «640 students», «10k race»: word <paramref name="next"/> is what the number counts.</summary>
    public static bool Counts(Words words, NumberMention number, int next) =>
        words.Lower(next) is "race" or "run" or "percent"
        || (Counted.LengthAt(words, next) > 0 && !(number.Scaled && Quantities.DaysPer(words.Lower(next)) is not null) && !(number.Grouped && words.Lower(next) == "x"));

    /// <summary>A price word in the same sentence, not far before or behind.</summary>
    public static bool PriceNear(Words words, int at)
    {
        for (var i = Math.Max(0, at - 8); i < Math.Min(words.Count, at + 7); i++)
        {
            if (PriceWords.HasWord(words.Lower(i)))
                return true;
        }
        return false;
    }

    // «22,000 vested»: shares. Plural nouns right behind a bare number are what it counts.
    public static bool CountsThings(Words words, int next) =>
        Counted.LengthAt(words, next) > 0 || words.Lower(next) is "vested"
        || (words.Lower(next) is { Length: > 3 } word && word[^1] == 's' && word[^2] != 's' && !NotCounted.HasWord(word));
}
