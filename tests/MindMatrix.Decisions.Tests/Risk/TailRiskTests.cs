namespace MindMatrix.Decisions.Tests.Risk;

public sealed class TailRiskTests
{
    [Theory]
    [InlineData(0.75, 26)]
    [InlineData(0.95, 40)]
    public void Case_A_has_the_printed_tail(double alpha, double cvar) => Expect.Close(cvar, TailRisk.Cvar(GoldenCase.A, alpha));

    [Fact]
    public void The_worst_five_of_a_hundred_losses_average_98() =>
        Expect.Close(98, TailRisk.Cvar(Prospect.OfDraws([.. Enumerable.Range(1, 100).Select(l => -(double)l)]), 0.95));

    [Fact]
    public void The_outcome_at_the_border_counts_in_part() =>
        Expect.Golden(9.666667, TailRisk.Cvar(Prospect.OfDraws([.. Enumerable.Range(1, 10).Select(l => -(double)l)]), 0.85));

    [Fact]
    public void A_sure_gain_has_a_negative_tail() => Expect.Close(-10, TailRisk.Cvar(Prospect.Of([0.5, 0.5], [10, 10]), 0.9));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(double.NaN, "NaN")]
    public void A_level_outside_zero_to_one_is_refused(double alpha, string text) =>
        Expect.Refusal("alpha", text, () => TailRisk.Cvar(GoldenCase.A, alpha));
}
