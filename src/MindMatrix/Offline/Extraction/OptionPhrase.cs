using System.Globalization;
using System.Text;
using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>A way that the text names.</summary>
/// <param name="Own">The text's own words for it, exactly the words under <paramref name="Span"/>.</param>
/// <param name="Title">To be read by itself: «Hire an agency» for the second half of «hire an engineer or an agency».</param>
/// <param name="KeepsThings">It is the status quo in other words: «stay put», «do nothing».</param>
internal sealed record OptionMention(string Own, string Title, bool KeepsThings, TextSpan Span);

/// <summary>From a stretch between two «or»s to an option: trims what is not part of it and gives it a slug.</summary>
internal static class OptionPhrase
{
    private const int MostWords = 16;
    private const int LongName = 8;

    // Where a long name may be cut without losing what it names.
    private static readonly PhraseSet Joints = new("at, for, with, from, until, till, behind, like, so, then, and, because, on, before, after, while, when, if, via, including");

    // What may stand before an option without being part of it.
    private static readonly PhraseSet Lead = new("""
        should we, should i, should they, shall we, shall i, do we, do i, we can, i can, we could, i could, could, can, i either, we either, we should, i should, either, whether to, whether, if we, if i,
        i have to, we have to, we need to, we need to decide between, i need to, have to, need to, want to, we may, we might, i might, might, decide between, decide whether to, decide, deciding between,
        choose between, choosing between, choose, pick, between, torn between, options are, the options are, options, choices are, the choice is, the question is, question, to, so, and, but, then, just,
        maybe, perhaps, also, or, not sure whether to, not sure, wondering, wondering whether to, thinking about, thinking of, tempted to, i am, am i, we, i, it is, it's, is it, would it be better to,
        better to, is it better to, what about, how about, let's, please, there's, is, are, the thing is, with a view, then either, me, us, okay, um, uh, well, go for, go with, simply, rather
        """);

    private static readonly PhraseSet Tail = new("instead, then, now what, though, tho, or, and, but, please, pls, first, somehow, too, as well, right, if, which, lol, hm, i guess, maybe");

