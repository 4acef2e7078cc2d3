using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>The checks every number passes before it takes part in arithmetic; each throws <see cref="InvalidEstimateException"/>.</summary>
internal static class Require
{
    public static double Finite(double value, string field) =>
        double.IsFinite(value) ? value : throw Refuse(field, value, "must be a finite number");

    public static double Within(double value, double low, double high, string field) =>
        Finite(value, field) >= low && value <= high
            ? value
            : throw Refuse(field, value, string.Create(CultureInfo.InvariantCulture, $"must be between {low} and {high}"));

    /// <summary>
    /// Far beyond any real stake, and far below where squares and products overflow: a report must not contain an infinity.
    /// </summary>
    public const double LargestAmount = 1e15;

    public static double Amount(double value, string field) => Within(value, -LargestAmount, LargestAmount, field);

    /// <summary>An amount others are divided by; below a millionth it is a slip and not money.</summary>
    public static double? Divisor(double? value, string field) => value is null ? null : Within(Positive(value.Value, field), 1e-6, LargestAmount, field);

    public static void Amounts(RangeEstimate range, string field)
    {
        Positive(range.Confidence, $"{field}.confidence");
        Within(range.Confidence, 0.01, 1, $"{field}.confidence");
        Amount(range.Low, $"{field}.low");
        Amount(range.High, $"{field}.high");
    }

    public static double? Within(double? value, double low, double high, string field) =>
        value is { } given ? Within(given, low, high, field) : null;

    public static double NotNegative(double value, string field) =>
        Finite(value, field) >= 0 ? value : throw Refuse(field, value, "must not be negative");

    public static double? NotNegative(double? value, string field) =>
        value is { } given ? NotNegative(given, field) : null;

    public static double Positive(double value, string field) =>
        Finite(value, field) > 0 ? value : throw Refuse(field, value, "must be greater than zero");

    public static double? Positive(double? value, string field) =>
        value is { } given ? Positive(given, field) : null;

    public static int AtLeast(int value, int least, string field) =>
        value >= least
            ? value
            : throw new InvalidEstimateException(field, Text(value), $"must be at least {Text(least)}");

    public static string Named(string value, string field) =>
        string.IsNullOrWhiteSpace(value)
            ? throw new InvalidEstimateException(field, value is null ? "null" : "empty", "must have a name")
            : value;

    public static IReadOnlyList<T> NotEmpty<T>(IReadOnlyList<T> values, string field)
    {
        ArgumentNullException.ThrowIfNull(values, field);
        return values.Count > 0 ? values : throw new InvalidEstimateException(field, "empty", "must have at least one entry");
    }

    public static void SameLength(int count, int expected, string field)
    {
        if (count != expected)
            throw new InvalidEstimateException(field, $"{Text(count)} entries", $"must have {Text(expected)} entries");
    }

    public static InvalidEstimateException Refuse(string field, double value, string problem) =>
        new(field, value.ToString("R", CultureInfo.InvariantCulture), problem);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
