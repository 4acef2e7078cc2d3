namespace MindMatrix.Decisions;

/// <summary>
/// How much of a bankroll repeated bets of the same kind bear (Kelly 1956; decision-science #14 to #16). For a choice made
/// once, all or nothing, it is not a recommendation but a yardstick beside the capital at risk.
/// </summary>
public static class Kelly
{
    /// <summary>No leverage: never more than the whole bankroll.</summary>
    public const double NoLeverage = 1;

    private const int Bisections = 60;

    /// <summary>
    /// f* = p/a − (1 − p)/b for a bet that wins b or loses a per unit staked; a share of the bankroll, 0 to the cap (#14).
    /// </summary>
    /// <param name="winProbability">p, 0 to 1.</param>
    /// <param name="win">b, above 0.</param>
    /// <param name="loss">a, above 0.</param>
    /// <param name="cap">The largest share allowed, above 0.</param>
    /// <exception cref="InvalidEstimateException">A parameter is out of range.</exception>
    public static double Fraction(double winProbability, double win, double loss, double cap = NoLeverage)
    {
        Require.Within(winProbability, 0, 1, "win-probability");
        Require.Positive(win, "win");
        Require.Positive(loss, "loss");
        Require.Positive(cap, "kelly.cap");
        return Math.Clamp(winProbability / loss - (1 - winProbability) / win, 0, cap);
    }

    /// <summary>
    /// f* where Σ p·r/(1 + f·r) = 0, for any number of outcomes; a share of the bankroll, 0 to the cap (#15). The sum falls
    /// as f grows, so bisection finds it. Nothing is staked on an expected loss; without any losing outcome the cap is the answer.
    /// </summary>
    /// <param name="returns">Net return per unit staked, −1 for a total loss.</param>
    /// <param name="cap">The largest share allowed, above 0.</param>
    /// <exception cref="InvalidEstimateException">The cap is not positive.</exception>
    public static double Fraction(Prospect returns, double cap = NoLeverage)
    {
        ArgumentNullException.ThrowIfNull(returns);
        Require.Positive(cap, "kelly.cap");
        if (Moments.ExpectedValue(returns) <= 0) return 0;
        var worst = 0.0;
        for (var i = 0; i < returns.Count; i++)
            if (returns.Probability(i) > 0) worst = Math.Min(worst, returns.Payoffs[i]);
        if (worst == 0) return cap;
        double low = 0, high = Math.Min(cap, 1 / -worst);
        for (var i = 0; i < Bisections; i++)
        {
            var middle = low + (high - low) / 2;
            if (Slope(returns, middle) > 0) low = middle; else high = middle;
        }
        return low + (high - low) / 2;
    }

    /// <summary>Expected growth of the logarithm of the bankroll per bet, Σ p·ln(1 + f·r).</summary>
    /// <returns>−∞ when the share can lose everything.</returns>
    /// <exception cref="InvalidEstimateException">The share is negative or not finite.</exception>
    public static double LogGrowth(Prospect returns, double fraction)
    {
        ArgumentNullException.ThrowIfNull(returns);
        Require.NotNegative(fraction, "kelly.fraction");
        var sum = 0.0;
        for (var i = 0; i < returns.Count; i++)
        {
            if (returns.Probability(i) == 0) continue;
            var wealth = 1 + fraction * returns.Payoffs[i];
            if (wealth <= 0) return double.NegativeInfinity;
            sum += returns.Probability(i) * PortableMath.Log(wealth);
        }
        return sum;
    }

    /// <summary>
    /// How much of f* survives not knowing p exactly: k = e²/(e² + (b + 1)²s²) with e = (b + 1)p − 1, 0 to 1
    /// (after Baker and McHale 2013; #16).
    /// </summary>
    /// <param name="winProbability">p, 0 to 1.</param>
    /// <param name="win">b, above 0, for a stake of one.</param>
    /// <param name="spread">Standard deviation of p, 0 or more.</param>
    /// <exception cref="InvalidEstimateException">A parameter is out of range.</exception>
    public static double Shrinkage(double winProbability, double win, double spread)
    {
        var edge = (Require.Positive(win, "win") + 1) * Require.Within(winProbability, 0, 1, "win-probability") - 1;
        var noise = (win + 1) * Require.NotNegative(spread, "win-probability.spread");
        // Without an edge there is nothing to stake, however well p is known.
        return edge <= 0 ? 0 : edge * edge / (edge * edge + noise * noise);
    }

    /// <summary>The share to show: half of Kelly or the shrunk share, whichever is less (#16).</summary>
    /// <exception cref="InvalidEstimateException">The share is negative, or the shrinkage is outside 0 to 1.</exception>
    public static double Shown(double fraction, double shrinkage = 1) =>
        Math.Min(Require.NotNegative(fraction, "kelly.fraction") / 2, fraction * Require.Within(shrinkage, 0, 1, "kelly.shrinkage"));

    private static double Slope(Prospect returns, double fraction)
    {
        var sum = 0.0;
        for (var i = 0; i < returns.Count; i++)
            sum += returns.Probability(i) * returns.Payoffs[i] / (1 + fraction * returns.Payoffs[i]);
        return sum;
    }
}
