using MindMatrix.Language;

namespace MindMatrix.Offline.Learned;

/// <summary>What a text shows of itself: its words, the subjects they belong to, and its form.</summary>
internal static class Features
{
    // Later words add little and cost time.
    private const int MostWords = 400;

    /// <summary>Feature → value; about 0 to 2 each.</summary>
    public static Dictionary<string, double> Of(Words words)
    {
        var features = new Dictionary<string, double>(StringComparer.Ordinal);
        if (words.Count == 0)
            return features;
        var all = Lexicon.Stems(words);
        var stems = all.Length > MostWords ? all[..MostWords] : all;
        var titleEnd = Math.Clamp(words.Range(words.Sentences[0]).To, 1, stems.Length);

        Bag(features, words, stems, titleEnd);
        Subjects(features, "area", Lexicon.Areas, stems, titleEnd);
        Subjects(features, "field", Lexicon.Advisers, stems, titleEnd);
        foreach (var (name, value) in Form.Of(words, stems, titleEnd))
        {
            if (value != 0)
                features["form:" + name] = value;
        }
        return features;
    }

    private static void Bag(Dictionary<string, double> features, Words words, string[] stems, int titleEnd)
    {
        var bag = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < stems.Length; i++)
        {
            bag.Add(stems[i]);
            if (i + 1 < stems.Length && words.Adjoins(i))
                bag.Add($"{stems[i]} {stems[i + 1]}");
        }
        // A long text has many words, none of which says much.
        var share = 2 / Math.Sqrt(Math.Max(8, bag.Count));
        foreach (var word in bag)
            features["word:" + word] = share;
        var title = stems[..titleEnd].ToHashSet(StringComparer.Ordinal);
        share = 0.7 / Math.Sqrt(Math.Max(3, title.Count));
        foreach (var word in title)
            features["title:" + word] = share;
        features["first:" + stems[0]] = 0.6;
    }

    /// <summary>How many words of each list there are, and which part of all that any list knows.</summary>
    private static void Subjects(Dictionary<string, double> features, string kind, Lexicon lexicon, string[] stems, int titleEnd)
    {
        var counts = lexicon.Count(stems, 0, stems.Length);
        var title = lexicon.Count(stems, 0, titleEnd);
        var (sum, titleSum) = (counts.Sum(), title.Sum());
        for (var l = 0; l < counts.Length; l++)
        {
            if (counts[l] == 0)
                continue;
            features[$"{kind}:{lexicon.Names[l]}, words"] = Math.Log(1 + counts[l]) / 1.5;
            features[$"{kind}:{lexicon.Names[l]}, share"] = 2 * counts[l] / (sum + 1);
            if (title[l] > 0)
                features[$"{kind}:{lexicon.Names[l]}, in the first line"] = 1.2 * title[l] / (titleSum + 0.5);
        }
    }
}
