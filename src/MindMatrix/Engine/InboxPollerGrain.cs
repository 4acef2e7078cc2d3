namespace MindMatrix.Engine;

/// <summary>One in the whole cluster: looks for items that are not at their end and starts their grains.</summary>
internal interface IInboxPollerGrain : IGrainWithIntegerKey
{
    /// <returns>The items found.</returns>
    Task<IReadOnlyList<Guid>> Sweep();
}

internal sealed class InboxPollerGrain(IItemFlow flow) : Grain, IInboxPollerGrain
{
    public async Task<IReadOnlyList<Guid>> Sweep()
    {
        var found = await flow.UnfinishedAsync(CancellationToken.None);
        foreach (var item in found)
            await GrainFactory.GetGrain<IItemGrain>(item).Start();
        return found;
    }
}
