using System.Text;
using System.Text.RegularExpressions;

namespace MindMatrix.Models;

/// <summary>
/// Marks material in a prompt: every gap between its words is one private character, which only the material has. What is marked is to
/// be judged, never obeyed; plain delimiters are the weaker form, because material can hold them too (decision-science 5.3).
/// </summary>
internal static partial class Datamark
{
    private const int First = 0xE000;
    private const int Count = 0xF8FF - First + 1;

    /// <summary>The mark of an item: alike in its calls, so that they share the provider's cache, and not to be known by whoever wrote the text.</summary>
    public static char MarkOf(Guid itemId) => (char)(First + BitConverter.ToUInt32(System.Security.Cryptography.SHA256.HashData(itemId.ToByteArray()), 0) % Count);

    /// <summary>The text with each run of white space made one <paramref name="mark"/>; marks it held already are taken out first.</summary>
    public static string Apply(string text, char mark) => Gap().Replace(text.Replace(mark.ToString(), "", StringComparison.Ordinal).Trim(), mark.ToString());

    /// <summary>The words of <paramref name="text"/> that <paramref name="quote"/> repeats, whatever stands between them; null when they are not there.</summary>
    public static string? Find(string text, string? quote)
    {
        if (quote is null)
            return null;
        var words = Separators().Split(quote).Where(w => w.Length > 0).ToList();
        if (words.Count == 0)
            return null;
        if (words.Count == 1)
            return text.Contains(words[0], StringComparison.Ordinal) ? words[0] : null;
        // By hand, because a pattern of a long quote is slow to build and the words are known.
        for (var at = text.IndexOf(words[0], StringComparison.Ordinal); at >= 0; at = text.IndexOf(words[0], at + 1, StringComparison.Ordinal))
        {
            var end = at + words[0].Length;
            var next = 1;
            while (next < words.Count)
            {
                var gap = end;
                while (gap < text.Length && char.IsWhiteSpace(text[gap]))
                    gap++;
                if (gap == end || string.CompareOrdinal(text, gap, words[next], 0, words[next].Length) != 0)
                    break;
                end = gap + words[next].Length;
                next++;
            }
            if (next == words.Count)
                return text[at..end];
        }
        return null;
    }

    /// <summary>The text with private characters made spaces, as a reader wants it.</summary>
    public static string Unmark(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange((char)First, (char)(First + Count - 1)))
            return text;
        var plain = new StringBuilder(text);
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] >= First && plain[i] < First + Count)
                plain[i] = ' ';
        }
        return plain.ToString();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gap();

    [GeneratedRegex(@"[\s\uE000-\uF8FF]+")]
    private static partial Regex Separators();
}
