using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MindMatrix.Dialectic;

/// <summary>Checks the sums that a model writes: it may propose one, code works it out.</summary>
internal static partial class Arithmetic
{
    /// <summary>Two figures that are shown alike: within one per cent.</summary>
    public static bool Same(double a, double b) => Math.Abs(a - b) <= 0.01 * Math.Max(Math.Abs(a), Math.Abs(b)) + 1e-9;

    /// <summary>The right-hand side of a sum such as <c>12 * 9500 = 114000</c> when its left-hand side comes to the same; else null.</summary>
    public static double? Result(string sum)
    {
        var sides = sum.Replace(",", "", StringComparison.Ordinal).Replace('×', '*').Replace('·', '*').Replace('−', '-').Replace('÷', '/').Split('=');
        if (sides.Length != 2 || !Calculation().IsMatch(sides[0]) || !Operator().IsMatch(sides[0]) || sum.Length > 200
            || !double.TryParse(sides[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var stated))
        {
            return null;
        }
        try
        {
            // With a decimal point in it a number is no 32-bit integer, which would overflow.
            using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
            var computed = Convert.ToDouble(table.Compute(WholeNumber().Replace(sides[0], "$0.0"), null), CultureInfo.InvariantCulture);
            return Same(computed, stated) ? stated : null;
        }
        catch (Exception wrong) when (wrong is EvaluateException or SyntaxErrorException or DivideByZeroException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[\d\s.+\-*/()]+$")]
    private static partial Regex Calculation();

    [GeneratedRegex(@"[\d)]\s*[+\-*/]\s*[\d(]")]
    private static partial Regex Operator();

    [GeneratedRegex(@"(?<![\d.])\d+(?![\d.])")]
    private static partial Regex WholeNumber();
}
