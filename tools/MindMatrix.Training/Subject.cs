using MindMatrix.Offline.Learned;

namespace MindMatrix.Training;

/// <summary>How an example was judged by weights that had not seen it.</summary>
/// <param name="Sums">Of the classes, before they are made probabilities.</param>
internal sealed record Judged(string Id, string Truth, IReadOnlyList<string> Classes, double[] Sums)
{
    public Judgement At(double temperature)
    {
        var probabilities = LinearClassifier.Softmax(Sums, temperature);
        var best = Array.IndexOf(probabilities, probabilities.Max());
        return new Judgement(Classes[best], probabilities[best], []);
    }

    /// <summary>The probability given to what it is.</summary>
    public double OfTruth(double temperature) =>
        Classes.ToList().IndexOf(Truth) is var i and >= 0 ? LinearClassifier.Softmax(Sums, temperature)[i] : 0;
}

/// <summary>One thing that is learned.</summary>
/// <param name="Name">Of its table.</param>
/// <param name="Label">The class of an example; null when it has none and is left out.</param>
/// <param name="Feature">Which features count.</param>
/// <param name="Words">How freely single words may weigh beside lists and form: 1 as freely, more for more. Chosen by cross-validation.</param>
internal sealed record Subject(string Name, string Title, Func<Example, string?> Label, Func<string, bool> Feature, double Words)
{
    // The results differ little around it.
    private const double Penalty = 0.002;

    private const int Folds = 10;

    // Examples of the development set are of the kind that is judged later; the others only resemble it.
    private const double Development = 2;

    public static readonly IReadOnlyList<Subject> All =
    [
        // What a thought is does not depend on its subject.
        new("type", "Type", e => e.Type, f => !f.StartsWith("area:", StringComparison.Ordinal) && !f.StartsWith("field:", StringComparison.Ordinal), 3),
        new("area", "Area", e => e.Area, f => !f.StartsWith("form:", StringComparison.Ordinal) && !f.StartsWith("first:", StringComparison.Ordinal) && !f.StartsWith("field:", StringComparison.Ordinal), 2),
        new("agent", "Lead adviser of decisions", e => e.Agent, f => !f.StartsWith("form:", StringComparison.Ordinal) && !f.StartsWith("first:", StringComparison.Ordinal), 1),
    ];

    public LinearClassifier Fit(IEnumerable<Example> examples) => Trainer.Fit([.. examples.Where(e => Label(e) is not null)], e => Label(e)!, Feature, Penalty, Words, Development);

    /// <summary>The development set, each tenth judged by weights from the other nine and from all examples that are not of the set.</summary>
    public IReadOnlyList<Judged> CrossValidate(IReadOnlyList<Example> examples)
    {
        var measured = examples.Where(e => e.Development && Label(e) is not null).ToList();
        var judged = new Judged[measured.Count];
        Parallel.For(0, Folds, fold =>
        {
            var held = measured.Where((_, i) => Fold(i) == fold).ToHashSet();
            var model = Fit(examples.Where(e => !held.Contains(e)));
            for (var i = 0; i < judged.Length; i++)
            {
                if (Fold(i) == fold)
                    judged[i] = Judge(model, measured[i]);
            }
        });
        return judged;

        // Neighbours in the file may be alike; a multiplicative hash spreads them.
        static int Fold(int i) => (int)((uint)i * 2654435761 >> 8) % Folds;
    }

    /// <summary>The development set judged by weights from the other examples alone.</summary>
    public IReadOnlyList<Judged> Transfer(IReadOnlyList<Example> examples)
    {
        var model = Fit(examples.Where(e => !e.Development));
        return [.. examples.Where(e => e.Development && Label(e) is not null).Select(e => Judge(model, e))];
    }

    /// <summary>The temperature, in hundredths, at which the truth was most probable.</summary>
    public static double Temperature(IReadOnlyList<Judged> judged) =>
        Enumerable.Range(50, 251).Select(t => t / 100.0).MaxBy(t => judged.Sum(j => Math.Log(Math.Max(1e-12, j.OfTruth(t)))));

    private Judged Judge(LinearClassifier model, Example example) => new(example.Id, Label(example)!, model.Classes, model.Sums(example.Features));
}
