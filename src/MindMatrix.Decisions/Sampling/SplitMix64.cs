using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MindMatrix.Decisions;

/// <summary>
/// The generator behind every draw (Steele, Lea and Flood 2014; decision-science #13). Our own twenty lines, because the
/// sequence of <see cref="Random"/> is not promised across .NET versions and a decision must be recomputable years later.
/// </summary>
/// <param name="seed">Any 64 bits; equal seeds give equal sequences everywhere.</param>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The next number in [0, 1), with 53 random bits.</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Puts the items in a random order (Fisher and Yates, from the last item down).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)(NextUnit() * (i + 1));
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A seed from a text, such as a decision's id: the first eight bytes, big-endian, of its SHA-256.</summary>
    public static ulong SeedFor(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>
    /// The seed of one named stream of a run. By name and not by position, so that listing the options in another order
    /// gives every option the same draws.
    /// </summary>
    internal static ulong StreamSeed(ulong seed, string name) =>
        SeedFor(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}/{name}"));
}
