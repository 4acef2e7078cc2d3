using CsCheck;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;

namespace MindMatrix.Tests.Unit.Dialectic;

/// <summary>The golden values of decision-science 1.10 and #13.</summary>
public sealed class RotationTests
{
    [Fact]
    public void The_shuffle_is_the_published_one()
    {
        var shuffled = Rotation.Shuffle(["A", "B", "C", "D"], 42);

        Assert.Equal("BDAC", string.Concat(shuffled));
        Assert.Equal("DACB", string.Concat(Rotation.Left(shuffled, 1)));
        Assert.Equal("ACBD", string.Concat(Rotation.Left(shuffled, 2)));
        Assert.Equal("CADB", string.Concat(shuffled.Reverse()));
    }

    [Fact]
    public void The_seed_is_the_published_one() => Assert.Equal(2299975874473324721ul, Rotation.Seed("dec-001"));

    [Fact]
    public void The_generator_is_the_published_one()
    {
        Assert.Equal(0xBDD732262FEB6E95, new SplitMix64(42).Next());
        Assert.Equal(0.7415648787718233, new SplitMix64(42).NextUnit());
    }

    [Fact]
    public void A_shuffle_loses_nothing_and_leaves_the_list_as_it_was() => Gen.Select(Gen.Int.Array[1, 12], Gen.ULong).Holds((items, seed) =>
    {
        var before = items.ToArray();
        var shuffled = Rotation.Shuffle(items, seed);
        return shuffled.Order().SequenceEqual(items.Order()) && items.SequenceEqual(before) && shuffled.SequenceEqual(Rotation.Shuffle(items, seed));
    });

    [Fact]
    public void Each_option_stands_first_once_over_all_rotations() => Assert.Equal(
        ["A", "B", "C", "D"], Enumerable.Range(0, 4).Select(by => Rotation.Left(["A", "B", "C", "D"], by)[0]));

    [Fact]
    public void A_rotation_by_the_whole_length_changes_nothing() => Assert.Equal(["A", "B", "C"], Rotation.Left(["A", "B", "C"], 3));

    [Fact]
    public void Other_decisions_have_other_seeds() => Assert.NotEqual(Rotation.Seed("dec-001"), Rotation.Seed("dec-002"));

    [Fact]
    public void Each_order_is_as_likely_as_another()
    {
        var counts = Enumerable.Range(0, 6_000).GroupBy(n => string.Concat(Rotation.Shuffle(["A", "B", "C"], Rotation.Seed($"dec-{n}")))).ToDictionary(g => g.Key, g => g.Count());

        // 1,000 each are expected; five standard deviations are 144. The seeds are fixed, so this passes always or never.
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, n => Assert.InRange(n, 856, 1_144));
    }
}
