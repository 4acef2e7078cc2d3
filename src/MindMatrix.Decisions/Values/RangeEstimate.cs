using System.Globalization;
using System.Text.Json.Serialization;

namespace MindMatrix.Decisions;

/// <summary>
/// A quantity as somebody elicited it: the most likely value and the two ends of a central interval.
/// At the default confidence of 0.8 the ends are the 10th and the 90th percentile.
/// </summary>
/// <param name="Low">The lower end, in the unit of the quantity.</param>
/// <param name="Mode">The most likely value.</param>
/// <param name="High">The upper end.</param>
/// <param name="Confidence">The probability that the truth lies between the ends, above 0 and at most 1.</param>
/// <exception cref="InvalidEstimateException">A number is not finite, low ≤ mode ≤ high does not hold, or the confidence is outside (0, 1].</exception>
[method: JsonConstructor]
public readonly record struct RangeEstimate(double Low, double Mode, double High, double Confidence = 0.8)
{
    /// <summary>The lower end (P10 at confidence 0.8).</summary>
    public double Low { get; } = Require.Finite(Low, "range.low");

    /// <summary>The most likely value.</summary>
    public double Mode { get; } = Between(Low, Mode, High);

    /// <summary>The upper end (P90 at confidence 0.8).</summary>
    public double High { get; } = Require.Finite(High, "range.high");

    /// <summary>The probability that the truth lies between the ends, above 0 and at most 1.</summary>
    public double Confidence { get; } = Require.Within(Require.Positive(Confidence, "range.confidence"), 0, 1, "range.confidence");

    /// <summary>A range without spread: the value is known.</summary>
    public static RangeEstimate Exactly(double value) => new(value, value, value, 1);

    /// <summary>Whether the two intervals have no value in common.</summary>
    public bool IsApartFrom(RangeEstimate other) => High < other.Low || other.High < Low;

    /// <summary>Low | mode | high and the confidence, in the invariant culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Low} | {Mode} | {High} at {Confidence}");

    private static double Between(double low, double mode, double high)
    {
        Require.Finite(mode, "range.mode");
        if (low > high)
            throw Require.Refuse("range.low", low, string.Create(CultureInfo.InvariantCulture, $"is above range.high {high}"));
        if (mode < low || mode > high)
            throw Require.Refuse("range.mode", mode, string.Create(CultureInfo.InvariantCulture, $"must lie between range.low {low} and range.high {high}"));
        return mode;
    }
}
