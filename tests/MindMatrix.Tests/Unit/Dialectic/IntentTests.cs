using MindMatrix.Dialectic;

namespace MindMatrix.Tests.Unit.Dialectic;

public sealed class IntentTests
{
    public static TheoryData<string, string> Pairs => Moves.Pairs<IntentStatus>();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_intent_moves_only_along_its_way(string from, string to) => Moves.Check<Intent, IntentStatus>(
        """
        Ready > In_Analysis; In_Analysis > Analyzed; Analyzed > In_Analysis, Approved, Rejected, Deferred;
        Deferred > In_Analysis, Approved, Rejected, Deferred; Approved > Executed; Executed > Done
        """,
        from, to, An.Intent, (intent, status) => intent.MoveTo(status), intent => intent.Status);

    [Theory]
    [InlineData(10, "P0", 7)]
    [InlineData(8, "P0", 7)]
    [InlineData(7, "P1", 14)]
    [InlineData(6, "P1", 14)]
    [InlineData(5, "P2", 30)]
    [InlineData(1, "P2", 30)]
    public void The_impact_sets_priority_and_time(int impact, string priority, int days)
    {
        var intent = An.Intent();
        intent.Impact = impact;

        Assert.Equal((priority, days), (intent.Priority, Intent.DaysUntilDue(impact)));
    }
}
