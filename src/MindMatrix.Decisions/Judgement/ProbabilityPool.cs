namespace MindMatrix.Decisions;

/// <summary>One probability from several advisers (decision-science #31).</summary>
public static class ProbabilityPool
{
    /// <summary>Probabilities are clipped to this and its complement first: one adviser who is certain must not decide alone.</summary>
    public const double Clip = 0.02;

    /// <summary>How far P(success) and P(failure) may miss one before the pair is flagged.</summary>
    public const double FramingTolerance = 0.1;

    /// <summary>
    /// σ(mean logit) of the clipped probabilities, 0 to 1. Not pushed towards 0 or 1 afterwards: that helps independent
    /// forecasters, and advisers that share a model are not independent.
    /// </summary>
    /// <exception cref="InvalidEstimateException">Nothing to pool, or a value outside 0 to 1.</exception>
    public static double Pool(IReadOnlyList<double> probabilities)
    {
        Require.NotEmpty(probabilities, "probabilities");
        var sum = 0.0;
        for (var i = 0; i < probabilities.Count; i++)
        {
            var p = Require.Within(probabilities[i], 0, 1, $"probabilities[{i}]");
            sum += PortableMath.Logit(Math.Clamp(p, Clip, 1 - Clip));
        }
        return PortableMath.Sigmoid(sum / probabilities.Count);
    }

    /// <summary>Whether a success and a failure probability of the same thing contradict each other: |p + q − 1| above 0.1.</summary>
    /// <exception cref="InvalidEstimateException">A value outside 0 to 1.</exception>
    public static bool Contradict(double success, double failure) =>
        Math.Abs(Require.Within(success, 0, 1, "probability-of-success") + Require.Within(failure, 0, 1, "probability-of-failure") - 1)
            > FramingTolerance + 1e-12;
}
