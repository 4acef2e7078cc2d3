namespace MindMatrix.Decisions.Tests;

internal static class Expect
{
    /// <summary>A value as printed in the document: correct to the digits given there.</summary>
    public static void Golden(double printed, double? computed, double digits = 1e-6) =>
        Assert.True(computed is { } value && Math.Abs(value - printed) <= digits / 2 * 1.000001, $"expected {printed:R}, computed {computed:R}");

    /// <summary>Equal but for rounding.</summary>
    public static void Close(double expected, double? actual, double relative = 1e-12) =>
        Assert.True(actual is { } value && Math.Abs(value - expected) <= relative * Math.Max(1, Math.Max(Math.Abs(expected), Math.Abs(value))),
            $"expected {expected:R}, got {actual:R}");

    /// <summary>The action is refused with this field and value in the message.</summary>
    public static InvalidEstimateException Refusal(string field, string value, Action action)
    {
        var refusal = Assert.Throws<InvalidEstimateException>(action);
        Assert.Equal(field, refusal.Field);
        Assert.Equal(value, refusal.Value);
        Assert.Equal($"{field} is {value}: {refusal.Problem}", refusal.Message);
        return refusal;
    }
}
