using MindMatrix.Approval;
using MindMatrix.Store;

namespace MindMatrix.Tests.Unit.Approval;

public sealed class ActionPipeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Pairs => Moves.Pairs<ApprovalStatus>();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_action_is_decided_once(string from, string to) => Moves.Check<ActionPipe, ApprovalStatus>(
        """
        Pending > Approved, Rejected, Changes_Requested, Deferred; Changes_Requested > Approved, Rejected, Changes_Requested, Deferred;
        Deferred > Approved, Rejected, Changes_Requested, Deferred
        """,
        from, to, An.Action, Decide, action => action.Status);

    [Fact]
    public void An_approval_says_who_when_and_which_plan()
    {
        var action = An.Action();

        action.Approve("Ada", "abc", Now);

        Assert.Equal(("Ada", Now, "abc"), (action.DecidedBy, action.DecidedAt, action.ApprovedHash));
    }

    [Fact]
    public void An_approval_forgets_the_changes_once_asked_for()
    {
        var action = An.Action();
        action.AskForChanges("Ada", "name the owner", Now);
        Assert.Equal("name the owner", action.Reason);

        action.Approve("Ada", "abc", Now);

        Assert.Null(action.Reason);
    }

    [Fact]
    public void A_rejection_keeps_its_reason()
    {
        var action = An.Action();

        action.Reject("Ada", "too dear", Now);

        Assert.Equal((ApprovalStatus.Rejected, "too dear", null), (action.Status, action.Reason, action.ApprovedHash));
    }

    [Fact]
    public void A_deferral_keeps_its_day()
    {
        var action = An.Action();

        action.Defer("Ada", new DateOnly(2027, 1, 4), Now);

        Assert.Equal(new DateOnly(2027, 1, 4), action.DeferredUntil);
    }

    [Theory]
    [InlineData("Pending", true)]
    [InlineData("Changes_Requested", true)]
    [InlineData("Deferred", true)]
    [InlineData("Approved", false)]
    [InlineData("Rejected", false)]
    public void Only_what_is_not_decided_is_open(string status, bool open)
    {
        var action = An.Action();
        if (status != "Pending")
            Decide(action, Enum.Parse<ApprovalStatus>(status));

        Assert.Equal(open, action.IsOpen);
    }

    /// <summary>There is no way back to Pending: no operation leads there.</summary>
    private static void Decide(ActionPipe action, ApprovalStatus to)
    {
        switch (to)
        {
            case ApprovalStatus.Approved: action.Approve("Bob", "hash", Now); break;
            case ApprovalStatus.Rejected: action.Reject("Bob", "no", Now); break;
            case ApprovalStatus.Changes_Requested: action.AskForChanges("Bob", "more", Now); break;
            case ApprovalStatus.Deferred: action.Defer("Bob", new DateOnly(2027, 1, 1), Now); break;
            default: throw new IllegalTransitionException("ACT-0", action.Status.ToString(), to.ToString());
        }
    }
}
