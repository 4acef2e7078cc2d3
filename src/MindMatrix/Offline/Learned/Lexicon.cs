using System.Reflection;
using MindMatrix.Language;

namespace MindMatrix.Offline.Learned;

/// <summary>
/// Lists of words by subject, hand-written, under <c>Lexicons/</c>: «# Name» opens a list, its entries stand between commas.
/// Plurals and tenses of an entry match too.
/// </summary>
internal sealed class Lexicon
{
    private const int LongestEntry = 3;

    private readonly Dictionary<string, int[]> _lists;

    private Lexicon(IReadOnlyList<string> names, Dictionary<string, int[]> lists) => (Names, _lists) = (names, lists);

    public static Lexicon Areas { get; } = Load("area");

    public static Lexicon Advisers { get; } = Load("adviser");

    public static Lexicon Forms { get; } = Load("form");

    /// <summary>The names of the lists, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>
    /// How much of each list stands between two places of a text: an entry counts once, a phrase half as much again, and an entry of several
    /// lists a part for each.
    /// </summary>
    /// <param name="stems">The words of the text as <see cref="Stem"/> gives them.</param>
    public double[] Count(IReadOnlyList<string> stems, int from, int to)
    {
        var counts = new double[Names.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = from; i < to; i++)
        {
            var entry = stems[i];
            for (var n = 1; n <= LongestEntry && i + n <= to; n++)
            {
                if (n > 1)
                    entry = $"{entry} {stems[i + n - 1]}";
                if (!_lists.TryGetValue(entry, out var lists) || !seen.Add(entry))
                    continue;
                foreach (var list in lists)
                    counts[list] += (n > 1 ? 1.5 : 1) / lists.Length;
            }
        }
        return counts;
    }

    /// <summary>How many words the longest entry of a list that starts at <paramref name="at"/> has; 0 for none.</summary>
    public int LengthAt(int list, IReadOnlyList<string> stems, int at)
    {
        var longest = 0;
        var entry = "";
        for (var n = 1; n <= LongestEntry && at + n <= stems.Count; n++)
        {
            entry = n == 1 ? stems[at] : $"{entry} {stems[at + n - 1]}";
            if (_lists.TryGetValue(entry, out var lists) && Array.IndexOf(lists, list) >= 0)
                longest = n;
        }
        return longest;
    }

    /// <summary>Digits are one word; plurals and tenses are their stem.</summary>
    public static string Stem(string word)
    {
        if (word.AsSpan().ContainsAnyInRange('0', '9'))
            return word.AsSpan().ContainsAnyExceptInRange('0', '9') ? "#x" : "#";
        if (word.EndsWith("'s", StringComparison.Ordinal))
            word = word[..^2];
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal))
            return word[..^3] + "y";
        if (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal))
            return word[..^3];
        if (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal))
            return word[..^2];
        return word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
    }

    public static string[] Stems(Words words)
    {
        var stems = new string[words.Count];
        for (var i = 0; i < stems.Length; i++)
            stems[i] = Stem(words.Lower(i));
        return stems;
    }

    private static Lexicon Load(string name)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var reader = new StreamReader(assembly.GetManifestResourceStream($"MindMatrix.Offline.Learned.Lexicons.{name}.txt")!);
        var names = new List<string>();
        var lists = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                names.Add(line[2..]);
                continue;
            }
            foreach (var phrase in line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var entry = string.Join(' ', Stems(new Words(phrase)));
                if (entry.Length == 0)
                    continue;
                if (!lists.TryGetValue(entry, out var of))
                    lists[entry] = of = [];
                if (!of.Contains(names.Count - 1))
                    of.Add(names.Count - 1);
            }
        }
        return new Lexicon(names, lists.ToDictionary(l => l.Key, l => l.Value.ToArray(), StringComparer.Ordinal));
    }
}
