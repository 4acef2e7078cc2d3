using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Engine;
using MindMatrix.Store;

namespace MindMatrix.Flow;

/// <summary>What a person does with an item that waits for a look.</summary>
internal sealed class Reviews(Database store, TimeProvider clock, IGrainFactory grains)
{
    /// <summary>Takes the item up again. Steps with a result are kept; those that were given up run again.</summary>
    /// <param name="type">What the person says it is; null to leave the triage as it is.</param>
    /// <exception cref="RefusalException">404 no such item; 409 it does not wait for a review.</exception>
    public async Task<InboxItem> RetryAsync(string key, ThoughtType? type, string person, CancellationToken cancellationToken)
    {
        var item = await store.WriteAsync(async unit =>
        {
            var item = await unit.Db.Inbox.ByKeyAsync("inbox item", key, cancellationToken);
            if (item.Status != InboxStatus.Needs_Review)
                throw new RefusalException(409, "not-in-review", $"INB-{item.Number} is {item.Status}; it does not wait for a review.", "Only items in Needs_Review can be taken up again.");
            await unit.Db.Set<StepRecord>().Where(s => s.ItemId == item.Id && s.GivenUp).ExecuteDeleteAsync(cancellationToken);
            if (type is not null)
            {
                // A new type makes another question of it; what the old one answered stays in the journal.
                await unit.Db.Set<StepRecord>().Where(s => s.ItemId == item.Id && s.Name == "triage").ExecuteDeleteAsync(cancellationToken);
                item.InsistOn = type;
            }
            item.Attempts = 0;
            item.MoveTo(InboxStatus.Processing, clock);
            unit.Log(clock, person, type is null ? "Retry Asked" : "Triage Corrected", item, item.Id, type is null ? $"{person} asked for another run." : $"{person} said that it is {type.Value.ToString().ToLowerInvariant()}.");
            return item;
        }, cancellationToken);
        await grains.GetGrain<IItemGrain>(item.Id).Start();
        return item;
    }
}
