using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MindMatrix.Store;
using Orleans.Concurrency;

namespace MindMatrix.Engine;

/// <summary>Where changes are carried: one per connector.</summary>
internal interface IOutboxDestination
{
    /// <summary>Stable; it stands in stored rows.</summary>
    string Name { get; }

    /// <summary>What has to be carried of a save: kinds and ids of records.</summary>
    /// <param name="changed">The entities that the save adds or modifies.</param>
    IEnumerable<(string Kind, Guid Id)> Carried(IReadOnlyList<object> changed);

    /// <summary>False: nothing is sent yet; the destination has to be read first.</summary>
    Task<bool> IsReadyAsync(CancellationToken cancellationToken);

    /// <summary>Records of a lower rank are sent first, because those of a higher one may point at them.</summary>
    int Rank(string recordKind);

    /// <summary>Brings the outside in line with the record as it is now. May be called again for what was sent but not noted.</summary>
    /// <exception cref="NotYetException">It waits for another record.</exception>
    Task SendAsync(string recordKind, Guid recordId, CancellationToken cancellationToken);
}

/// <summary>A record cannot be sent yet, and nothing is wrong: another has to be there first.</summary>
internal sealed class NotYetException(string message) : Exception(message);

/// <summary>Adds an outbox row per destination for each changed record, as part of the same save.</summary>
internal sealed class OutboxInterceptor(IServiceProvider services, TimeProvider clock) : SaveChangesInterceptor
{
    // Destinations read the store, which is made with this interceptor: they are asked for when it stands.
    private readonly Lazy<IOutboxDestination[]> _destinations = new(() => [.. services.GetServices<IOutboxDestination>()]);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (_destinations.Value.Length == 0)
            return new(result);
        var changed = eventData.Context!.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity).ToList();
        foreach (var destination in _destinations.Value)
        {
            eventData.Context.AddRange(destination.Carried(changed).Distinct().Select(carried => new OutboxMessage
            {
                Destination = destination.Name,
                RecordKind = carried.Kind,
                RecordId = carried.Id,
                CreatedAt = clock.GetUtcNow(),
            }));
        }
        return new(result);
    }
}

/// <summary>One per destination in the whole cluster: sends what waits, a record at a time, parallel across records.</summary>
internal interface IOutboxDrainGrain : IGrainWithStringKey
{
    /// <summary>Notes that something waits and returns at once; the sending runs on in the grain.</summary>
    [OneWay]
    Task Start();

    /// <summary>The same, and waits for the end of it.</summary>
    /// <returns>False after a while without an end: ask again. A grain call must not be held for as long as a slow destination takes.</returns>
    Task<bool> Finish();
}

