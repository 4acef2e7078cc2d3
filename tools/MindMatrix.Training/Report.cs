using System.Globalization;
using System.Text;

namespace MindMatrix.Training;

/// <summary>What the measurements found, as docs/offline.md shows it.</summary>
internal static class Report
{
    private const string Begin = "<!-- training: begin -->";
    private const string End = "<!-- training: end -->";

    /// <summary>Writes the tables between their marks; the words around them are kept.</summary>
    public static async Task WriteAsync(string document, IReadOnlyList<Result> results, IReadOnlyList<Example> examples)
    {
        var text = await File.ReadAllTextAsync(document);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        await File.WriteAllTextAsync(document, text[..from] + "\n" + Of(results, examples) + text[to..]);
    }

    private static string Of(IReadOnlyList<Result> results, IReadOnlyList<Example> examples)
    {
        var report = new StringBuilder();
        Line($"{examples.Count(e => e.Development)} texts of the development set are measured; {examples.Count(e => !e.Development)} more were written for training alone.\n");
        Line($"| judged | texts | right, held out | right of the surest nine tenths | right without the development set | off by |");
        Line($"| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var r in results)
            Line($"| {r.Subject.Title} | {r.Held.Count} | {r.Accuracy(r.Held):0.000} | {r.Accuracy(r.Surest):0.000} | {r.Accuracy(r.Transferred):0.000} | {r.CalibrationError:0.000} |");
        Line($"\n«Off by» is the mean difference between how sure it was and how often it was right. Probabilities are divided by a temperature, {string.Join(", ", results.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Temperature:0.##} for {r.Subject.Name}")))}, chosen on the same held-out judgements.\n");
        Line($"![How often it was right against how sure it was](images/reliability.svg)");
        foreach (var r in results)
        {
            Line($"\n### {r.Subject.Title}");
            Line($"| is \\ judged | {string.Join(" | ", r.Classes)} | found |");
            Line($"| --- |{string.Concat(Enumerable.Repeat(" ---: |", r.Classes.Count + 1))}");
            foreach (var truth in r.Classes)
            {
                var of = r.Held.Where(j => j.Truth == truth).ToList();
                Line($"| {truth} | {string.Join(" | ", r.Classes.Select(c => of.Count(j => j.At(r.Temperature).Class == c)))} | {r.Accuracy(of):0.00} |");
            }
            Line($"| right when judged so | {string.Join(" | ", r.Classes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{r.Accuracy([.. r.Held.Where(j => j.At(r.Temperature).Class == c)]):0.00}")))} | |");
            Line($"\n| sure by | texts | sure on average | right |\n| --- | ---: | ---: | ---: |");
            foreach (var (bin, judged) in r.Bins)
                Line($"| {bin:0.0} to {bin + 0.1:0.0} | {judged.Count} | {r.Sureness(judged):0.00} | {r.Accuracy(judged):0.00} |");
        }
        return report.ToString();

        void Line(FormattableString line) => report.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
