using System.Globalization;
using System.Reflection;

namespace MindMatrix.Offline.Learned;

/// <summary>A class with its probability, and the features that spoke for it most.</summary>
/// <param name="Probability">0 to 1.</param>
internal sealed record Judgement(string Class, double Probability, IReadOnlyList<string> Signs);

/// <summary>
/// A multinomial logistic regression: a weight for each feature and class, added up. Small enough to be read, and each decision can be
/// explained by the features that spoke for it.
/// </summary>
internal sealed class LinearClassifier
{
    private readonly Dictionary<string, double[]> _weights;

    /// <param name="classes">In the order of the weights.</param>
    /// <param name="weights">Feature → a weight for each class; <see cref="Bias"/> counts always.</param>
    /// <param name="temperature">What the sums are divided by, so that it is right as often as it says it is sure; above 1 it is less sure.</param>
    public LinearClassifier(IReadOnlyList<string> classes, Dictionary<string, double[]> weights, double temperature) =>
        (Classes, _weights, Temperature) = (classes, weights, temperature);

    public const string Bias = "(bias)";
    public const string TemperatureName = "(temperature)";

    public IReadOnlyList<string> Classes { get; }

    public double Temperature { get; }

    /// <summary>Weights by feature.</summary>
    public IReadOnlyDictionary<string, double[]> Weights => _weights;

    /// <summary>The weights that ship, as text.</summary>
    public static string Table(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"MindMatrix.Offline.Learned.Weights.{name}.tsv")!);
        return reader.ReadToEnd();
    }

    /// <summary>Reads a header with the classes, then the temperature, then a feature a line.</summary>
    public static LinearClassifier Read(string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new LinearClassifier(
            lines[0].Split('\t')[1..],
            lines[2..].Select(l => l.Split('\t')).ToDictionary(p => p[0], p => p[1..].Select(w => double.Parse(w, CultureInfo.InvariantCulture)).ToArray(), StringComparer.Ordinal),
            double.Parse(lines[1].Split('\t')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The sum of each class, before it is made a probability, in the order of <see cref="Classes"/>.</summary>
    public double[] Sums(IReadOnlyDictionary<string, double> features)
    {
        var sums = new double[Classes.Count];
        Add(Bias, 1);
        foreach (var (feature, value) in features)
            Add(feature, value);
        return sums;

        void Add(string feature, double value)
        {
            if (_weights.TryGetValue(feature, out var weights))
            {
                for (var c = 0; c < sums.Length; c++)
                    sums[c] += weights[c] * value;
            }
        }
    }

    /// <summary>Probabilities of sums at a temperature.</summary>
    public static double[] Softmax(double[] sums, double temperature)
    {
        var most = sums.Max();
        var powers = Array.ConvertAll(sums, s => Math.Exp((s - most) / temperature));
        var all = powers.Sum();
        return Array.ConvertAll(powers, p => p / all);
    }

    /// <param name="features">Feature → value.</param>
    /// <param name="allowed">Classes that may be chosen; null for all.</param>
    public Judgement Judge(IReadOnlyDictionary<string, double> features, IReadOnlySet<string>? allowed = null)
    {
        var probabilities = Softmax(Sums(features), Temperature);
        var best = Enumerable.Range(0, Classes.Count).Where(c => allowed is null || allowed.Contains(Classes[c])).MaxBy(c => probabilities[c]);
        var signs = features.Where(f => _weights.ContainsKey(f.Key)).OrderByDescending(f => (_weights[f.Key][best] - _weights[f.Key].Average()) * f.Value).ThenBy(f => f.Key, StringComparer.Ordinal)
            .Take(2).Select(f => f.Key).ToList();
        return new Judgement(Classes[best], probabilities[best], signs);
    }
}
