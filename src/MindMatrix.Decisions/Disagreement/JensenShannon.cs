namespace MindMatrix.Decisions;

/// <summary>How far two whole distributions are apart (Lin 1991; the alternative measure in decision-science 3.7).</summary>
public static class JensenShannon
{
    /// <summary>The divergence in bits: 0 for equal distributions, 1 for two that share nothing. Symmetric.</summary>
    /// <exception cref="InvalidEstimateException">Not probabilities, not summing to one, or of different lengths.</exception>
    public static double Divergence(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var p = Probability.Distribution(one, "one");
        var q = Probability.Distribution(other, "other");
        Require.SameLength(q.Length, p.Length, "other");
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            var middle = (p[i] + q[i]) / 2;
            if (p[i] > 0) sum += p[i] * PortableMath.Log(p[i] / middle);
            if (q[i] > 0) sum += q[i] * PortableMath.Log(q[i] / middle);
        }
        return Math.Clamp(sum / 2 / PortableMath.Log(2), 0, 1);
    }
}
