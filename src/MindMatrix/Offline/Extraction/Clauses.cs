using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>The parts of a sentence that can be quoted by themselves.</summary>
internal static class Clauses
{
    /// <summary>Sentences cut at commas, semicolons, dashes and «but».</summary>
    public static IEnumerable<TextSpan> Of(Words words)
    {
        foreach (var sentence in words.Sentences)
        {
            var start = sentence.Start;
            var (from, to) = words.Range(sentence);
            for (var i = from; i < to; i++)
            {
                var gap = i + 1 < to ? words.Gap(i) : "";
                var cut = gap.IndexOfAny(";:(") >= 0 || gap.Contains('—') || gap.Contains('–') || gap is ", " || gap.IndexOf(" - ", StringComparison.Ordinal) >= 0 || (i + 1 < to && words.Lower(i + 1) is "but" or "although");
                if (!cut && i + 1 < to)
                    continue;
                var end = i + 1 < to ? words[i].End : sentence.End;
                if (words.Trim(new TextSpan(start, end)) is { Length: > 0 } clause && words.Range(clause) is var (a, b) && b > a)
                    yield return clause;
                start = i + 1 < to ? words[i + 1].Start : end;
            }
        }
    }
}
