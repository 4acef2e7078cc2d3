namespace MindMatrix.Decisions;

/// <summary>
/// Exponential and logarithm from additions, multiplications and divisions only. <see cref="Math.Exp"/> and
/// <see cref="Math.Log(double)"/> call the C library of the machine, whose last bit differs between systems; a report must not.
/// The method and constants are those of fdlibm's e_exp.c and e_log.c (Sun Microsystems 1993), error below one unit in the last place.
/// </summary>
internal static class PortableMath
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x > 709.782712893383973096) return double.PositiveInfinity;
        if (x < -745.13321910194110842) return 0;

        // x = k ln 2 + r with |r| at most half of ln 2; ln 2 in two parts keeps r exact.
        var k = (int)Math.Floor(x * 1.44269504088896338700e+00 + 0.5);
        var high = x - k * Ln2High;
        var low = k * Ln2Low;
        var r = high - low;
        var t = r * r;
        var c = r - t * (1.66666666666666019037e-01 + t * (-2.77777777770155933842e-03 + t * (6.61375632143793436117e-05
            + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
        var y = 1 - (low - r * c / (2 - c) - high);
        return ScaleByPowerOfTwo(y, k);
    }

    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0) return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x)) return x;

        var k = 0;
        if (x < 2.2250738585072014e-308)
        {
            k = -54;
            x *= 1L << 54;
        }
        var bits = BitConverter.DoubleToInt64Bits(x);
        k += (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            k++;
        }

        var f = mantissa - 1;
        var s = f / (2 + f);
        var z = s * s;
        var w = z * z;
        var even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
        var odd = z * (6.666666666666735130e-01 + w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
        var halfSquare = 0.5 * f * f;
        return k * Ln2High - (halfSquare - (s * (halfSquare + even + odd) + k * Ln2Low) - f);
    }

    /// <summary>ln(p / (1 − p)).</summary>
    public static double Logit(double p) => Log(p / (1 - p));

    /// <summary>1 / (1 + e^−x).</summary>
    public static double Sigmoid(double x) => 1 / (1 + Exp(-x));

    private static double ScaleByPowerOfTwo(double value, int exponent)
    {
        // In two steps, since 2^1024 and 2^-1074 are no normal numbers.
        var half = exponent / 2;
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
