namespace MindMatrix.Decisions;

/// <summary>How far two texts are apart in words (decision-science 4.4).</summary>
public static class TextSimilarity
{
    /// <summary>The words of a text: what stands between white space. Case and punctuation count, since people edit them too.</summary>
    public static string[] Words(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>1 − word edits / words of the longer text, 0 to 1; two empty texts are equal. Symmetric.</summary>
    public static double Of(string left, string right)
    {
        string[] l = Words(left), r = Words(right);
        var longer = Math.Max(l.Length, r.Length);
        return longer == 0 ? 1 : 1 - (double)Distance<string>(l, r) / longer;
    }

    /// <summary>The least number of insertions, deletions and replacements that turn one sequence into the other (Levenshtein 1966).</summary>
    public static int Distance<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right) where T : IEquatable<T>
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j < row.Length; j++) row[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.Length; j++)
            {
                var replaced = diagonal + (left[i - 1].Equals(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
