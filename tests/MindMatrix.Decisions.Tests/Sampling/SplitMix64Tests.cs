namespace MindMatrix.Decisions.Tests.Sampling;

public sealed class SplitMix64Tests
{
    [Fact]
    public void Seed_42_begins_as_published()
    {
        Assert.Equal(0xBDD732262FEB6E95UL, new SplitMix64(42).Next());
        Assert.Equal(0.7415648787718233, new SplitMix64(42).NextUnit());
    }

    [Fact]
    public void Shuffling_four_letters_with_seed_42_gives_BDAC()
    {
        var letters = "ABCD".ToCharArray();
        new SplitMix64(42).Shuffle<char>(letters);
        Assert.Equal("BDAC", new string(letters));
    }

    [Fact]
    public void A_seed_is_the_first_eight_bytes_of_the_hash_of_the_decision_id() =>
        Assert.Equal(2299975874473324721UL, SplitMix64.SeedFor("dec-001"));

    [Fact]
    public void Ten_thousand_plain_draws_of_the_triangular_distribution_have_the_printed_mean()
    {
        var random = new SplitMix64(42);
        var distribution = new Triangular(10, 20, 60);
        var sum = 0.0;
        for (var i = 0; i < 10_000; i++) sum += distribution.Quantile(random.NextUnit());
        Expect.Golden(30.0585258232949, sum / 10_000, 1e-13);
    }
}
