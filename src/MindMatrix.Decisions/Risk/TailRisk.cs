namespace MindMatrix.Decisions;

/// <summary>What the bad end costs on average (decision-science #6).</summary>
public static class TailRisk
{
    /// <summary>
    /// Conditional value at risk of the loss −x: the mean over the worst (1 − α) of the mass, in currency. The outcome at the
    /// border counts with only the part of its mass that fits, which makes it equal to min over t of t + E[(L − t)⁺]/(1 − α)
    /// (Rockafellar and Uryasev 2000). Negative means that even the worst part is a gain.
    /// </summary>
    /// <exception cref="InvalidEstimateException">α is not strictly between 0 and 1.</exception>
    public static double Cvar(Prospect prospect, double alpha)
    {
        ArgumentNullException.ThrowIfNull(prospect);
        if (!(alpha > 0 && alpha < 1))
            throw Require.Refuse("alpha", alpha, "must lie strictly between 0 and 1");
        var tail = 1 - alpha;
        var left = tail;
        var sum = 0.0;
        var ascending = prospect.Ascending;
        for (var i = 0; i < ascending.Length && left > 0; i++)
        {
            var mass = Math.Min(left, prospect.AscendingProbability(i));
            sum -= mass * ascending[i];
            left -= mass;
        }
        // What rounding left over is not part of any outcome.
        return sum / (tail - Math.Max(0, left));
    }
}
