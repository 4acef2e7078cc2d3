using MindMatrix.Language;

namespace MindMatrix.Offline.Learned;

/// <summary>
/// The form of a text in numbers of about 0 to 2 each: what it commands, asks, weighs and settles, and how it is built.
/// What a thought is shows more in how it is written than in what it is about.
/// </summary>
internal static class Form
{
    private static readonly System.Buffers.SearchValues<char> ClauseMarks = System.Buffers.SearchValues.Create(",.;:!\n(-–—•]");
    private static readonly int Commands = Lexicon.Forms.Names.Count - 1;

    /// <param name="stems">The words of the text as <see cref="Lexicon.Stems"/> gives them; may be fewer than the text has.</param>
    /// <param name="titleEnd">How many of them the first line has.</param>
    public static IEnumerable<(string Name, double Value)> Of(Words words, string[] stems, int titleEnd)
    {
        var (heading, last) = (words.Sentences[0], words.Sentences[^1]);
        var title = words.Text[heading.Start..heading.End];
        var text = words.Text;
        var whole = Lexicon.Forms.Count(stems, 0, stems.Length);
        var first = Lexicon.Forms.Count(stems, 0, titleEnd);
        for (var l = 0; l < Commands; l++)
        {
            yield return (Lexicon.Forms.Names[l], Math.Min(4, whole[l]) / 2);
            yield return ($"{Lexicon.Forms.Names[l]}, per length", Math.Min(2, 12 * whole[l] / (stems.Length + 12)));
            yield return ($"{Lexicon.Forms.Names[l]}, in the first line", Math.Min(2, first[l]));
        }
        var self = Count(stems, 0, stems.Length, "i", "i'm", "i'd", "i've", "i'll", "we", "we're", "we'd", "we've", "we'll", "my", "our", "me", "us", "mine", "ours");
        var commands = CommandClauses(words, stems);
        yield return ("first line commands", FirstCommand(words, heading) is null ? 0 : 1);
        yield return ("second line commands", words.Sentences.Count > 1 && FirstCommand(words, words.Sentences[1]) is not null ? 1 : 0);
        yield return ("commands", Math.Min(4, commands) / 2.0);
        yield return ("commands, per length", Math.Min(2, 15.0 * commands / (stems.Length + 10)));
        var or = Count(stems, 0, stems.Length, "or", "vs", "versus");
        yield return ("says or", Math.Min(3, or) / 2.0);
        var orInTitle = Count(stems, 0, titleEnd, "or", "vs", "versus", "between", "whether");
        yield return ("or in the first line", Math.Min(1, orInTitle));
        var asks = title.EndsWith('?');
        yield return ("first line asks", asks ? 1 : 0);
        yield return ("first line asks for a thing to be done", asks && Requests(words) ? 1 : 0);
        yield return ("first line asks openly", asks && !Requests(words) ? 1 : 0);
        // «Should you buy or rent?», «How founders decide»: an article, not a question of the writer's own.
        yield return ("first line asks people at large", words.Lower(0) is "should" && words.Lower(1) is not ("i" or "we" or "it" or "he" or "she" or "they" or "be") && self == 0 || words.Lower(0) is "how" or "why" or "when" or "what" && !asks ? 1 : 0);
        yield return ("last line asks", last != heading && text[last.End - 1] == '?' ? 1 : 0);
        yield return ("asks at all", text.Contains('?', StringComparison.Ordinal) ? 0.7 : 0);
        yield return ("is one line with or", words.Sentences.Count == 1 && orInTitle > 0 ? 1 : 0);
        yield return ("is one line", words.Sentences.Count == 1 ? 0.7 : 0);
        yield return ("is one line that commands", words.Sentences.Count == 1 && FirstCommand(words, heading) is not null ? 1 : 0);
        yield return ("is one line that neither commands nor asks nor has an or", words.Sentences.Count == 1 && orInTitle == 0 && !asks && FirstCommand(words, heading) is null ? 1 : 0);
        yield return ("nobody speaks of themselves", self == 0 ? 1 : 0);
        yield return ("speaks of oneself", Math.Min(6, self) / 3.0);
        yield return ("speaks of oneself, per length", Math.Min(2, 10.0 * self / (stems.Length + 10)));
        var others = Count(stems, 0, stems.Length, "you", "your", "you're");
        yield return ("speaks to somebody", Math.Min(4, others) / 2.0);
        var contrasts = Count(stems, 0, stems.Length, "but", "though", "tho", "although", "however", "or", "if", "yet", "unles");
        yield return ("contrasts", Math.Min(4, contrasts) / 2.0);
        yield return ("contrasts, per length", Math.Min(2, 15.0 * contrasts / (stems.Length + 15)));
        yield return ("conditional", Math.Min(3, Count(stems, 0, stems.Length, "would", "could", "might", "i'd", "we'd", "he'd", "she'd", "they'd", "it'd")) / 1.5);
        yield return ("told in the past", Math.Min(2, 12.0 * Past(words, stems.Length) / (stems.Length + 12)));
        yield return ("defines", title.Contains('=', StringComparison.Ordinal) || text.Contains(" = ", StringComparison.Ordinal) ? 1 : 0);
        yield return ("first line has a colon", title.Contains(": ", StringComparison.Ordinal) ? 0.7 : 0);
        yield return ("first line has a comma", title.Contains(',', StringComparison.Ordinal) ? 0.5 : 0);
        yield return ("figures, per length", Math.Min(2, 6.0 * Count(stems, 0, stems.Length, "#", "#x") / (stems.Length + 6)));
        yield return ("money", Math.Min(3, Money(text)) / 1.5);
        yield return ("shares", text.Contains('%', StringComparison.Ordinal) ? 0.7 : 0);
        yield return ("a time of day", HasClock(words) ? 0.8 : 0);
        yield return ("boxes to tick", text.Contains("[ ]", StringComparison.Ordinal) ? 1 : 0);
        yield return ("a list", text.Contains("\n- ", StringComparison.Ordinal) || text.Contains("\n1", StringComparison.Ordinal) ? 0.7 : 0);
        yield return ("a forwarded message", text.Contains("---", StringComparison.Ordinal) || title.StartsWith("Fw", StringComparison.OrdinalIgnoreCase) ? 0.7 : 0);
        yield return ("a slash command", text.StartsWith('/') ? 1 : 0);
        yield return ("short", stems.Length < 12 ? 0.8 : 0);
        yield return ("middling", stems.Length is >= 12 and < 30 ? 0.6 : 0);
        yield return ("long", stems.Length >= 70 ? 0.6 : 0);
        yield return ("length", Math.Log(stems.Length) / 3);
        yield return ("a first line of one or two words", titleEnd <= 2 ? 0.7 : 0);
    }

