namespace MindMatrix.Decisions;

/// <summary>
/// Latin hypercube sampling (decision-science #13): each variable visits each of N equal slices of its probability exactly
/// once, in a random order of its own. Variables are independent of each other.
/// </summary>
public static class LatinHypercube
{
    /// <summary>Fills <paramref name="slices"/> with 0 … N−1 in the random order that belongs to the seed.</summary>
    public static void Order(Span<int> slices, ulong seed)
    {
        for (var i = 0; i < slices.Length; i++)
            slices[i] = i;
        new SplitMix64(seed).Shuffle(slices);
    }

    /// <summary>The middle of a slice as a probability: (slice + ½) / N.</summary>
    public static double Middle(int slice, int count) => (slice + 0.5) / count;
}
