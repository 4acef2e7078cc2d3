namespace MindMatrix.Decisions;

/// <summary>Centre and spread of a prospect, and the two ratios that relate them (decision-science #1 to #5).</summary>
public static class Moments
{
    /// <summary>
    /// Below this spread a ratio to it says nothing. For values above one it is relative: the rounding of a constant billion
    /// alone is a spread of more than 1e-9.
    /// </summary>
    private const double NoSpread = 1e-9;

    /// <summary>Expected value Σ p·x, in currency (#1).</summary>
    public static double ExpectedValue(Prospect prospect)
    {
        ArgumentNullException.ThrowIfNull(prospect);
        var sum = 0.0;
        if (prospect.IsEquallyLikely)
        {
            foreach (var payoff in prospect.Payoffs) sum += payoff;
            return sum / prospect.Count;
        }
        for (var i = 0; i < prospect.Count; i++)
            sum += prospect.Probability(i) * prospect.Payoffs[i];
        return sum;
    }

    /// <summary>
    /// Standard deviation, in currency (#2). Summed over deviations from the mean: the textbook Σp·x² − EV² cancels to noise
    /// when the spread is small beside the level.
    /// </summary>
    public static double StandardDeviation(Prospect prospect)
    {
        var mean = ExpectedValue(prospect);
        var sum = 0.0;
        for (var i = 0; i < prospect.Count; i++)
        {
            var deviation = prospect.Payoffs[i] - mean;
            sum += prospect.Probability(i) * deviation * deviation;
        }
        return Math.Sqrt(sum);
    }

    /// <summary>
    /// Sharpe-like ratio EV / sd, without a unit (#3). Null when there is no spread: the ratio would be infinite and a
    /// status quo worth exactly nothing would beat every venture. At EV ≤ 0 do not rank by it: there more spread looks better.
    /// </summary>
    public static double? SharpeRatio(Prospect prospect)
    {
        var spread = StandardDeviation(prospect);
        var mean = ExpectedValue(prospect);
        return spread < NoSpread * Math.Max(1, Math.Abs(mean)) ? null : mean / spread;
    }

    /// <summary>
    /// Sharpe ratio of returns (μ − rf) / sd, without a unit (#3). All three per the same period.
    /// </summary>
    /// <returns>Null when there is no spread.</returns>
    /// <exception cref="InvalidEstimateException">A number is not finite, or the spread is negative.</exception>
    public static double? SharpeRatio(double meanReturn, double riskFreeRate, double spread)
    {
        Require.Finite(meanReturn, "mean-return");
        Require.Finite(riskFreeRate, "risk-free-rate");
        return Require.NotNegative(spread, "standard-deviation") < NoSpread ? null : (meanReturn - riskFreeRate) / spread;
    }

    /// <summary>Sortino ratio (EV − t) / downside deviation below the target t, without a unit (#4).</summary>
    /// <returns>Null when nothing falls below the target.</returns>
    /// <exception cref="InvalidEstimateException">The target is not finite.</exception>
    public static double? SortinoRatio(Prospect prospect, double target = 0)
    {
        ArgumentNullException.ThrowIfNull(prospect);
        Require.Finite(target, "sortino.target");
        var sum = 0.0;
        for (var i = 0; i < prospect.Count; i++)
        {
            var shortfall = Math.Min(0, prospect.Payoffs[i] - target);
            sum += prospect.Probability(i) * shortfall * shortfall;
        }
        var downside = Math.Sqrt(sum);
        var mean = ExpectedValue(prospect);
        return downside < NoSpread * Math.Max(1, Math.Abs(mean)) ? null : (mean - target) / downside;
    }

    /// <summary>Probability of a loss, the mass below zero, 0 to 1 (#5).</summary>
    public static double ProbabilityOfLoss(Prospect prospect)
    {
        ArgumentNullException.ThrowIfNull(prospect);
        if (prospect.IsEquallyLikely)
        {
            var losses = 0;
            foreach (var payoff in prospect.Payoffs)
                if (payoff < 0) losses++;
            return (double)losses / prospect.Count;
        }
        var sum = 0.0;
        for (var i = 0; i < prospect.Count; i++)
            if (prospect.Payoffs[i] < 0) sum += prospect.Probability(i);
        return sum;
    }

    /// <summary>
    /// The payoff that is undercut with the given probability, in currency: type 7 for draws (#13); for scenarios the
    /// smallest payoff whose cumulative probability reaches it, since between two scenarios there is nothing to interpolate.
    /// </summary>
    /// <exception cref="InvalidEstimateException">The probability is outside 0 to 1.</exception>
    public static double PayoffAt(Prospect prospect, double probability)
    {
        ArgumentNullException.ThrowIfNull(prospect);
        Require.Within(probability, 0, 1, "quantile.probability");
        if (prospect.IsEquallyLikely) return Quantile.OfSorted(prospect.Ascending, probability);
        var cumulative = 0.0;
        for (var i = 0; i < prospect.Count; i++)
        {
            cumulative += prospect.AscendingProbability(i);
            if (cumulative >= probability - 1e-12) return prospect.Ascending[i];
        }
        return prospect.Ascending[^1];
    }
}
