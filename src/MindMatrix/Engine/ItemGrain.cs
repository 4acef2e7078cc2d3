
namespace MindMatrix.Engine;

/// <summary>Takes one item from where it is to an end: a record of its own, or Needs_Review with a reason.</summary>
internal interface IItemFlow
{
    /// <exception cref="OperationCanceledException">The process is stopping; the item is taken up after the next start.</exception>
    Task RunAsync(Guid itemId);

    /// <summary>Ids of the items that are not at their end, the oldest first.</summary>
    Task<IReadOnlyList<Guid>> UnfinishedAsync(CancellationToken cancellationToken);
}

/// <summary>One per inbox item in the whole cluster: two runs of one item cannot overlap.</summary>
internal interface IItemGrain : IGrainWithGuidKey
{
    /// <summary>Notes that the item wants work and returns at once; the work runs on in the grain.</summary>
    Task Start();
}

internal sealed class ItemGrain(IItemFlow flow, IEnumerable<IOutboxDestination> destinations, Shutdown shutdown, ILogger<ItemGrain> logger) : Grain, IItemGrain
{
    private Task _running = Task.CompletedTask;

    public Task Start()
    {
        if (_running.IsCompleted)
            shutdown.WaitFor(_running = RunAsync());
        return Task.CompletedTask;
    }

    private async Task RunAsync()
    {
        // The activation must outlive the run: an idle one is collected, and a second could begin elsewhere.
        DelayDeactivation(TimeSpan.FromHours(1));
        try
        {
            await flow.RunAsync(this.GetPrimaryKey());
            await OutboxPump.WakeAsync(GrainFactory, destinations);
        }
        catch (OperationCanceledException)
        {
            logger.LogInformation("Item {Item} is put down: the process is stopping.", this.GetPrimaryKey());
        }
        catch (Exception error)
        {
            // The store itself failed, or the item would be at its end. The sweep takes it up again.
            logger.LogError(error, "Item {Item} could not be brought to an end; it is taken up again by the next sweep.", this.GetPrimaryKey());
        }
        finally
        {
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _running.WaitAsync(cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);
}
