using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Dialectic;

namespace MindMatrix.Tests.Unit.Approval;

/// <summary>What an approval says of the plan it approves; the operations as a whole are tested in Integration.</summary>
public sealed class ApprovalsTests
{
    [Fact]
    public async Task A_hash_in_capitals_is_the_same_hash()
    {
        await using var store = await WaitingAsync();
        var approvals = new Approvals(store.Database, TimeProvider.System);

        var action = await approvals.ApproveAsync("ACT-1", An.Plan().Hash().ToUpperInvariant(), "Ada", TestContext.Current.CancellationToken);

        Assert.Equal(An.Plan().Hash(), action.ApprovedHash);
        Assert.DoesNotContain("after edits", (await store.ReadAsync(db => db.Log.SingleAsync(TestContext.Current.CancellationToken))).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_said_twice_is_one_approval()
    {
        await using var store = await WaitingAsync();
        var approvals = new Approvals(store.Database, TimeProvider.System);
        await approvals.ApproveAsync("ACT-1", An.Plan().Hash(), "Ada", TestContext.Current.CancellationToken);

        var again = await approvals.ApproveAsync("ACT-1", An.Plan().Hash().ToUpperInvariant(), "Bob", TestContext.Current.CancellationToken);

        Assert.Equal("Ada", again.DecidedBy);
        Assert.Equal(1, await store.ReadAsync(db => db.Log.CountAsync(TestContext.Current.CancellationToken)));
    }

    private static async Task<TempStore> WaitingAsync()
    {
        var store = await TempStore.CreateAsync();
        var intent = An.Intent();
        intent.MoveTo(IntentStatus.In_Analysis);
        intent.MoveTo(IntentStatus.Analyzed);
        await store.WriteAsync(unit => unit.Db.AddRange(intent, new ActionPipe { Title = "Hire", IntentId = intent.Id, ItemId = intent.ItemId, Draft = An.Plan(), Plan = An.Plan() }));
        return store;
    }
}
