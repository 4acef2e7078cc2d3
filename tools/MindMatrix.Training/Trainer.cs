using System.Globalization;
using System.Text;
using MindMatrix.Offline.Learned;

namespace MindMatrix.Training;

/// <summary>Fits the weights. Every sum is made in a fixed order, so that the same examples give the same bytes.</summary>
internal static class Trainer
{
    private const int Steps = 300;
    private const double Rate = 0.5;

    // Smaller weights change nothing and would only have to be read. Values of words are about a fifth of the others.
    private const double LeastOfOther = 0.05, LeastOfWord = 0.2;

    /// <param name="examples">To learn from.</param>
    /// <param name="label">The class of an example.</param>
    /// <param name="feature">Which features count.</param>
    /// <param name="penalty">How strongly weights are held towards zero.</param>
    /// <param name="words">By how much the values of single words are raised while fitting, so that the penalty holds them less; what is stored is for the values as they are.</param>
    /// <param name="development">What an example of the development set counts against another.</param>
    public static LinearClassifier Fit(IReadOnlyList<Example> examples, Func<Example, string> label, Func<string, bool> feature, double penalty, double words, double development)
    {
        var classes = examples.Select(label).Distinct().Order(StringComparer.Ordinal).ToList();
        // A feature of one example says nothing of others.
        string[] names = [LinearClassifier.Bias, .. examples.SelectMany(e => e.Features.Keys).Where(feature).GroupBy(f => f, StringComparer.Ordinal).Where(g => g.Skip(1).Any()).Select(g => g.Key).Order(StringComparer.Ordinal)];
        var index = names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i, StringComparer.Ordinal);
        var single = Array.ConvertAll(names, n => n.StartsWith("word:", StringComparison.Ordinal) || n.StartsWith("title:", StringComparison.Ordinal) || n.StartsWith("first:", StringComparison.Ordinal));
        var scales = Array.ConvertAll(single, s => s ? words : 1);
        var rows = examples.Select(e => new Row(
            classes.IndexOf(label(e)), e.Development ? development : 1,
            [(0, 1.0), .. e.Features.Where(f => index.ContainsKey(f.Key)).Select(f => (Index: index[f.Key], Value: f.Value * scales[index[f.Key]])).OrderBy(f => f.Index)])).ToList();
        var weights = Descend(rows, names.Length, classes.Count, penalty);
        return new LinearClassifier(classes, names
            .Select((name, i) => (name, Least: single[i] ? LeastOfWord : LeastOfOther, Weights: Enumerable.Range(0, classes.Count).Select(c => Math.Round(weights[(i * classes.Count) + c] * scales[i], 2)).ToArray()))
            .Where(p => p.name == LinearClassifier.Bias || p.Weights.Any(w => Math.Abs(w) >= p.Least)).ToDictionary(p => p.name, p => p.Weights, StringComparer.Ordinal), 1);
    }

    /// <summary>The weights as they are stored, a feature a line in ordinal order.</summary>
    public static string Table(LinearClassifier model, double temperature)
    {
        var table = new StringBuilder("feature\t").AppendJoin('\t', model.Classes).Append('\n')
            .Append(CultureInfo.InvariantCulture, $"{LinearClassifier.TemperatureName}\t{temperature:0.##}\n");
        foreach (var (feature, values) in model.Weights.OrderBy(w => w.Key, StringComparer.Ordinal))
            table.Append(feature).Append('\t').AppendJoin('\t', values.Select(v => v.ToString("0.##", CultureInfo.InvariantCulture))).Append('\n');
        return table.ToString();
    }

    private sealed record Row(int Target, double Counts, (int Index, double Value)[] Values);

    /// <summary>AdaGrad over all rows at each step; the problem is convex, so where it starts does not matter.</summary>
    private static double[] Descend(List<Row> rows, int features, int classes, double penalty)
    {
        var (weights, squares, gradient, sums) = (new double[features * classes], new double[features * classes], new double[features * classes], new double[classes]);
        var all = rows.Sum(r => r.Counts);
        for (var step = 0; step < Steps; step++)
        {
            Array.Clear(gradient);
            foreach (var row in rows)
            {
                Array.Clear(sums);
                foreach (var (i, value) in row.Values)
                    for (var c = 0; c < classes; c++)
                        sums[c] += weights[(i * classes) + c] * value;
                var off = LinearClassifier.Softmax(sums, 1);
                off[row.Target] -= 1;
                for (var c = 0; c < classes; c++)
                    off[c] *= row.Counts;
                foreach (var (i, value) in row.Values)
                    for (var c = 0; c < classes; c++)
                        gradient[(i * classes) + c] += off[c] * value;
            }
            for (var i = 0; i < weights.Length; i++)
            {
                var slope = (gradient[i] / all) + (i < classes ? 0 : penalty * weights[i]);
                squares[i] += slope * slope;
                weights[i] -= Rate * slope / (Math.Sqrt(squares[i]) + 1e-8);
            }
        }
        return weights;
    }
}
