namespace MindMatrix.Decisions.Tests.Risk;

public sealed class GoldenCaseTests
{
    [Fact]
    public void Expected_values_are_43_24_and_0()
    {
        Expect.Close(43, Moments.ExpectedValue(GoldenCase.A));
        Expect.Close(24, Moments.ExpectedValue(GoldenCase.B));
        Assert.Equal(0, Moments.ExpectedValue(GoldenCase.StatusQuo));
    }

    [Fact]
    public void Standard_deviations_are_as_printed()
    {
        Expect.Golden(56.929781, Moments.StandardDeviation(GoldenCase.A));
        Expect.Golden(11.135529, Moments.StandardDeviation(GoldenCase.B));
        Assert.Equal(0, Moments.StandardDeviation(GoldenCase.StatusQuo));
    }

    [Fact]
    public void No_outcomes_have_no_expected_value()
    {
        Expect.Refusal("payoffs", "empty", () => Prospect.Of([], []));
        Expect.Refusal("draws", "empty", () => Prospect.OfDraws([]));
    }

    [Fact]
    public void One_scenario_alone_has_no_spread()
    {
        var certain = Prospect.Of([1], [0.1]);
        Assert.Equal(0, Moments.StandardDeviation(certain));
        Assert.Null(Moments.SharpeRatio(certain));
    }

    [Fact]
    public void Between_two_scenarios_there_is_nothing_to_interpolate() =>
        Assert.Equal([-40, -40, 30, 30, 120, 120], new[] { 0, 0.2, 0.21, 0.7, 0.71, 1 }.Select(q => Moments.PayoffAt(GoldenCase.A, q)));

    [Fact]
    public void Sharpe_like_ratios_are_as_printed_and_undefined_without_spread()
    {
        Expect.Golden(0.755316, Moments.SharpeRatio(GoldenCase.A));
        Expect.Golden(2.155264, Moments.SharpeRatio(GoldenCase.B));
        Assert.Null(Moments.SharpeRatio(GoldenCase.StatusQuo));
    }

    [Fact]
    public void The_rounding_of_a_large_constant_is_no_spread() =>
        Assert.Null(Moments.SharpeRatio(Prospect.OfDraws([.. Enumerable.Repeat(1e12 / 3, 1000)])));

    [Fact]
    public void Returns_are_measured_against_the_risk_free_rate()
    {
        Expect.Close(0.4, Moments.SharpeRatio(0.1, 0.02, 0.2));
        Assert.Null(Moments.SharpeRatio(0.1, 0.02, 0));
    }

    [Fact]
    public void Sortino_is_as_printed_and_undefined_without_a_downside()
    {
        Expect.Golden(2.403773, Moments.SortinoRatio(GoldenCase.A));
        Assert.Null(Moments.SortinoRatio(GoldenCase.B));
    }

    [Fact]
    public void Sortino_measures_gain_and_downside_from_the_target() =>
        // (43 − 40)/√(0.2·80² + 0.5·10²)
        Expect.Close(3 / Math.Sqrt(1330), Moments.SortinoRatio(GoldenCase.A, 40));

    [Fact]
    public void Probability_of_loss_is_a_fifth() => Expect.Close(0.2, Moments.ProbabilityOfLoss(GoldenCase.A));

    [Fact]
    public void Breaking_even_is_no_loss()
    {
        Assert.Equal(0.25, Moments.ProbabilityOfLoss(Prospect.OfDraws([0, -1, 1, 0])));
        Assert.Equal(0, Moments.ProbabilityOfLoss(GoldenCase.StatusQuo));
    }

    [Fact]
    public void Certainty_equivalents_at_a_tolerance_of_100_are_as_printed()
    {
        Expect.Golden(27.557919, CertaintyEquivalent.Of(GoldenCase.A, 100));
        Expect.Golden(23.391527, CertaintyEquivalent.Of(GoldenCase.B, 100));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-100, "-100")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_risk_tolerance_that_is_not_positive_and_finite_is_refused(double tolerance, string text) =>
        Expect.Refusal("risk-tolerance", text, () => CertaintyEquivalent.Of(GoldenCase.A, tolerance));

    [Fact]
    public void The_mean_variance_approximation_of_the_certainty_equivalent_is_as_printed_and_only_close()
    {
        var spread = Moments.StandardDeviation(GoldenCase.A);
        Expect.Golden(26.795, Moments.ExpectedValue(GoldenCase.A) - spread * spread / 200, 1e-3);
        Assert.True(CertaintyEquivalent.Of(GoldenCase.A, 100) - 26.795 > 0.7);
    }

    [Fact]
    public void An_impossible_catastrophe_changes_no_certainty_equivalent() =>
        Expect.Close(5, CertaintyEquivalent.Of(Prospect.Of([1, 0], [5, -1e9]), 1));

    [Fact]
    public void Regrets_are_50_80_and_120_and_the_smallest_expected_regret_is_the_value_of_perfect_information()
    {
        Assert.Equal([50, 80, 120], Regret.Largest(GoldenCase.Table));
        Expect.Close(10, Regret.Expected(GoldenCase.Table)[0]);
        Expect.Close(10, ValueOfInformation.Evpi(GoldenCase.Table));
    }

    [Fact]
    public void A_is_better_than_B_with_probability_four_fifths()
    {
        var shares = ProbabilityBest.Of(new(["a", "b"], [GoldenCase.A, GoldenCase.B]));
        Expect.Close(0.8, shares[0]);
        Expect.Close(0.2, shares[1]);
    }

    [Fact]
    public void A_way_out_at_10_is_worth_6()
    {
        Expect.Close(49, Reversibility.ValueWithExit(GoldenCase.A, 10));
        Expect.Close(6, Reversibility.ExitOptionValue(GoldenCase.A, 10));
    }
}
