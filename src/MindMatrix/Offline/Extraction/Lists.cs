using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>Options given as a list: «(a) …», «1. …», «- …», «Option A: …», «Scenario 2: …».</summary>
internal static class Lists
{
    private static readonly PhraseSet ChoiceWords = new("options, option, choices, choice, alternatives, scenario, scenarios, either, choose, ways, decide, recommendation, versus, vs, which, proposals, which one");

    private static readonly HashSet<string> Labels = new(StringComparer.Ordinal) { "option", "scenario", "choice", "plan", "alternative", "variant", "route", "way" };

    public static List<OptionMention> Read(Words words)
    {
        var labelled = new List<OptionMention>();
        var bullets = new List<OptionMention>();
        var next = '1';
        for (var s = 0; s < words.Sentences.Count; s++)
        {
            var sentence = words.Sentences[s];
            // «1. Close the shop»: the number and its point stand as a sentence of their own.
            var numbered = sentence.Length == 2 && words.Text[sentence.Start] == next && words.Text[sentence.End - 1] == '.' && s + 1 < words.Sentences.Count;
            if (numbered)
                (sentence, next) = (words.Sentences[++s], (char)(next + 1));
            if ((numbered ? (sentence.Start, false) : Marker(words, sentence)) is not var (start, label) || start >= sentence.End)
                continue;
            // An item's first clause names the way; what follows describes it.
            while (start < sentence.End && !char.IsLetterOrDigit(words.Text[start]))
                start++;
            var end = start;
            while (end < sentence.End && !(words.Text[end] is '.' or ';' or ':' or '(' or ',' && (end + 1 >= sentence.End || !char.IsAsciiDigit(words.Text[end + 1]))))
                end++;
            if (OptionPhrase.Read(words, new TextSpan(start, end)) is { } option && bullets.Concat(labelled).All(o => o.Own != option.Own))
                (label ? labelled : bullets).Add(option);
        }
        if (labelled.Count >= 2)
            return labelled;
        return bullets.Count is >= 2 and <= 5 && ChoiceWords.IsIn(words) ? bullets : [];
    }

    /// <summary>Where the item behind the marker starts, and whether the marker itself says that it is an option.</summary>
    private static (int Start, bool Label)? Marker(Words words, TextSpan line)
    {
        var text = words.Text;
        if (line.Length > 3 && text[line.Start] == '(' && char.IsLetterOrDigit(text[line.Start + 1]) && text[line.Start + 2] == ')')
            return (line.Start + 3, true);
        if (line.Length > 2 && text[line.Start] is '-' or '*' or '•' or '–' && char.IsWhiteSpace(text[line.Start + 1]))
            return text.AsSpan(line.Start + 1, line.Length - 1).TrimStart() is ['[', ..] ? null : (line.Start + 1, false);
        var first = words.FirstFrom(line.Start);
        if (first < words.Count && Labels.Contains(words.Lower(first)) && words.Lower(first + 1).Length <= 2 && words.Gap(first + 1).TrimStart() is [':' or ')' or '.' or '-' or '–', ..])
            return (words[first + 1].End, true);
        if (line.Length > 2 && char.IsAsciiLetterOrDigit(text[line.Start]) && text[line.Start + 1] is ')' && char.IsWhiteSpace(text[line.Start + 2]))
            return (line.Start + 2, false);
        return null;
    }
}
