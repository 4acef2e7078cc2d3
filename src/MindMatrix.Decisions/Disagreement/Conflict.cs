namespace MindMatrix.Decisions;

/// <summary>The parts of the conflict index, each 0 to 1 or null when it could not be computed.</summary>
/// <param name="W">Kendall's coefficient of concordance: 1 when all rank alike.</param>
/// <param name="H">Entropy of the first votes: 0 when all vote alike.</param>
/// <param name="D">Spread of the advisers' modes for the leader against its pooled width: 0 when they name the same value.</param>
public sealed record ConflictParts(double? W, double? H, double? D);

/// <summary>One number for how far the advisers are apart (decision-science 3.7). Weights and thresholds are defaults, not findings.</summary>
public static class Conflict
{
    /// <summary>From here on a round of cross-examination is worth its price.</summary>
    public const double High = 0.5;

    /// <summary>Below this no round is needed.</summary>
    public const double Low = 0.25;

    /// <summary>
    /// 0.5·(1 − W) + 0.3·H + 0.2·D, from 0 (at one) to 1. With two options a ranking says no more than the vote, so there it is
    /// 0.6·H + 0.4·D. The weights of missing parts go to the others in proportion; with no part at all the index is 0.
    /// </summary>
    /// <exception cref="InvalidEstimateException">A part is outside 0 to 1, or there are no options.</exception>
    public static double Index(ConflictParts parts, int options)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Require.AtLeast(options, 1, "options");
        var two = options == 2;
        double sum = 0, weights = 0;
        if (!two && Require.Within(parts.W, 0, 1, "conflict.w") is { } w) Add(0.5, 1 - w);
        if (Require.Within(parts.H, 0, 1, "conflict.h") is { } h) Add(two ? 0.6 : 0.3, h);
        if (Require.Within(parts.D, 0, 1, "conflict.d") is { } d) Add(two ? 0.4 : 0.2, d);
        return weights > 0 ? sum / weights : 0;

        void Add(double weight, double part)
        {
            sum += weight * part;
            weights += weight;
        }
    }

    /// <summary>Largest less smallest mode over the width of the pooled range, clipped to 0 … 1.</summary>
    /// <returns>0 when all modes are equal; 1 when they differ although the pooled range has no width.</returns>
    /// <exception cref="InvalidEstimateException">No modes, or one is not finite.</exception>
    public static double Spread(IReadOnlyList<double> modes, Triangular pooled)
    {
        Require.NotEmpty(modes, "modes");
        var apart = modes.Max(m => Require.Finite(m, "modes")) - modes.Min();
        if (apart == 0) return 0;
        var width = pooled.High - pooled.Low;
        return width > 0 ? Math.Clamp(apart / width, 0, 1) : 1;
    }
}
