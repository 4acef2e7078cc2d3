namespace MindMatrix.Engine;

/// <summary>Starts the sweep with the process and keeps it going: what a process that died left behind is taken up at once and looked for every minute.</summary>
internal sealed class InboxSweep(IGrainFactory grains, IEnumerable<IOutboxDestination> destinations, TimeProvider clock, ILogger<InboxSweep> logger) : BackgroundService
{
    public const int EverySeconds = 60;

    /// <summary>UTC; null before the first sweep.</summary>
    public DateTimeOffset? LastSwept { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>Sweeps once.</summary>
    /// <returns>The items found, not yet at their end.</returns>
    public async Task<IReadOnlyList<Guid>> SweepAsync()
    {
        var found = await grains.GetGrain<IInboxPollerGrain>(0).Sweep();
        foreach (var destination in destinations)
            await grains.GetGrain<IOutboxDrainGrain>(destination.Name).Drain();
        (LastSwept, LastError) = (clock.GetUtcNow(), null);
        return found;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(EverySeconds), clock);
        try
        {
            do
            {
                await TrySweepAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping, or its start has failed and is being said elsewhere.
        }
    }

    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            await SweepAsync();
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The engine went down under the sweep; the next start sweeps first.
        }
        catch (Exception error)
        {
            LastError = error.Message;
            logger.LogError(error, "The sweep failed; it is tried again in {Seconds} s.", EverySeconds);
        }
    }
}