    /// <summary>The verb with which a sentence says what to do; null when it opens otherwise.</summary>
    public static string? FirstCommand(Words words, TextSpan sentence)
    {
        var (from, to) = words.Range(sentence);
        while (from < to && words.Lower(from) is "task" or "bug" or "alert" or "please" or "pls" or "re" or "fwd" or "fw" or "todo" or "urgent" or "just" or "and" or "also" or "then" or "ok" or "okay" or "so" or "reminder")
            from++;
        if (from >= to)
            return null;
        var next = Lexicon.Forms.LengthAt(Commands, [.. Enumerable.Range(from, Math.Min(3, to - from)).Select(i => Command(words.Lower(i)))], 0);
        // «Market stall or internet shop», «Price change goes live»: a noun, not a command; a verb is followed by its object.
        return next > 0 && words.Lower(from + next) is not ("or" or "vs" or "versus" or "is" or "was" or "are" or "has" or "deal" or "s" or "went" or "goes") && words.Gap(from + next - 1).IndexOfAny(":=,") < 0 && !words.Text.AsSpan(sentence.Start, sentence.Length).EndsWith("?")
            ? words.Text[words[from].Start..words[from + next - 1].End]
            : null;
    }

    // «Notes», «listed», «booking» are no commands, though their stems are.
    private static string Command(string word) => Lexicon.Stem(word) is var stem && stem.Length < word.Length && word[^1] is 's' or 'g' or 'd' ? word + "." : stem;

    /// <summary>How many clauses behind the first open with a command: «…, tell work», «- Ruth: fix the printer».</summary>
    private static int CommandClauses(Words words, string[] stems)
    {
        var count = 0;
        for (var i = 1; i + 1 < stems.Length; i++)
        {
            var opens = words.Gap(i - 1).IndexOfAny(ClauseMarks) >= 0 || words.Lower(i - 1) is "please" or "pls" or "just" or "then";
            if (!opens || Command(words.Lower(i)) != stems[i])
                continue;
            var n = Lexicon.Forms.LengthAt(Commands, stems, i);
            // A verb has its object behind it, and no subject before: «…, order 4471» and «…, plan B» are nouns.
            if (n > 0 && i + n < stems.Length && words.Adjoins(i + n - 1) && stems[i + n][0] != '#' && words.Lower(i + n) is not ("is" or "was" or "are" or "or" or "and" or "of" or "has" or "will" or "from"))
                count++;
        }
        return count;
    }

    private static bool Requests(Words words) =>
        words.Lower(0) is "can" or "could" or "would" or "will" && words.Lower(1) is "you" or "someone" or "somebody" or "anyone" or "we" or "i" || words.Lower(0) is "please" or "pls" or "who" or "anyone";

    private static int Count(string[] stems, int from, int to, params ReadOnlySpan<string> which)
    {
        var count = 0;
        for (var i = from; i < to; i++)
            count += which.Contains(stems[i]) ? 1 : 0;
        return count;
    }

    private static int Past(Words words, int to)
    {
        var count = 0;
        for (var i = 0; i < to; i++)
            count += words.Lower(i) is "was" or "were" or "had" or "did" or "said" or "went" or "came" or "got" or "made" or "took" or "told" or "gave" or "left" or [_, _, _, .., 'e', 'd'] ? 1 : 0;
        return count;
    }

    private static int Money(string text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            // «€», «12k», and four digits or more with or without their comma.
            if (text[i] is '€' or '$' or '£' || (text[i] is 'k' or 'K' && i > 0 && char.IsAsciiDigit(text[i - 1])) || (text[i] == ',' && i > 0 && i + 3 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]) && char.IsAsciiDigit(text[i + 3])))
                count++;
        }
        return count;
    }

    private static bool HasClock(Words words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words.Lower(i) is "noon" or "midnight" || (words.Lower(i) is [>= '0' and <= '9', .., 'm'] and ([.., 'a', 'm'] or [.., 'p', 'm'])) || (i + 1 < words.Count && words.Gap(i) is ":" && words[i].Span.Length <= 2 && words[i + 1].Span.Length == 2 && char.IsAsciiDigit(words.Lower(i)[0])))
                return true;
        }
        return false;
    }
}
