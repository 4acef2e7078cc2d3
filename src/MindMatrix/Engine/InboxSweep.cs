using System.Threading.Channels;

namespace MindMatrix.Engine;

/// <summary>Starts the sweep with the process and keeps it going: what a process that died left behind is taken up at once and looked for every minute.</summary>
internal sealed class InboxSweep(IGrainFactory grains, IEnumerable<IInboxSource> sources, IEnumerable<IOutboxDestination> destinations, TimeProvider clock, ILogger<InboxSweep> logger) : BackgroundService
{
    public const int EverySeconds = 60;

    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(45);

    private readonly Channel<bool> _soon = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>UTC; null before the first sweep.</summary>
    public DateTimeOffset? LastSwept { get; private set; }

    public string? LastError { get; private set; }

    /// <summary>Fetches from the sources, then sweeps.</summary>
    /// <returns>The items found, not yet at their end.</returns>
    public async Task<IReadOnlyList<Guid>> PollAsync(CancellationToken cancellationToken)
    {
        while (!await grains.GetGrain<IInboxPollerGrain>(0).Pull())
            cancellationToken.ThrowIfCancellationRequested();
        return await SweepAsync();
    }

    /// <summary>Lets the next poll begin now.</summary>
    public void PollSoon() => _soon.Writer.TryWrite(true);

    /// <summary>Waits until nothing is left that could be sent now; 45 seconds at most, because what is done is done, whether a slow destination has it or not.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        foreach (var destination in destinations)
        {
            while (clock.GetElapsedTime(begun) < LongestFlush && !await grains.GetGrain<IOutboxDrainGrain>(destination.Name).Finish())
                cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Sweeps once.</summary>
    /// <returns>The items found, not yet at their end.</returns>
    public async Task<IReadOnlyList<Guid>> SweepAsync()
    {
        var found = await grains.GetGrain<IInboxPollerGrain>(0).Sweep();
        await OutboxPump.WakeAsync(grains, destinations);
        (LastSwept, LastError) = (clock.GetUtcNow(), null);
        return found;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        [
            KeepAsync(TimeSpan.FromSeconds(EverySeconds), SweepAsync, stoppingToken),
            .. sources.Select(s => s.Every).Order().Take(1).Select(every => KeepAsync(every, () => PollAsync(stoppingToken), stoppingToken)),
            HeedAsync(stoppingToken),
        ]);

    private async Task HeedAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var _ in _soon.Reader.ReadAllAsync(stoppingToken))
                await TryAsync(() => PollAsync(stoppingToken), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping.
        }
    }

    private async Task KeepAsync(TimeSpan every, Func<Task> act, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            do
            {
                await TryAsync(act, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping, or its start has failed and is being said elsewhere.
        }
    }

    private async Task TryAsync(Func<Task> act, CancellationToken stoppingToken)
    {
        try
        {
            await act();
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The engine went down under the sweep; the next start sweeps first.
        }
        catch (Exception error)
        {
            LastError = error.Message;
            logger.LogError(error, "The sweep failed; it is tried again.");
        }
    }
}
