namespace MindMatrix.Decisions;

/// <summary>Weights from nothing but the order of importance (rank-order centroid, Barron and Barrett 1996; decision-science #27).</summary>
public static class RankOrderWeights
{
    /// <summary>w(i) = (1/n)·Σ 1/k for k from i to n, the most important first; they sum to one.</summary>
    /// <exception cref="InvalidEstimateException">Fewer than one criterion.</exception>
    public static double[] Of(int criteria)
    {
        var weights = new double[Require.AtLeast(criteria, 1, "criteria")];
        var tail = 0.0;
        for (var i = criteria; i >= 1; i--)
        {
            tail += 1.0 / i;
            weights[i - 1] = tail / criteria;
        }
        return weights;
    }
}
