using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>
/// The words by which the text says until when something is to be done: «by 1st July», «the Weds meeting», «before the AGM», «at 18:00».
/// Every time that is named is a candidate; the words around it decide, and a time that tells of the past is none.
/// </summary>
internal static class Deadlines
{
    private const double Enough = 2;

    private static readonly PhraseSet Limits = new("by, before, until, till, til, within, w in, due, due on, deadline, expires, expire, expires on, expiring, expiring in, closes, closing, close, cutoff, cut off, latest, ends, lapses, lapse, lapses on, shuts, no later than, holding, hold, starts");
    private static readonly PhraseSet Asks = new("""
        decide, decides, decision, answer, reply, respond, response, vote, settle, confirm, confirmation, submit, needed, need, needs, know, tell, view, recommendation, proposal, meeting, meet, committee, board, call, renewal,
        pick, reconvene, go live, goes live, must, should, has to, have to, please, pls, want, wants, want it, asks, present, presents, expect, expects, notice, position, sit down, release, requested, candidates, discovery, staff, remind
        """);
    private static readonly PhraseSet Past = new("""
        was, were, did, had, came, bought, found, started, accepted, agreed, approved, decided, got, went, made, took, ended, last, since, after, moved, signed, signed off, left, said, told, averaged, saw, sent, charged, gave, met, held, dated, wrote,
        resets, except, not, back in, copied, born, built, replaced, recorded, used to, as of, already, stays, unchanged, leave on, goes on
        """);
    private static readonly HashSet<string> Prepositions = new(StringComparer.Ordinal) { "by", "before", "until", "till", "til", "on", "at", "in", "within", "for", "from" };
    private static readonly HashSet<string> Hours = new(StringComparer.Ordinal) { "noon", "midnight", "morning", "afternoon", "evening", "night", "eod", "cob", "lunch", "lunchtime", "aoe", "midday" };
    private static readonly PhraseSet Events = new("meeting, exec meeting, standup, stand up, call, board, board meeting, session, committee, agm, egm, review, retro, sync, hearing, exam, council, assembly, workshop");
    private static readonly PhraseSet Occasions = new("""
        agm, egm, meeting, board, weekend, holidays, holiday, lunch, dinner, christmas, easter, summer, winter, spring, autumn, trip, term, season, deadline, launch, expo, release, audit, renewal, review, exam, exams, wedding, close, closing,
        residential, conference, fair, gala, party, visit, standup, consult, appointment, hearing, year end, quarter end, school, move, start, new year, half term, elections, vote, interview, interviews, inspection, session, committee, cutoff, week
        """);

    private static readonly PhraseSet Runs = new("lease, contract, fixed, runs, valid, warranty, covered, insured, mortgage, rate, guaranteed, paid, a month, a year, open");

    // Times too wide to act by, unless the words around them set a limit.
    private static readonly PhraseSet Vague = new("january, february, march, april, may, june, july, august, september, sept, october, november, december, spring, summer, autumn, winter, week, month, quarter, year");

    /// <summary>The likeliest limit, as a phrase of the text; its day where the words fix one. Null where the text names none.</summary>
    public static DateMention? Read(Words words, IReadOnlyList<DateMention> dates)
    {
        DateMention? best = null;
        var most = double.MinValue;
        var count = 0;
        foreach (var candidate in Candidates(words, dates))
        {
            var score = Score(words, candidate.Span);
            if (score < 0)
                continue;
            count++;
            if (score > most)
                (best, most) = (candidate, score);
        }
        // A lone time is what the text is about even when no word says «by».
        return most >= Enough ? best : count == 1 ? best! with { Deadline = false } : null;
    }

    private static IEnumerable<DateMention> Candidates(Words words, IReadOnlyList<DateMention> dates)
    {
        var end = 0;
        for (var i = 0; i < Math.Min(words.Count, 3000); i++)
        {
            var date = dates.FirstOrDefault(d => d.Span.Start == words[i].Start);
            var length = date is not null ? words.FirstFrom(date.Span.End) - i : Math.Max(Math.Max(Clock(words, i), Within(words, i)), Event(words, i, dates));
            if (length == 0 || words[i].Start < end)
                continue;
            var span = Widen(words, i, i + length);
            end = span.End;
            yield return new DateMention(date?.Day ?? dates.FirstOrDefault(d => span.Contains(d.Span))?.Day, true, span);
            i = Math.Max(i, words.FirstFrom(span.End) - 1);
        }
    }