/// <inheritdoc cref="IOutboxDrainGrain"/>
[Reentrant]
internal sealed class OutboxDrainGrain(IEnumerable<IOutboxDestination> destinations, Database store, TimeProvider clock, Shutdown shutdown, ILogger<OutboxDrainGrain> logger)
    : Grain, IOutboxDrainGrain
{
    /// <summary>Records in one pass; then the queue is looked at again, because what came meanwhile may have to go first.</summary>
    private const int Batch = 200;
    private const int RecordsAtOnce = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(20);

    /// <summary>What was sent is kept so long, for a look at what happened.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private Task _running = Task.CompletedTask;
    private bool _again;

    public Task Start()
    {
        _again = true;
        if (_running.IsCompleted)
            shutdown.WaitFor(_running = RunAsync());
        return Task.CompletedTask;
    }

    public async Task<bool> Finish()
    {
        await Start();
        await Task.WhenAny(_running, Task.Delay(LongestCall, clock));
        return _running.IsCompleted;
    }

    private async Task RunAsync()
    {
        // The activation must outlive the run: an idle one is collected, and a second could begin elsewhere.
        DelayDeactivation(TimeSpan.FromHours(1));
        try
        {
            while (_again && !shutdown.NoNewWork.IsCancellationRequested)
            {
                _again = false;
                await DrainAsync(shutdown.NoNewWork);
            }
        }
        catch (Exception) when (shutdown.NoNewWork.IsCancellationRequested)
        {
            logger.LogInformation("{Destination} is put down: the process is stopping.", this.GetPrimaryKeyString());
        }
        catch (Exception error)
        {
            // The store itself failed; the next sweep begins again.
            logger.LogError(error, "What waits for {Destination} could not be read; it is tried again.", this.GetPrimaryKeyString());
        }
        finally
        {
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    private async Task DrainAsync(CancellationToken stop)
    {
        var name = this.GetPrimaryKeyString();
        var destination = destinations.Single(d => d.Name == name);
        if (!await destination.IsReadyAsync(stop))
            return;
        var (now, old) = (clock.GetUtcNow(), clock.GetUtcNow() - Kept);
        await store.WriteAsync(unit => unit.Db.Set<OutboxMessage>().Where(m => m.Destination == name && m.SentAt < old).ExecuteDeleteAsync(stop), stop);
        var waiting = await store.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Destination == name && m.SentAt == null).OrderBy(m => m.Sequence).ToListAsync(stop), stop);
        // A record whose turn has not come holds back its later changes too: they go out with it. What others point at comes first, however long the queue.
        var due = waiting.GroupBy(m => (m.RecordKind, m.RecordId)).Where(r => !r.Any(m => m.NotBefore > now))
            .GroupBy(r => destination.Rank(r.Key.RecordKind)).OrderBy(r => r.Key).SelectMany(r => r).Take(Batch).ToList();
        var (late, sent) = (new ConcurrentBag<(IReadOnlyList<OutboxMessage> Record, string Why)>(), 0);
        foreach (var rank in due.GroupBy(r => destination.Rank(r.Key.RecordKind)))
        {
            await Parallel.ForEachAsync(rank, new ParallelOptions { MaxDegreeOfParallelism = RecordsAtOnce, CancellationToken = stop }, async (record, cancellationToken) =>
            {
                try
                {
                    await SendAsync(destination, record.Key.RecordKind, record.Key.RecordId, [.. record], cancellationToken);
                    Interlocked.Increment(ref sent);
                }
                catch (NotYetException wait)
                {
                    late.Add(([.. record], wait.Message));
                }
            });
        }
        // What came before its turn is tried again as long as anything moves, and then in a while.
        if (sent == 0)
        {
            foreach (var (record, why) in late)
                await NoteAsync(record, sent: false, why, 1, stop);
        }
        if (due.Count > 0)
            _again = true;
    }

    /// <summary>One request carries all that was noted of the record so far.</summary>
    /// <exception cref="NotYetException">It is not its turn.</exception>
    private async Task SendAsync(IOutboxDestination destination, string kind, Guid id, IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var attempts = messages.Max(m => m.Attempts) + 1;
        try
        {
            await destination.SendAsync(kind, id, cancellationToken);
            await NoteAsync(messages, sent: true, null, attempts, cancellationToken);
        }
        catch (Exception failure) when (failure is not NotYetException && (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested))
        {
            logger.LogWarning(failure, "{Destination} did not take {Kind} {Record}; it is tried again.", destination.Name, kind, id);
            await NoteAsync(messages, sent: false, failure.Message, attempts, cancellationToken);
        }
    }

    private Task NoteAsync(IReadOnlyList<OutboxMessage> messages, bool sent, string? error, int attempts, CancellationToken cancellationToken)
    {
        var sequences = messages.Select(m => m.Sequence).ToList();
        return store.WriteAsync(unit => unit.Db.Set<OutboxMessage>().Where(m => sequences.Contains(m.Sequence)).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Attempts, attempts)
            .SetProperty(m => m.LastError, error)
            .SetProperty(m => m.SentAt, sent ? clock.GetUtcNow() : null)
            .SetProperty(m => m.NotBefore, sent ? null : clock.GetUtcNow() + Backoff(attempts)), cancellationToken), cancellationToken);
    }

    /// <summary>2, 4, 8 … seconds, ten minutes at most.</summary>
    private static TimeSpan Backoff(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(attempts, 20))));
}

/// <summary>Wakes the drains every few seconds: for what a person did, and for what waits for another attempt. The end of an item's work wakes them at once.</summary>
internal sealed class OutboxPump(IGrainFactory grains, IEnumerable<IOutboxDestination> destinations, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rhythm, clock);
        try
        {
            while (destinations.Any() && await timer.WaitForNextTickAsync(stoppingToken))
                await WakeAsync(grains, destinations);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping.
        }
    }

    public static async Task WakeAsync(IGrainFactory grains, IEnumerable<IOutboxDestination> destinations)
    {
        foreach (var destination in destinations)
            await grains.GetGrain<IOutboxDrainGrain>(destination.Name).Start();
    }
}
