namespace MindMatrix.Decisions;

/// <summary>Where the lead changes hands (decision-science #24).</summary>
public static class FlipPoint
{
    private const int Segments = 64;
    private const int Bisections = 100;

    /// <summary>
    /// The value nearest to the mode at which the lead changes its sign, or null when it keeps it over the whole range
    /// («robust»). A linear lead is solved exactly; any other is searched in 64 steps and bisected, so two changes closer
    /// together than one step may be missed.
    /// </summary>
    /// <param name="range">The input's range, in its unit.</param>
    /// <param name="lead">The leader's result less that of the best alternative, at a value of the input.</param>
    /// <exception cref="InvalidEstimateException">The lead is not finite somewhere.</exception>
    public static double? Of(RangeEstimate range, Func<double, double> lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        double? nearest = null;
        var left = range.Low;
        var atLeft = At(left);
        for (var step = 1; step <= Segments; step++)
        {
            var right = step == Segments ? range.High : range.Low + (range.High - range.Low) * step / Segments;
            var atRight = At(right);
            // A lead that only touches zero has not changed hands; whether it does shows at the next point that is not zero.
            if (atRight == 0) continue;
            if (atLeft != 0 && atLeft > 0 != atRight > 0 && Root(left, atLeft, right, atRight) is var root
                && (nearest is not { } best || Math.Abs(root - range.Mode) < Math.Abs(best - range.Mode)))
                nearest = root;
            (left, atLeft) = (right, atRight);
        }
        return nearest;

        double At(double value) => Require.Finite(lead(value), "lead");

        double Root(double low, double atLow, double high, double atHigh)
        {
            // The secant is the answer wherever the lead is linear, and then it is exact where bisection is only close.
            var secant = low + (high - low) * (atLow / (atLow - atHigh));
            if (Math.Abs(At(secant)) <= 1e-12 * Math.Max(Math.Abs(atLow), Math.Abs(atHigh))) return secant;
            for (var i = 0; i < Bisections; i++)
            {
                var middle = low + (high - low) / 2;
                if (At(middle) > 0 == atLow > 0) low = middle; else high = middle;
            }
            return low + (high - low) / 2;
        }
    }
}
