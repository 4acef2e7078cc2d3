using MindMatrix.Decisions.Tests.Sampling;

namespace MindMatrix.Decisions.Tests.Information;

public sealed class SensitivityTests
{
    private static IReadOnlyList<TornadoBar> Bars(params string[] order)
    {
        var variables = order.Select(name => MonteCarloTests.Profit.Variables.Single(v => v.Name == name)).ToArray();
        var model = MonteCarloTests.Unwidened(MonteCarloTests.Profit with { Variables = variables });
        return Tornado.Of(variables, point => model.Value(0, point));
    }

    [Fact]
    public void The_tornado_of_the_profit_model_is_as_printed()
    {
        var bars = Bars("units", "margin", "fixed");
        Assert.Equal(["units", "fixed", "margin"], bars.Select(b => b.Variable));
        Assert.Equal([20_000, 15_000, 15_000], bars.Select(b => b.Swing));
        Expect.Golden(47.06, 100 * bars[0].Share, 0.01);
        Expect.Golden(26.47, 100 * bars[1].Share, 0.01);
        Expect.Golden(26.47, 100 * bars[2].Share, 0.01);
    }

    [Fact]
    public void Equal_swings_are_ordered_by_name_however_they_came_in() =>
        Assert.Equal(Bars("units", "margin", "fixed"), Bars("fixed", "margin", "units"));

    [Fact]
    public void Nothing_moves_a_constant()
    {
        var bars = Tornado.Of(MonteCarloTests.Profit.Variables, _ => 5);
        Assert.All(bars, b => Assert.Equal((0, 0), (b.Swing, b.Share)));
    }

    [Fact]
    public void The_lead_changes_at_three_eighths() =>
        Expect.Close(0.375, FlipPoint.Of(new(0, 0.6, 1), p => p * 120 - (1 - p) * 40 - 20), 1e-15);

    [Fact]
    public void The_margin_breaks_even_at_25() =>
        Expect.Close(25, FlipPoint.Of(new(10, 40, 45), margin => 1000 * margin - 25_000), 1e-15);

    [Fact]
    public void A_lead_that_lasts_is_robust() => Assert.Null(FlipPoint.Of(new(30, 40, 45), margin => 1000 * margin - 25_000));

    [Fact]
    public void A_curved_lead_is_bisected() =>
        Expect.Close(Math.Sqrt(2), FlipPoint.Of(new(0, 3, 5), x => x * x - 2), 1e-12);

    [Fact]
    public void Of_two_changes_the_one_nearest_to_the_mode_counts() =>
        Expect.Close(7, FlipPoint.Of(new(0, 6, 10), x => (x - 2) * (7 - x)), 1e-12);

    [Fact]
    public void A_lead_that_shrinks_to_nothing_at_the_end_of_the_range_has_not_changed_hands()
    {
        Assert.Null(FlipPoint.Of(new(0, 5, 10), x => 10 - x));
        Assert.Null(FlipPoint.Of(new(0, 5, 10), x => (x - 5) * (x - 5)));
        Expect.Close(5, FlipPoint.Of(new(0, 7, 10), x => x - 5), 1e-12);
    }
}
