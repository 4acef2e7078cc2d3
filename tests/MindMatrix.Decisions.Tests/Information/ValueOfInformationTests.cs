namespace MindMatrix.Decisions.Tests.Information;

public sealed class ValueOfInformationTests
{
    private static readonly PayoffTable Launch = new(["go", "skip"],
        [Prospect.Of([0.4, 0.6], [100, -50]), Prospect.Of([0.4, 0.6], [0, 0])]);

    /// <summary>Price 1 or 2, volume 20 or 60; go is worth price × volume − 50.</summary>
    private static readonly PayoffTable PriceAndVolume = new(["go", "skip"],
        [Prospect.Of([0.2, 0.3, 0.2, 0.3], [-30, 10, -10, 70]), Prospect.Of([0.2, 0.3, 0.2, 0.3], [0, 0, 0, 0])]);

    [Fact]
    public void A_market_test_is_worth_13_of_at_most_30()
    {
        Expect.Close(13, ValueOfInformation.Evsi(Launch, 0.8, 0.7));
        Expect.Close(30, ValueOfInformation.Evpi(Launch));
    }

    [Fact]
    public void The_intermediate_values_of_the_market_test_are_as_printed()
    {
        var positive = 0.4 * 0.8 + 0.6 * 0.3;
        Expect.Close(0.5, positive);
        Expect.Close(0.64, 0.4 * 0.8 / positive);
        Expect.Close(0.16, 0.4 * 0.2 / (1 - positive));
        Expect.Close(23, ValueOfInformation.Evsi(Launch, 0.8, 0.7) + 10);
    }

    [Fact]
    public void A_test_that_knows_everything_is_worth_perfect_information_and_a_coin_nothing()
    {
        Expect.Close(30, ValueOfInformation.Evsi(Launch, 1, 1));
        Expect.Close(0, ValueOfInformation.Evsi(Launch, 0.5, 0.5));
    }

    [Fact]
    public void Knowing_the_volume_is_worth_all_and_knowing_the_price_a_part()
    {
        Expect.Close(16, Moments.ExpectedValue(PriceAndVolume.Prospects[0]));
        Expect.Close(8, ValueOfInformation.Evpi(PriceAndVolume));
        Expect.Close(3, ValueOfInformation.Evppi(PriceAndVolume, [0, 0, 1, 1], 2));
        Expect.Close(8, ValueOfInformation.Evppi(PriceAndVolume, [0, 1, 0, 1], 2));
    }

    [Fact]
    public void Likelihoods_that_do_not_sum_to_one_are_refused() =>
        Expect.Refusal("sum of likelihoods in state 0", "0.9", () => ValueOfInformation.Evsi(Launch, [[0.5, 0.5], [0.4, 0.5]]));

    [Fact]
    public void A_test_that_is_right_more_often_than_always_is_refused()
    {
        Expect.Refusal("sensitivity", "1.2", () => ValueOfInformation.Evsi(Launch, 1.2, 0.7));
        Expect.Refusal("specificity", "-0.1", () => ValueOfInformation.Evsi(Launch, 0.8, -0.1));
        Expect.Refusal("states", "4 entries", () => ValueOfInformation.Evsi(PriceAndVolume, 0.8, 0.7));
    }

    [Fact]
    public void A_bin_out_of_range_is_refused() =>
        Expect.Refusal("bins[3]", "2", () => ValueOfInformation.Evppi(PriceAndVolume, [0, 0, 1, 2], 2));
}
