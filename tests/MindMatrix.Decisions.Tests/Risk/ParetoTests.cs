namespace MindMatrix.Decisions.Tests.Risk;

public sealed class ParetoTests
{
    private static readonly Direction[] ReturnUpRiskDown = [Direction.HigherIsBetter, Direction.LowerIsBetter];

    [Fact]
    public void B_is_dominated_and_equal_rows_are_not()
    {
        double?[][] rows = [[100, 20], [90, 25], [60, 5], [60, 5]];
        Assert.Equal([null, 0, null, null], Pareto.DominatedBy(rows, ReturnUpRiskDown));
    }

    [Fact]
    public void A_row_with_a_gap_is_not_comparable()
    {
        double?[][] rows = [[100, 20], [90, null]];
        Assert.Equal([null, null], Pareto.DominatedBy(rows, ReturnUpRiskDown));
    }

    [Fact]
    public void Distances_to_the_ideal_are_as_printed()
    {
        var distances = DistanceToIdeal.Of([[100, 20], [90, 25], [60, 5]], ReturnUpRiskDown);
        Expect.Close(0.75, distances[0]);
        Expect.Golden(1.030776, distances[1]);
        Expect.Close(1, distances[2]);
    }

    [Fact]
    public void A_criterion_on_which_all_are_equal_adds_no_distance() =>
        Assert.Equal([0, 1], DistanceToIdeal.Of([[5, 1], [5, 2]], ReturnUpRiskDown));

    [Fact]
    public void A_row_of_the_wrong_length_is_refused() =>
        Expect.Refusal("rows[0]", "1 entries", () => Pareto.DominatedBy([new double?[] { 1 }], ReturnUpRiskDown));
}