    /// <summary>A time of day: «5pm», «16h», «18:00», «noon»; a bare hour only behind «by», «before», «at», «until».</summary>
    private static int Clock(Words words, int i)
    {
        var word = words.Lower(i);
        // «midnight AoE», but not «midnight calls».
        if (word is "noon" or "midnight" or "midday")
            return words.Lower(i + 1) is "aoe" or "utc" or "cet" or "gmt" ? 2 : words.Adjoins(i) && words.Lower(i + 1).EndsWith('s') ? 0 : 1;
        if (word.EndsWith("'s", StringComparison.Ordinal) && DateExtractor.IsWeekday(word[..^2]))
            return 1;
        if (word is "morning" or "afternoon" or "evening" && words.Lower(i - 1) is "the" or "this" && (words.Lower(i - 1) == "this" || words.Lower(i - 2) == "in"))
            return 1;
        if (word is "mid" && DateExtractor.NamesDay(words, i + 1))
            return 2;
        if (word == "wd" || (word.StartsWith("wd", StringComparison.Ordinal) && word.Length is 3 or 4 && char.IsAsciiDigit(word[2])))
            return 1;
        if (!char.IsAsciiDigit(word[0]))
            return 0;
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (digits > 2 || !int.TryParse(word.AsSpan(0, digits), out var hour) || hour > 24)
            return 0;
        var unit = word[digits..];
        if (unit is "am" or "pm" || (unit == "h" && words.Lower(i - 1) is "by" or "before" or "until" or "at"))
            return 1;
        if (unit.Length > 0)
            return 0;
        if (words.Gap(i) is ":" or "." && words.Lower(i + 1) is { Length: 2 or 4 } minutes && minutes.AsSpan(0, 2).IndexOfAnyExceptInRange('0', '9') < 0 && (words.Gap(i) is ":" || minutes.EndsWith('m') || words.Lower(i - 1) is "by" or "before" or "until" or "at"))
            return words.Gap(i) is ":" && words.Gap(i + 1) is ":" ? 0 : 2;
        if (words.Adjoins(i) && words.Lower(i + 1) is "am" or "pm")
            return 2;
        return hour is >= 1 and <= 12 && words.Lower(i - 1) is "by" or "before" or "at" or "until" or "til" && words.Adjoins(i - 1)
            && (!words.Adjoins(i) || words.Lower(i + 1) is "pls" or "please" or "today" or "tomorrow" or "and" or "so" or "because" or "they" or "sharp" or "latest") && words.Gap(i).TrimStart() is not ['%', ..] and not ['/', ..] and not ['.', >= '0' and <= '9', ..] and not [',', >= '0' and <= '9', ..] ? 1 : 0;
    }

    /// <summary>«in six weeks», «within about ten days», «w/in 72h», «w/c 12th»</summary>
    private static int Within(Words words, int i)
    {
        if (words.Lower(i) == "w" && words.Lower(i + 1) == "c" && char.IsAsciiDigit(words.Lower(i + 2) is [var digit, ..] ? digit : ' '))
            return 3;
        var at = words.Lower(i) == "within" ? i + 1 : words.Lower(i) == "w" && words.Lower(i + 1) == "in" ? i + 2 : i;
        if (at == i)
            return 0;
        if (words.Lower(at) is "about" or "the" or "next" or "around")
            at++;
        if (words.Lower(at) is [>= '0' and <= '9', .., 'h' or 'd'])
            return at + 1 - i;
        return Quantities.DaysPer(words.Lower(at + 1)) is not null ? at + 2 - i : 0;
    }

    /// <summary>«before the Easter trip», «by the AGM», «before notice goes out»: a limit that is an event; counted from the word behind the preposition.</summary>
    private static int Event(Words words, int i, IReadOnlyList<DateMention> dates)
    {
        var preposition = words.Lower(i - 1);
        var opens = words.Lower(i).Split('\'')[0];
        if (preposition is not ("before" or "by" or "until" or "till" or "til") || !words.Adjoins(i - 1)
            || opens is "i" or "we" or "you" or "they" or "he" or "she" or "it" or "that" or "this" or "was" or "were" or "so" or "and" or "but" or "anything")
            return 0;
        var end = i + 1;
        while (end < words.Count && end - i < 7 && words.Adjoins(end - 1) && words.Lower(end) is not ("or" or "because" or "but" or "so" or "if" or "and" or "please" or "pls" or "when" or "after" or "which" or "they"))
            end++;
        for (var w = i; w < Math.Min(end, i + 5); w++)
        {
            if (Occasions.LengthAt(words, w) is not (var n and > 0) || (w > i && opens is not ("the" or "our" or "my" or "next" or "a") && preposition != "before"))
                continue;
            // «before the March release branch is cut»: a clause is the limit as a whole; «before the audit freeze of 30 November» has its day.
            if (preposition == "before" && Enumerable.Range(w, end - w).Any(x => words.Lower(x) is "is" or "goes" or "starts" or "opens" or "closes" or "locks"))
                return end - i;
            if (dates.FirstOrDefault(d => d.Span.Start >= words[w].End && d.Span.Start - words[end - 1].End <= 1 && d.Span.Start < words[Math.Min(words.Count - 1, w + 4)].End) is { } day)
                return words.FirstFrom(day.Span.End) - i;
            for (w += n; w < end && Occasions.LengthAt(words, w) is var also and > 0; w += also)
                ;
            return w - i + (words.Lower(w - 1) == "week" && char.IsAsciiDigit(words.Lower(w) is [var c, ..] ? c : ' ') ? 1 : 0);
        }
        return 0;
    }

