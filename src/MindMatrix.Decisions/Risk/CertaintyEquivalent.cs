namespace MindMatrix.Decisions;

/// <summary>The sure amount an exponential utility holds equal to a prospect (decision-science #7).</summary>
public static class CertaintyEquivalent
{
    /// <summary>
    /// −R·ln Σ p·e^(−x/R), in currency; R is the risk tolerance in the same currency. It approaches the expected value as R
    /// grows. The largest exponent is taken out first (log-sum-exp), so that a large loss beside a small R does not overflow.
    /// </summary>
    /// <exception cref="InvalidEstimateException">The risk tolerance is not positive and finite.</exception>
    public static double Of(Prospect prospect, double riskTolerance)
    {
        ArgumentNullException.ThrowIfNull(prospect);
        Require.Positive(riskTolerance, "risk-tolerance");
        var worst = double.PositiveInfinity;
        for (var i = 0; i < prospect.Count; i++)
            if (prospect.Probability(i) > 0) worst = Math.Min(worst, prospect.Payoffs[i]);
        var sum = 0.0;
        for (var i = 0; i < prospect.Count; i++)
            if (prospect.Probability(i) > 0) sum += prospect.Probability(i) * PortableMath.Exp((worst - prospect.Payoffs[i]) / riskTolerance);
        return worst - riskTolerance * PortableMath.Log(sum);
    }
}
