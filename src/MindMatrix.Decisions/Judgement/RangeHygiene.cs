namespace MindMatrix.Decisions;

/// <summary>From what somebody said to what may happen (decision-science #10).</summary>
public static class RangeHygiene
{
    /// <summary>How much an uncalibrated range is widened: stated intervals are too narrow, in people and in models. A default, to be replaced by #11.</summary>
    public const double UncalibratedWidening = 1.5;

    /// <summary>
    /// The support of a range: the elicited interval at confidence c stretched linearly to certainty,
    /// a = m − (m − lo)/c and b = m + (hi − m)/c, then widened by W about the mode.
    /// </summary>
    /// <param name="range">The range as elicited, in its unit.</param>
    /// <param name="widening">W, above 0; 1 leaves the stretched range as it is.</param>
    /// <param name="floor">The smallest value the quantity can have, such as 0 for a cost; null when there is none.</param>
    /// <exception cref="InvalidEstimateException">The widening is not positive, or the mode lies below the floor.</exception>
    public static Triangular Support(RangeEstimate range, double widening = 1, double? floor = null)
    {
        Require.Positive(widening, "widening");
        Require.Positive(range.Confidence, "range.confidence");
        if (floor is { } least && range.Mode < least)
            throw Require.Refuse("range.mode", range.Mode, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"must not be below {least}"));
        var low = range.Mode - widening * (range.Mode - range.Low) / range.Confidence;
        var high = range.Mode + widening * (range.High - range.Mode) / range.Confidence;
        return new(floor is { } lowest ? Math.Max(lowest, low) : low, range.Mode, high);
    }

    /// <summary>The same range at another confidence, by the same linear stretch: what makes ranges of different advisers comparable.</summary>
    /// <param name="range">The range as elicited, in its unit.</param>
    /// <param name="confidence">The wanted confidence, above 0 and at most 1.</param>
    /// <exception cref="InvalidEstimateException">The confidence is outside (0, 1].</exception>
    public static RangeEstimate At(RangeEstimate range, double confidence)
    {
        if (range.Confidence == confidence) return range;
        var support = Support(range, confidence);
        return new(support.Low, support.Mode, support.High, confidence);
    }
}
