namespace MindMatrix.Decisions.Tests.Risk;

public sealed class KellyTests
{
    private static readonly Prospect ThreeOutcomes = Prospect.Of([0.3, 0.5, 0.2], [-1, 0.5, 3]);

    [Theory]
    [InlineData(0.6, 1, 1, 0.2)]
    [InlineData(0.5, 2, 1, 0.25)]
    [InlineData(0.6, 1, 0.5, 0.8)]
    [InlineData(0.55, 0.3, 0.2, 1)]
    [InlineData(0.4, 1, 1, 0)]
    public void Two_outcomes_as_printed_between_nothing_and_the_cap(double p, double win, double loss, double fraction) =>
        Expect.Close(fraction, Kelly.Fraction(p, win, loss));

    [Fact]
    public void Without_the_cap_the_last_printed_bet_would_be_leveraged() => Expect.Close(1.25, Kelly.Fraction(0.55, 0.3, 0.2, cap: 10));

    [Fact]
    public void Three_outcomes_as_printed()
    {
        var fraction = Kelly.Fraction(ThreeOutcomes);
        Expect.Golden(0.385206, fraction);
        Expect.Golden(0.0957442, Kelly.LogGrowth(ThreeOutcomes, fraction), 1e-7);
    }

    [Fact]
    public void Case_A_with_a_stake_of_40_as_printed() => Expect.Golden(0.643021, Kelly.Fraction(GoldenCase.A.Scaled(1 / 40.0)));

    [Fact]
    public void The_fraction_grows_more_than_its_neighbours()
    {
        var best = Kelly.Fraction(ThreeOutcomes);
        var growth = Kelly.LogGrowth(ThreeOutcomes, best);
        Assert.True(growth > Kelly.LogGrowth(ThreeOutcomes, best - 0.01));
        Assert.True(growth > Kelly.LogGrowth(ThreeOutcomes, best + 0.01));
    }

    [Fact]
    public void Two_outcomes_agree_with_the_general_solution() =>
        Expect.Close(Kelly.Fraction(0.6, 1, 0.5), Kelly.Fraction(Prospect.Of([0.6, 0.4], [1, -0.5])), 1e-12);

    [Fact]
    public void An_expected_loss_gets_nothing_and_a_sure_gain_the_cap()
    {
        Assert.Equal(0, Kelly.Fraction(Prospect.Of([0.5, 0.5], [-1, 0.5])));
        Assert.Equal(0.7, Kelly.Fraction(Prospect.Of([0.5, 0.5], [0.1, 0.5]), 0.7));
    }

    [Fact]
    public void Staking_what_can_lose_everything_grows_infinitely_badly() =>
        Assert.Equal(double.NegativeInfinity, Kelly.LogGrowth(ThreeOutcomes, 1));

    [Fact]
    public void A_cap_below_the_solution_is_the_answer() => Expect.Close(0.3, Kelly.Fraction(ThreeOutcomes, 0.3));

    [Fact]
    public void An_impossible_ruin_does_not_limit_the_stake() =>
        Expect.Close(0.2, Kelly.Fraction(Prospect.Of([0.6, 0.4, 0], [1, -1, -100])), 1e-12);

    [Fact]
    public void Not_knowing_the_probability_halves_the_printed_bet()
    {
        var k = Kelly.Shrinkage(0.6, 1, 0.1);
        Expect.Close(0.5, k);
        Expect.Close(0.1, Kelly.Shown(Kelly.Fraction(0.6, 1, 1), k));
        Assert.Equal(1, Kelly.Shrinkage(0.6, 1, 0));
        Assert.Equal(0, Kelly.Shrinkage(0.5, 1, 0.1));
    }

    [Fact]
    public void Half_of_kelly_keeps_three_quarters_of_the_growth()
    {
        var bet = Prospect.Of([0.6, 0.4], [1, -1]);
        Expect.Golden(0.0150419, Kelly.LogGrowth(bet, 0.1), 1e-7);
        Expect.Golden(0.0201355, Kelly.LogGrowth(bet, 0.2), 1e-7);
        Expect.Golden(74.7, 100 * Kelly.LogGrowth(bet, 0.1) / Kelly.LogGrowth(bet, 0.2), 0.1);
    }

    [Fact]
    public void A_loss_of_nothing_is_refused() => Expect.Refusal("loss", "0", () => Kelly.Fraction(0.5, 1, 0));
}
