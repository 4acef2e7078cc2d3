namespace MindMatrix.Decisions.Tests.Criteria;

public sealed class CriteriaTests
{
    private static readonly double[][] Values = [[1, 0, 0], [0.558140, 0.807692, 0.666667], [0, 1, 1]];

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.654711)]
    [InlineData(2, 0.5)]
    public void Weighted_sums_are_as_printed(int option, double sum) =>
        Expect.Golden(sum, WeightedSum.Of([0.5, 0.3, 0.2], Values[option]));

    [Fact]
    public void Weights_are_relative_and_all_zero_means_equal()
    {
        Expect.Close(WeightedSum.Of([0.5, 0.3, 0.2], Values[1]), WeightedSum.Of([5, 3, 2], Values[1]));
        Expect.Close(Values[1].Average(), WeightedSum.Of([0, 0, 0], Values[1]));
    }

    [Fact]
    public void Shares_of_the_weight_simplex_are_as_printed()
    {
        var shares = WeightRobustness.Shares(Values);
        Expect.Golden(0.1515, shares[0], 1e-4);
        Expect.Golden(0.3182, shares[1], 1e-4);
        Expect.Golden(0.5303, shares[2], 1e-4);
        Expect.Close(1, shares.Sum());
    }

    [Fact]
    public void A_tie_that_rounding_hides_is_split() =>
        // They tie at the weights 4 and 6, where the sums differ in the last bit.
        Expect.Close(4.5 / 11, WeightRobustness.Shares([[0.0, 0.2], [0.3, 0.0]])[0]);

    [Fact]
    public void Three_criteria_give_66_weightings() => Expect.Close(1 / 66.0, WeightRobustness.Shares([[1, 0, 0], [0.999, 1, 1]])[0]);

    [Fact]
    public void Rank_order_weights_of_three_are_as_printed()
    {
        var weights = RankOrderWeights.Of(3);
        Expect.Golden(0.611111, weights[0]);
        Expect.Golden(0.277778, weights[1]);
        Expect.Golden(0.111111, weights[2]);
    }

    [Fact]
    public void A_criterion_scales_between_fixed_anchors_and_respects_its_direction()
    {
        var cost = new Criterion { Name = "cost", Direction = Direction.LowerIsBetter, LowAnchor = 100, HighAnchor = 500 };
        Expect.Close(0.75, cost.Scale(200));
        Assert.Equal(0, cost.Scale(900));
        Assert.Equal(1, cost.Scale(0));
    }

    [Fact]
    public void Reversed_anchors_are_refused() =>
        Expect.Refusal("cost high-anchor", "1", () => new Criterion { Name = "cost", LowAnchor = 5 }.Scale(2));

    [Fact]
    public void A_negative_weight_is_refused() => Expect.Refusal("weights[1]", "-1", () => WeightedSum.Normalised([1, -1]));
}
