using System.Text.Json.Serialization;

namespace MindMatrix.Decisions;

/// <summary>Whether one can come back through the door one goes through.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DoorKind>))]
public enum DoorKind
{
    /// <summary>Nobody said what undoing takes. To be treated as one-way.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>It can be undone in time and at bearable cost.</summary>
    [JsonStringEnumMemberName("two-way")]
    TwoWay,

    /// <summary>It cannot, or only late or dearly.</summary>
    [JsonStringEnumMemberName("one-way")]
    OneWay,
}

/// <summary>One-way and two-way doors, and what a way out is worth (decision-science #30).</summary>
public static class Reversibility
{
    /// <summary>From this share of the stake on, undoing is as bad as not being able to.</summary>
    public const double DearShareOfStake = 0.5;

    /// <summary>An option that takes longer than this to undo is a one-way door.</summary>
    public const int LateDays = 90;

    /// <summary>
    /// One-way if flagged irreversible, if undoing costs at least half of the stake, or if it takes more than 90 days.
    /// Two-way only when cost and days are both known and neither says otherwise; a cost can only be judged against a stake.
    /// </summary>
    /// <param name="irreversible">Somebody says it cannot be undone.</param>
    /// <param name="undoCost">Cost of undoing, in the decision's currency, 0 or more; null when nobody said.</param>
    /// <param name="undoDays">Days undoing takes, 0 or more; null when nobody said.</param>
    /// <param name="stake">What the decision puts at stake, in its currency, above 0; null when unknown.</param>
    /// <exception cref="InvalidEstimateException">A number is negative or not finite.</exception>
    public static DoorKind Door(bool irreversible, double? undoCost, double? undoDays, double? stake)
    {
        Require.NotNegative(undoCost, "undo-cost");
        Require.NotNegative(undoDays, "undo-days");
        Require.Positive(stake, "stake");
        if (irreversible || undoDays > LateDays || (undoCost > 0 && undoCost >= DearShareOfStake * stake))
            return DoorKind.OneWay;
        var costIsKnownToBeBearable = undoCost == 0 || (undoCost is not null && stake is not null);
        return costIsKnownToBeBearable && undoDays is not null ? DoorKind.TwoWay : DoorKind.Unknown;
    }

    /// <summary>Expected value when every outcome worse than leaving is left, Σ p·max(x, −exit), in currency.</summary>
    /// <exception cref="InvalidEstimateException">The exit cost is negative or not finite.</exception>
    public static double ValueWithExit(Prospect prospect, double exitCost)
    {
        ArgumentNullException.ThrowIfNull(prospect);
        Require.NotNegative(exitCost, "exit-cost");
        var sum = 0.0;
        for (var i = 0; i < prospect.Count; i++)
            sum += prospect.Probability(i) * Math.Max(prospect.Payoffs[i], -exitCost);
        return sum;
    }

    /// <summary>What the way out is worth: the value with it less the expected value without, in currency, 0 or more.</summary>
    /// <exception cref="InvalidEstimateException">The exit cost is negative or not finite.</exception>
    public static double ExitOptionValue(Prospect prospect, double exitCost) =>
        Math.Max(0, ValueWithExit(prospect, exitCost) - Moments.ExpectedValue(prospect));
}