    private static readonly PhraseSet Keeping = new("""
        stay, staying, stay put, do nothing, doing nothing, nothing, leave it, leave things, leave as is, leave it as it is, leave everything, carry on, carrying on, wait, status quo, no change, remain,
        remaining, keep as is, keep it as it is, keep things, keep going, keep the status quo, as is, don't, do not, not, neither, stick with, sticking with, stop there, decline, hold off, skip it
        """);

    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "to", "of", "for", "at", "in", "on", "and", "or", "it", "our", "my", "your", "their", "his", "her", "we", "i", "us", "with", "by", "per", "is", "be", "as", "that", "this", "from", "about", "some",
    };

    // Verbs that a second half may leave out: «hire a senior engineer or an agency».
    private static readonly PhraseSet SharedVerbs = new("hire, buy, rent, lease, choose, take, get, build, use, join, sign, open, launch, sell, accept, move to, invest in, appoint, engage, outsource to, subscribe to, adopt, study, start, fund, book, switch to, replace");

    private static readonly HashSet<string> Articles = new(StringComparer.Ordinal) { "a", "an", "the", "another", "one", "our", "my" };

    private static readonly PhraseSet Pointers = new("the other way, other way, the other way round, the opposite, swap it, switch it, do it, do that, this, that, a middle way, middle way, something else, something in between, something in the middle, a bit of both, both, it");

    /// <summary>The words only point at a way that the next ones name: «swap it», «the other way».</summary>
    public static bool Points(Words words, TextSpan span)
    {
        var (from, to) = words.Range(words.Trim(span));
        return to > from && Pointers.LengthAt(words, from) == to - from;
    }

    public static OptionMention? Read(Words words, TextSpan span, OptionMention? before = null)
    {
        var (from, to) = words.Range(words.Trim(span));
        for (var n = 1; n > 0 && from < to;)
        {
            n = Lead.LengthAt(words, from);
            if (from + n >= to)
                break;
            from += n;
        }
        // «a full recall of the batch (~€210k)»: what stands in brackets describes the option, it does not name it.
        for (var i = from + 1; i < to; i++)
        {
            if (words.Gap(i - 1).Contains('('))
                to = i;
        }
        to = Short(words, from, to);
        while (to - 1 > from && Tail.HasWord(words.Lower(to - 1)))
            to--;
        if (to <= from)
            return null;
        var own = new TextSpan(words[from].Start, words[to - 1].End);
        // A closing bracket or per cent sign belongs to the words before it.
        if (own.End < words.Text.Length && words.Text[own.End] is '%' or '€' && own.End < span.End)
            own = new TextSpan(own.Start, own.End + 1);
        var text = OneLine(own.In(words.Text));
        if (text.Length is < 2 or > 160 || !(text.Any(char.IsLetter) || text.Contains('/')))
            return null;
        var keeps = Keeping.LengthAt(words, from) > 0 || (words.Lower(from) == "keep" && words.Lower(from + 1).EndsWith("ing", StringComparison.Ordinal));
        return new OptionMention(text, Title(words, from, text, before, own), keeps, own);
    }

    /// <summary>
    /// Where the name of the way ends: before an amount that only follows it («payment plan 200 extra»), and after at most eight words
    /// where a joint allows it («let the block to the solar people | at 950 an acre …»).
    /// </summary>
    private static int Short(Words words, int from, int to)
    {
        for (var i = from + 2; i < to; i++)
        {
            if (char.IsAsciiDigit(words.Lower(i)[0]) && (words.Lower(i).Length >= 3 || words.Gap(i) is ",") && words.Gap(i - 1) is " " && !Small.Contains(words.Lower(i - 1)) && words.Lower(i - 1) is not ("over" or "under" or "than" or "just" or "only" or "pay" or "flat" or "around" or "another" or "those" or "these" or "all"))
                to = i;
        }
        if (to - from <= LongName)
            return to;
        for (var i = from + LongName; i > from + 2; i--)
        {
            if (Joints.HasWord(words.Lower(i)))
                return i;
        }
        return Math.Min(to, from + MostWords);
    }

    private static string Title(Words words, int from, string text, OptionMention? before, TextSpan own)
    {
        if (before is not null && Articles.Contains(words.Lower(from)))
        {
            var first = words.FirstFrom(before.Span.Start);
            var n = SharedVerbs.LengthAt(words, first);
            if (n > 0 && own.Start >= before.Span.End)
                text = words.Text[words[first].Start..words[first + n - 1].End] + " " + text;
        }
        return Clip(Capital(text), 120);
    }

    /// <summary>At most five telling words in lower case, joined by hyphens; never empty.</summary>
    public static string Slug(string own)
    {
        var plain = new StringBuilder(own.Length);
        foreach (var c in own.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                plain.Append(char.ToLowerInvariant(c));
            else if (c is not ('\'' or '’') && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(' ');
        }
        var all = plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = all.Where(w => !Small.Contains(w) && !char.IsAsciiDigit(w[0])).ToArray();
        var slug = new StringBuilder();
        foreach (var word in (telling.Length > 0 ? telling : all).Take(4))
        {
            if (slug.Length + 1 + word.Length > 40)
                break;
            slug.Append(slug.Length > 0 ? "-" : "").Append(word);
        }
        return slug.Length > 0 ? slug.ToString() : "option";
    }

    public static string Capital(string text) =>
        text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>At most <paramref name="most"/> characters, cut between words where it can be and never inside a surrogate pair.</summary>
    public static string Clip(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var cut = most - 1;
        var blank = text.LastIndexOf(' ', cut);
        if (blank > most / 2)
            cut = blank;
        if (char.IsHighSurrogate(text[cut - 1]))
            cut--;
        return text[..cut].TrimEnd(' ', ',', ';', ':') + "…";
    }
}
