using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>A day as the text names it.</summary>
/// <param name="Day">The day, when the words fix one; null for «next Friday», «before the AGM», «03/04».</param>
/// <param name="Deadline">The words say that something must be done by then.</param>
internal sealed record DateMention(DateOnly? Day, bool Deadline, TextSpan Span);

/// <summary>Reads days: ISO, «1 June», «3.6.2026», «Friday», «tomorrow», «in two weeks», «end of the month», «the 17th».</summary>
internal static class DateExtractor
{
    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly Dictionary<string, DayOfWeek> Weekdays = new(StringComparer.Ordinal)
    {
        ["monday"] = DayOfWeek.Monday,
        ["mon"] = DayOfWeek.Monday,
        ["tuesday"] = DayOfWeek.Tuesday,
        ["tue"] = DayOfWeek.Tuesday,
        ["tues"] = DayOfWeek.Tuesday,
        ["wednesday"] = DayOfWeek.Wednesday,
        ["weds"] = DayOfWeek.Wednesday,
        ["wed"] = DayOfWeek.Wednesday,
        ["thursday"] = DayOfWeek.Thursday,
        ["thu"] = DayOfWeek.Thursday,
        ["thur"] = DayOfWeek.Thursday,
        ["thurs"] = DayOfWeek.Thursday,
        ["friday"] = DayOfWeek.Friday,
        ["fri"] = DayOfWeek.Friday,
        ["saturday"] = DayOfWeek.Saturday,
        ["sunday"] = DayOfWeek.Sunday,
        // «sat» and «sun» are also words; they count only behind a word such as «by» (see Weekday).
        ["sat"] = DayOfWeek.Saturday,
        ["sun"] = DayOfWeek.Sunday,
    };

    private static readonly PhraseSet DeadlineCues = new("by, before, until, till, til, due, deadline, expires, expire, closes, close, cutoff, latest, ends, within, reply, respond, answer, decide, decision, needed, needs, vote, submit, shuts, lapse");

    private static readonly PhraseSet Prepositions = new("by, before, until, till, til, on, due, from, for, at, in, within, since, after, every, this, deadline");

    public static List<DateMention> Read(Words words, DateOnly today)
    {
        var found = new List<DateMention>();
        for (var i = 0; i < words.Count;)
        {
            var (day, used) = At(words, i, today);
            if (used == 0)
            {
                i++;
                continue;
            }
            var deadline = false;
            for (var back = i - 1; back >= Math.Max(0, i - 4) && !deadline; back--)
                deadline = words.Gap(back).IndexOfAny(".!?\n") < 0 && DeadlineCues.HasWord(words.Lower(back));
            found.Add(new DateMention(day, deadline, new TextSpan(words[i].Start, words[i + used - 1].End)));
            i += used;
        }
        return found;
    }

    public static bool IsWeekday(string lower) => Weekdays.ContainsKey(lower);

    /// <summary>Word <paramref name="i"/> is a weekday, a month, or a number that a month goes with.</summary>
    public static bool NamesDay(Words words, int i) =>
        Weekdays.ContainsKey(words.Lower(i)) || Month(words, i) is not null || (words.Lower(i) is [>= '0' and <= '9', ..] && (Month(words, i + 1) is not null || words.Lower(i).EndsWith("th", StringComparison.Ordinal)));

    private static (DateOnly? Day, int Words) At(Words words, int i, DateOnly today)
    {
        var word = words.Lower(i);
        if (word is "today" or "tonight" or "eod" or "cob")
            return (today, 1);
        if (word is "tomorrow" or "tmrw" or "tmr" or "tmw")
            return (Add(today, 1), 1);
        if (char.IsAsciiDigit(word[0]))
            return Numeric(words, i, today);
        if (Month(words, i) is { } month)
            return MonthFirst(words, i, month, today);
        if (Weekdays.TryGetValue(word, out var weekday))
            return Weekday(words, i, word, weekday, today);
        return Phrase(words, i, word, today);
    }

    private static (DateOnly?, int) Weekday(Words words, int i, string word, DayOfWeek weekday, DateOnly today)
    {
        if (word is "sat" or "sun" && !Prepositions.HasWord(words.Lower(i - 1)) && Lower(words, i + 1) is not ("morning" or "afternoon" or "evening" or "noon" or "midnight"))
            return (null, 0);
        // People mean different days by «next Friday»; it is kept as a phrase only.
        if (words.Lower(i - 1) is "next" or "last" or "every" or "each" && words.Adjoins(i - 1))
            return (null, 1);
        var ahead = ((int)weekday - (int)today.DayOfWeek + 7) % 7;
        return (Add(today, ahead == 0 ? 7 : ahead), 1);
    }

