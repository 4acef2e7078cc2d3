namespace MindMatrix.Decisions;

/// <summary>One range from several advisers (decision-science #12).</summary>
public static class Pooling
{
    /// <summary>
    /// The centre of a, of m and of b, each on its own: the median, or the mean when there are only one or two. Taking the
    /// same centre of each keeps a ≤ m ≤ b.
    /// </summary>
    /// <exception cref="InvalidEstimateException">There is nothing to pool.</exception>
    public static Triangular Ranges(IReadOnlyList<Triangular> ranges)
    {
        Require.NotEmpty(ranges, "ranges");
        var mode = Centre([.. ranges.Select(r => r.Mode)]);
        // Means of two numbers are rounded; without the clamp a range without width could end up reversed by one bit.
        return new(Math.Min(mode, Centre([.. ranges.Select(r => r.Low)])), mode, Math.Max(mode, Centre([.. ranges.Select(r => r.High)])));
    }

    /// <summary>The median, or the mean when there are only one or two values; in the unit of the values.</summary>
    /// <exception cref="InvalidEstimateException">There is nothing to pool, or a value is not finite.</exception>
    public static double Centre(IReadOnlyList<double> values) => Quantile.Of(values, 0.5);
}
