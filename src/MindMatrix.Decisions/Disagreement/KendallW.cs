namespace MindMatrix.Decisions;

/// <summary>How far several rankings agree (Kendall and Babington Smith 1939; decision-science 3.7).</summary>
public static class KendallW
{
    /// <summary>
    /// The coefficient of concordance with the correction for ties, 12·S / (m²(n³ − n) − m·ΣT) with T = Σ(t³ − t): 1 when all
    /// agree, 0 when the rankings cancel out.
    /// </summary>
    /// <param name="ranks">One row per adviser, one rank per option, 1 for the best; tied options share their mean rank.</param>
    /// <returns>Null when there is nothing to agree on: fewer than two advisers or options, or everybody ties everything.</returns>
    /// <exception cref="InvalidEstimateException">Rows of different lengths, or a rank that is not finite.</exception>
    public static double? Of(IReadOnlyList<IReadOnlyList<double>> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        if (ranks.Count < 2 || ranks[0].Count < 2) return null;
        double m = ranks.Count, n = ranks[0].Count;
        var sums = new double[ranks[0].Count];
        var ties = 0.0;
        for (var i = 0; i < ranks.Count; i++)
        {
            Require.SameLength(ranks[i].Count, sums.Length, $"ranks[{i}]");
            for (var j = 0; j < sums.Length; j++) sums[j] += Require.Finite(ranks[i][j], $"ranks[{i}][{j}]");
            ties += ranks[i].GroupBy(r => r).Sum(g => (double)g.Count() * g.Count() * g.Count() - g.Count());
        }
        var mean = m * (n + 1) / 2;
        var s = sums.Sum(r => (r - mean) * (r - mean));
        var most = m * m * (n * n * n - n) - m * ties;
        return most > 0 ? Math.Clamp(12 * s / most, 0, 1) : null;
    }

    /// <summary>Ranks from scores, 1 for the highest; tied scores share the mean of their places.</summary>
    /// <exception cref="InvalidEstimateException">A score is not finite.</exception>
    public static double[] Ranks(IReadOnlyList<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var ranks = new double[scores.Count];
        for (var i = 0; i < ranks.Length; i++)
        {
            Require.Finite(scores[i], $"scores[{i}]");
            var better = scores.Count(s => s > scores[i]);
            var equal = scores.Count(s => s == scores[i]);
            ranks[i] = better + (equal + 1) / 2.0;
        }
        return ranks;
    }
}