    private static (DateOnly?, int) Numeric(Words words, int i, DateOnly today)
    {
        var (first, suffix) = Leading(words.Lower(i));
        var (second, secondSuffix) = Leading(Lower(words, i + 1));
        var (third, _) = Leading(Lower(words, i + 2));
        if (first >= 1900 && suffix.Length == 0 && words.Gap(i) is "-" or "/" && words.Gap(i + 1).SequenceEqual(words.Gap(i)) && second is >= 1 and <= 12 && third is >= 1 and <= 31)
            return (Make(first, second, third), 3);
        if (suffix.Length == 0 && secondSuffix.Length == 0 && first is >= 1 and <= 31 && second is >= 1 and <= 31 && words.Gap(i) is "." or "/" && third is >= 2000 and < 2100 or >= 24 and <= 60
            && words.Gap(i + 1).SequenceEqual(words.Gap(i)))
            return (DayMonth(words.Gap(i)[0], first, second, third < 100 ? 2000 + third : third), 3);
        if (suffix.Length == 0 && secondSuffix.Length == 0 && first is >= 1 and <= 31 && second is >= 1 and <= 12 && words.Gap(i) is "/" && (Prepositions.HasWord(words.Lower(i - 1)) || DeadlineCues.HasWord(words.Lower(i - 1))))
            return (first > 12 ? Coming(second, first, today) : null, 2);
        if (first is >= 1 and <= 31 && suffix is "" or "st" or "nd" or "rd" or "th")
        {
            var at = words.Lower(i + 1) == "of" ? i + 2 : i + 1;
            if ((words.Adjoins(i) || words.Gap(i) is "-" or ". ") && Month(words, at) is { } month)
            {
                var (year, _) = Leading(Lower(words, at + 1));
                return year is >= 1900 and < 2200 && words.Adjoins(at) ? (Make(year, month, first), at - i + 2) : (Coming(month, first, today), at - i + 1);
            }
            if (suffix.Length > 0 && words.Lower(i - 1) is "the" or "by" or "on" or "before" or "until")
            {
                var day = Make(today.Year, today.Month, first);
                if (day is null || day <= today)
                    day = Make(today.Month == 12 ? today.Year + 1 : today.Year, (today.Month % 12) + 1, first);
                return (day, 1);
            }
        }
        return (null, 0);
    }

    private static (DateOnly?, int) MonthFirst(Words words, int i, int month, DateOnly today)
    {
        var (number, suffix) = Leading(Lower(words, i + 1));
        if (number is >= 1 and <= 31 && suffix is "" or "st" or "nd" or "rd" or "th" && words.Adjoins(i))
        {
            var (year, _) = Leading(Lower(words, i + 2));
            return year is >= 1900 and < 2200 ? (Make(year, month, number), 3) : (Coming(month, number, today), 2);
        }
        if (number is >= 1900 and < 2200 && words.Adjoins(i))
            return (null, 2);
        // A month alone: «by June», «mid-October»; «may» and «march» are also verbs.
        var full = words.Lower(i).Length > 3 && words.Lower(i) is not ("march" or "may");
        return Prepositions.HasWord(words.Lower(i - 1)) || words.Lower(i - 1) is "mid" or "early" or "late" ? (null, full || char.IsUpper(words.Text[words[i].Start]) ? 1 : 0) : (null, 0);
    }

    private static (DateOnly?, int) Phrase(Words words, int i, string word, DateOnly today)
    {
        if (word is "end" && words.Lower(i + 1) == "of")
        {
            var at = words.Lower(i + 2) is "the" or "this" or "next" ? i + 3 : i + 2;
            DateOnly? day = words.Lower(i + 2) == "next" ? null : words.Lower(at) switch
            {
                "month" => Make(today.Year, today.Month, DateTime.DaysInMonth(today.Year, today.Month)),
                "year" => Make(today.Year, 12, 31),
                "week" => Add(today, ((int)DayOfWeek.Friday - (int)today.DayOfWeek + 7) % 7),
                "day" => today,
                _ => null,
            };
            return Month(words, at) is not null || words.Lower(at) is "month" or "year" or "week" or "day" or "quarter" or "term" ? (day, at - i + 1) : (null, 0);
        }
        if (word == "day" && words.Lower(i + 1) == "after" && words.Lower(i + 2) == "tomorrow")
            return (Add(today, 2), 3);
        if (word is "next" or "this" && words.Lower(i + 1) is "week" or "month" or "quarter" or "year" or "weekend" or "spring" or "summer" or "autumn" or "winter" or "fall")
            return (null, 2);
        if (word is "in" or "within")
        {
            var number = words.Lower(i + 1) switch { "a" or "an" or "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, "eight" => 8, "nine" => 9, "ten" => 10, _ => Leading(Lower(words, i + 1)).Number };
            if (number is > 0 and < 1000 && Quantities.DaysPer(words.Lower(i + 2)) is { } days && days >= 1.0 / 24 && words.Adjoins(i + 1))
                return (Add(today, (int)Math.Ceiling(number * days)), 3);
        }
        return (null, 0);
    }

    private static DateOnly? DayMonth(char separator, int first, int second, int year) =>
        separator == '.' || first > 12 ? Make(year, second, first) : second > 12 ? Make(year, first, second) : null;

    /// <summary>The next such day from <paramref name="today"/> on.</summary>
    private static DateOnly? Coming(int month, int day, DateOnly today) =>
        Make(today.Year, month, day) is { } thisYear && thisYear >= today ? thisYear : Make(today.Year + 1, month, day);

    private static DateOnly? Make(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static DateOnly? Add(DateOnly today, int days) => DateOnly.MaxValue.DayNumber - today.DayNumber >= days ? today.AddDays(days) : null;

    private static int? Month(Words words, int i)
    {
        var word = words.Lower(i);
        if (word.Length < 3 || word.Length > 9)
            return null;
        for (var month = 0; month < 12; month++)
        {
            if (word == Months[month] || (word.Length == 3 && Months[month].StartsWith(word, StringComparison.Ordinal)) || (month == 8 && word == "sept"))
                return month + 1;
        }
        return null;
    }

    private static string Lower(Words words, int i) => words.Lower(i);

    private static (int Number, string Suffix) Leading(string word)
    {
        var n = 0;
        while (n < word.Length && char.IsAsciiDigit(word[n]))
            n++;
        return n is > 0 and <= 4 ? (int.Parse(word.AsSpan(0, n), System.Globalization.CultureInfo.InvariantCulture), word[n..]) : (0, word);
    }
}
