using Orleans.Concurrency;

namespace MindMatrix.Engine;

/// <summary>Where thoughts and edits are fetched from: a connector that has to ask.</summary>
internal interface IInboxSource
{
    /// <summary>How often it is asked.</summary>
    TimeSpan Every { get; }

    /// <summary>Fetches what is new and stores it. What it could not fetch it fetches the next time.</summary>
    Task PullAsync(CancellationToken cancellationToken);
}

/// <summary>One in the whole cluster: fetches from the sources, looks for items that are not at their end and starts their grains.</summary>
internal interface IInboxPollerGrain : IGrainWithIntegerKey
{
    /// <summary>Fetches from every source; a fetch that runs is joined.</summary>
    /// <returns>False after a while without an end: ask again.</returns>
    Task<bool> Pull();

    /// <returns>The items found.</returns>
    Task<IReadOnlyList<Guid>> Sweep();
}

/// <inheritdoc cref="IInboxPollerGrain"/>
[Reentrant]
internal sealed class InboxPollerGrain(IItemFlow flow, IEnumerable<IInboxSource> sources, Shutdown shutdown, TimeProvider clock) : Grain, IInboxPollerGrain
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);
    private Task? _pull;

    public async Task<bool> Pull()
    {
        var pull = _pull ??= PullAsync();
        await Task.WhenAny(pull, Task.Delay(LongestCall, clock));
        if (!pull.IsCompleted)
            return false;
        if (ReferenceEquals(_pull, pull))
            _pull = null;
        await pull;
        return true;
    }

    private async Task PullAsync()
    {
        foreach (var source in sources)
            await source.PullAsync(shutdown.NoNewWork);
    }

    public async Task<IReadOnlyList<Guid>> Sweep()
    {
        var found = await flow.UnfinishedAsync(CancellationToken.None);
        foreach (var item in found)
            await GrainFactory.GetGrain<IItemGrain>(item).Start();
        return found;
    }
}
