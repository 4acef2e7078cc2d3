namespace MindMatrix.Decisions;

/// <summary>Learns from outcomes how much ranges have to be widened (split conformal prediction; decision-science #11).</summary>
public static class ConformalWidening
{
    /// <summary>
    /// How far an outcome fell outside its range, in units of the half-width on that side: max((lo − y)/(m − lo), (y − hi)/(hi − m)).
    /// Negative inside, 0 on the border. A side without width gives +∞ to whatever lies beyond it and does not count otherwise.
    /// </summary>
    /// <exception cref="InvalidEstimateException">The outcome is not finite.</exception>
    public static double Score(RangeEstimate range, double outcome)
    {
        Require.Finite(outcome, "outcome");
        return Math.Max(Side(range.Low - outcome, range.Mode - range.Low), Side(outcome - range.High, range.High - range.Mode));
    }

    /// <summary>
    /// W = 1 + the k-th smallest score with k = ⌈(n + 1)·coverage⌉, so that ranges widened by W cover the next outcome with the
    /// wanted probability. With fewer than nine outcomes, or with k > n, the default stays.
    /// </summary>
    /// <param name="scores">One <see cref="Score"/> per resolved range.</param>
    /// <param name="coverage">The wanted coverage, strictly between 0 and 1.</param>
    /// <param name="fallback">The widening to keep when the scores do not suffice.</param>
    /// <exception cref="InvalidEstimateException">The coverage is out of range, a score is NaN, or the fallback is not positive.</exception>
    public static double Widening(IReadOnlyList<double> scores, double coverage = 0.8, double fallback = RangeHygiene.UncalibratedWidening)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (!(coverage > 0 && coverage < 1)) throw Require.Refuse("coverage", coverage, "must lie strictly between 0 and 1");
        Require.Positive(fallback, "widening");
        for (var i = 0; i < scores.Count; i++)
            if (double.IsNaN(scores[i])) throw Require.Refuse($"scores[{i}]", scores[i], "must be a number");
        // The tolerance keeps (9 + 1)·0.8 at 8 when rounding makes it a hair more.
        var k = (int)Math.Ceiling((scores.Count + 1) * coverage - 1e-9);
        if (scores.Count < LeastOutcomes || k > scores.Count) return fallback;
        var widening = 1 + scores.Order().ElementAt(k - 1);
        return double.IsFinite(widening) && widening > 0 ? widening : fallback;
    }

    private const int LeastOutcomes = 9;

    private static double Side(double beyond, double width) =>
        width > 0 ? beyond / width : beyond > 0 ? double.PositiveInfinity : double.NegativeInfinity;
}
