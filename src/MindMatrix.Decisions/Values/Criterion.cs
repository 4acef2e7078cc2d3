using System.Text.Json.Serialization;

namespace MindMatrix.Decisions;

/// <summary>Which end of a criterion is the good one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>More is better, such as a return.</summary>
    [JsonStringEnumMemberName("higher-is-better")]
    HigherIsBetter,

    /// <summary>Less is better, such as a risk.</summary>
    [JsonStringEnumMemberName("lower-is-better")]
    LowerIsBetter,
}

/// <summary>
/// One criterion of a weighted sum. The anchors are fixed when the decision is framed: anchors taken from the options
/// that happen to be present would let a hopeless extra option reverse the ranking of the others (decision-science #25).
/// </summary>
public sealed record Criterion
{
    /// <summary>The criterion's name, unique in its decision.</summary>
    public required string Name { get; init => field = Require.Named(value, "criterion.name"); }

    /// <summary>Which end is good.</summary>
    public Direction Direction { get; init; }

    /// <summary>The value at the lower end of the scale, in the criterion's unit.</summary>
    public double LowAnchor { get; init => field = Require.Amount(value, "criterion.low-anchor"); }

    /// <summary>The value at the upper end of the scale, in the criterion's unit; above <see cref="LowAnchor"/>.</summary>
    public double HighAnchor { get; init => field = Require.Amount(value, "criterion.high-anchor"); } = 1;

    /// <summary>Relative weight, 0 or more; weights need not sum to one.</summary>
    public double Weight { get; init => field = Require.Within(value, 0, Require.LargestAmount, "criterion.weight"); } = 1;

    /// <summary>Places a value on the criterion's 0 (bad) to 1 (good) scale; beyond the anchors it stays at the end.</summary>
    /// <exception cref="InvalidEstimateException">Not finite, or the anchors are not in order.</exception>
    public double Scale(double value)
    {
        Require.Finite(value, $"{Name} score");
        if (HighAnchor <= LowAnchor)
            throw Require.Refuse($"{Name} high-anchor", HighAnchor, "must be above the low anchor");
        var share = Math.Clamp((value - LowAnchor) / (HighAnchor - LowAnchor), 0, 1);
        return Direction == Direction.HigherIsBetter ? share : 1 - share;
    }
}

/// <summary>What one option reaches on one criterion, in the criterion's own unit.</summary>
public sealed record CriterionScore(string Option, string Criterion, double Value)
{
    /// <summary>The value, in the criterion's own unit.</summary>
    public double Value { get; init => field = Require.Amount(value, "criterion-score.value"); } = Require.Amount(Value, "criterion-score.value");
}
