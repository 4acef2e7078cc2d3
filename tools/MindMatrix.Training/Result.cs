namespace MindMatrix.Training;

/// <summary>How well one subject is judged.</summary>
/// <param name="Held">The development set by cross-validation.</param>
/// <param name="Transferred">The development set by weights that saw none of it.</param>
/// <param name="Temperature">At which the probabilities of <paramref name="Held"/> are the most honest.</param>
internal sealed record Result(Subject Subject, IReadOnlyList<Judged> Held, IReadOnlyList<Judged> Transferred, double Temperature)
{
    public static Result Of(Subject subject, IReadOnlyList<Example> examples)
    {
        var held = subject.CrossValidate(examples);
        return new Result(subject, held, subject.Transfer(examples), Subject.Temperature(held));
    }

    public IReadOnlyList<string> Classes => [.. Held.Select(j => j.Truth).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Nine tenths of the held-out texts, without those that were judged least surely.</summary>
    public IReadOnlyList<Judged> Surest => [.. Held.OrderByDescending(j => j.At(Temperature).Probability).ThenBy(j => j.Id, StringComparer.Ordinal).Take(Held.Count * 9 / 10)];

    public double Accuracy(IReadOnlyList<Judged> judged) => judged.Count == 0 ? 0 : judged.Count(j => j.At(Temperature).Class == j.Truth) / (double)judged.Count;

    /// <summary>The held-out texts by how sure the judgement was, a tenth each; those of one tenth lie between <c>From</c> and a tenth more.</summary>
    public IReadOnlyList<(double From, IReadOnlyList<Judged> Judged)> Bins =>
        [.. Held.GroupBy(j => Math.Min(9, (int)(j.At(Temperature).Probability * 10))).OrderBy(g => g.Key).Select(g => (g.Key / 10.0, (IReadOnlyList<Judged>)[.. g]))];

    /// <summary>Mean difference between how sure it was and how often it was right, over the bins.</summary>
    public double CalibrationError => Bins.Sum(b => b.Judged.Count * Math.Abs(Sureness(b.Judged) - Accuracy(b.Judged))) / Held.Count;

    public double Sureness(IReadOnlyList<Judged> judged) => judged.Average(j => j.At(Temperature).Probability);
}
