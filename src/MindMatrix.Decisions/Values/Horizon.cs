using System.Text.Json.Serialization;

namespace MindMatrix.Decisions;

/// <summary>The time a decision is judged over. All figures of one decision share it.</summary>
/// <param name="Days">Whole days, at least 1.</param>
/// <exception cref="InvalidEstimateException">Less than one day.</exception>
[method: JsonConstructor]
public readonly record struct Horizon(int Days)
{
    /// <summary>Whole days, at least 1.</summary>
    public int Days { get; } = Require.AtLeast(Days, 1, "horizon-days");
}
