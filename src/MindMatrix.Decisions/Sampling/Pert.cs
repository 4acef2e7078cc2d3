namespace MindMatrix.Decisions;

/// <summary>
/// The PERT distribution with λ = 4: a beta distribution stretched over [a, b] (decision-science #9).
/// MathNet's <c>BetaScaled.PERT(min, max, likely)</c> takes the mode last and divides by (mode − mean): on 0.1, 0.2, 0.3, which
/// is symmetric but for rounding, its α is −1 instead of 3. So the shape is computed here and only the beta quantile is MathNet's.
/// </summary>
/// <param name="Low">The smallest possible value a.</param>
/// <param name="Mode">The most likely value m.</param>
/// <param name="High">The largest possible value b.</param>
/// <exception cref="InvalidEstimateException">Not finite, or a ≤ m ≤ b does not hold.</exception>
public readonly record struct Pert(double Low, double Mode, double High)
{
    /// <summary>The smallest possible value a.</summary>
    public double Low { get; } = new RangeEstimate(Low, Mode, High).Low;

    /// <summary>The most likely value m.</summary>
    public double Mode { get; } = Mode;

    /// <summary>The largest possible value b.</summary>
    public double High { get; } = High;

    /// <summary>α = 1 + 4(m − a)/(b − a); 3 when there is no width.</summary>
    public double Alpha => High > Low ? 1 + 4 * (Mode - Low) / (High - Low) : 3;

    /// <summary>β = 1 + 4(b − m)/(b − a); 3 when there is no width.</summary>
    public double Beta => High > Low ? 1 + 4 * (High - Mode) / (High - Low) : 3;

    /// <summary>(a + 4m + b) / 6.</summary>
    public double Mean => (Low + 4 * Mode + High) / 6;

    /// <summary>(μ − a)(b − μ) / 7; the textbook ((b − a)/6)² is a different, usually smaller number.</summary>
    public double Variance => (Mean - Low) * (High - Mean) / 7;

    /// <summary>The value below which the share u lies; u from 0 to 1.</summary>
    /// <exception cref="InvalidEstimateException">u is outside 0 to 1.</exception>
    public double Quantile(double u)
    {
        Require.Within(u, 0, 1, "quantile.probability");
        return High > Low ? Low + (High - Low) * MathNet.Numerics.Distributions.Beta.InvCDF(Alpha, Beta, u) : Mode;
    }
}