    /// <summary>From the bare day to the phrase: the preposition and the event before it, the hour and the meeting behind it.</summary>
    private static TextSpan Widen(Words words, int from, int to)
    {
        var sentence = words.SentenceAt(words[from].Start);
        for (var more = true; more && to < words.Count && words[to].Start < sentence.End;)
        {
            var gap = words.Gap(to - 1);
            var n = !gap.IsWhiteSpace() ? 0
                : Hours.Contains(words.Lower(to)) ? 1
                : Events.LengthAt(words, to) is var e and > 0 ? e
                : Clock(words, to) is var c and > 0 ? c
                : words.Lower(to) is "before" or "on" or "at" or "by" && (Clock(words, to + 1) > 0 || (words.Lower(to) == "on" && DateExtractor.NamesDay(words, to + 1))) ? 1 + Math.Max(1, Clock(words, to + 1))
                : words.Lower(to) is "tomorrow" or "tmrw" or "today" or "tonight" || DateExtractor.NamesDay(words, to) ? 1 : 0;
            // «Thursday's exec meeting»
            if (n == 0 && words.Lower(to - 1).EndsWith("'s", StringComparison.Ordinal) && gap.IsWhiteSpace())
                n = Events.LengthAt(words, to) is var own and > 0 ? own : 1;
            to = Math.Min(words.Count, to + n);
            more = n > 0;
        }
        for (var back = true; back && from > 0 && words[from - 1].Start >= sentence.Start && (words.Adjoins(from - 1) || words.Gap(from - 1) is "-" or "/");)
        {
            var before = words.Lower(from - 1);
            back = before is "the" or "next" or "this" or "end" or "mid" or "early" or "late" or "day" or "after" or "w" or "c" or "of" or "about" && (before is not ("after" or "of" or "day") || words.Lower(from - 2) is "day" or "end" or "the" or "freeze");
            if (back)
                from--;
        }
        if (from > 0 && words[from - 1].Start >= sentence.Start && words.Adjoins(from - 1) && Prepositions.Contains(words.Lower(from - 1)))
            from--;
        // «before the nominations committee on the 17th»
        for (var i = from - 1; i >= 0 && from - i <= 7 && words[i].Start >= sentence.Start && words.Adjoins(i) && words.Lower(i) is not ("i" or "we" or "you"); i--)
        {
            if (words.Lower(i) == "before" && words.Lower(i + 1).Split('\'')[0] is not ("i" or "we" or "you" or "they" or "he" or "she" or "was" or "and"))
                return new TextSpan(words[i].Start, words[to - 1].End);
        }
        return new TextSpan(words[from].Start, words[to - 1].End);
    }

    private static double Score(Words words, TextSpan span)
    {
        var sentence = words.SentenceAt(span.Start);
        var (from, to) = words.Range(span);
        var (first, last) = words.Range(sentence);
        var score = 0.5;
        var own = words.Lower(from);
        if (own is "by" or "before" or "until" or "till" or "til" or "within" or "w" || Limits.In(words, Math.Max(first, from - 3), from).Any())
            score += 3;
        if (own is "today" or "tonight" or "tomorrow" || words.Text.AsSpan(span.Start, span.Length).Contains("tmrw", StringComparison.Ordinal))
            score += 0.5;
        if (Asks.In(words, first, last).Any())
            score += 1.5;
        else if (own is "on" or "at" && words.Lower(from - 1) is "is" or "are")
            score += 1;
        // Later in the text stands what is to come.
        score += 0.5 * span.Start / Math.Max(1, words.Text.Length);
        if (Vague.HasWord(words.Lower(to - 1)) && !char.IsAsciiDigit(words.Lower(to - 2) is [var digit, ..] ? digit : ' '))
            score -= 1 + (DateExtractor.NamesDay(words, to - 1) ? 1 : 0);
        if (words.Lower(to - 1) is "year" or "years" || words.Lower(to) is "is" or "evenings" or "mornings" or "nights" or "afternoons")
            score -= 3;
        if (Past.In(words, Math.Max(first, from - 6), from).Any() || (from == first && Past.In(words, to, Math.Min(last, to + 3)).Any()))
            score -= own is "by" or "before" or "until" or "till" or "til" or "within" ? 1.5 : words.Lower(from - 1) == "due" ? 6 : 3;
        // «the lease is 640 a month until March 2028»: how long something runs, not until when to act.
        if (own is "until" or "till" or "til" && Runs.In(words, first, from).Any())
            score -= 3;
        if (own is "after" or "since" || words.Lower(from - 1) is "after" or "since" or "last" or "every" or "each" or "for" && !Prepositions.Contains(own))
            score -= 4;
        return score;
    }
}
