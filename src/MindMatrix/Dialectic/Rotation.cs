using MindMatrix.Decisions;

namespace MindMatrix.Dialectic;

/// <summary>
/// The order in which options are shown. Models favour what stands first, so each adviser sees another rotation and the two syntheses
/// opposite orders (decision-science 1.5, 1.6, 1.10 step 2).
/// </summary>
internal static class Rotation
{
    /// <summary>The first eight bytes, big-endian, of SHA-256 over the decision's id.</summary>
    public static ulong Seed(string decisionId) => SplitMix64.SeedFor(decisionId);

    /// <summary>A Fisher–Yates shuffle of <paramref name="items"/>, the same for the same seed on every machine.</summary>
    public static IReadOnlyList<T> Shuffle<T>(IReadOnlyList<T> items, ulong seed)
    {
        var shuffled = items.ToArray();
        new SplitMix64(seed).Shuffle<T>(shuffled);
        return shuffled;
    }

    /// <summary><paramref name="items"/> moved left by <paramref name="by"/>, the first ones to the end.</summary>
    public static IReadOnlyList<T> Left<T>(IReadOnlyList<T> items, int by) =>
        [.. items.Skip(by % items.Count), .. items.Take(by % items.Count)];
}
