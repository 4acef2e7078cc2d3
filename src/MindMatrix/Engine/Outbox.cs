using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MindMatrix.Store;

namespace MindMatrix.Engine;

/// <summary>Where changes are carried: one per connector.</summary>
internal interface IOutboxDestination
{
    /// <summary>Stable; it stands in stored rows.</summary>
    string Name { get; }

    /// <summary>True when changes of records of this kind are carried there.</summary>
    bool Carries(string recordKind);

    /// <summary>Brings the outside in line with the record as it is now. May be called again for a message that was sent but not noted.</summary>
    Task SendAsync(OutboxMessage message, CancellationToken cancellationToken);
}

/// <summary>Adds an outbox row per destination for each changed record, as part of the same save.</summary>
internal sealed class OutboxInterceptor(IEnumerable<IOutboxDestination> destinations, TimeProvider clock) : SaveChangesInterceptor
{
    private readonly IOutboxDestination[] _destinations = [.. destinations];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (_destinations.Length == 0)
            return new(result);
        var changed = eventData.Context!.ChangeTracker.Entries<Record>().Where(e => e.State is EntityState.Added or EntityState.Modified).ToList();
        foreach (var entry in changed)
        {
            var kind = entry.Metadata.ClrType.Name;
            eventData.Context.AddRange(_destinations.Where(d => d.Carries(kind)).Select(d => new OutboxMessage
            {
                Destination = d.Name,
                RecordKind = kind,
                RecordId = entry.Entity.Id,
                CreatedAt = clock.GetUtcNow(),
            }));
        }
        return new(result);
    }
}

/// <summary>One per destination in the whole cluster: sends what waits, in order per record, parallel across records.</summary>
internal interface IOutboxDrainGrain : IGrainWithStringKey
{
    /// <summary>Sends what may be sent now.</summary>
    /// <returns>How many messages still wait.</returns>
    Task<int> Drain();
}

internal sealed class OutboxDrainGrain(IEnumerable<IOutboxDestination> destinations, Database store, TimeProvider clock, Shutdown shutdown, ILogger<OutboxDrainGrain> logger)
    : Grain, IOutboxDrainGrain
{
    private const int Batch = 200;
    private const int RecordsAtOnce = 8;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public async Task<int> Drain()
    {
        var name = this.GetPrimaryKeyString();
        var destination = destinations.Single(d => d.Name == name);
        var stop = shutdown.NoNewWork;
        var waiting = await store.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Destination == name && m.SentAt == null)
            .OrderBy(m => m.Sequence).Take(Batch).ToListAsync(stop), stop);
        await Parallel.ForEachAsync(waiting.GroupBy(m => m.RecordId), new ParallelOptions { MaxDegreeOfParallelism = RecordsAtOnce, CancellationToken = stop }, async (record, cancellationToken) =>
        {
            foreach (var message in record.OrderBy(m => m.Sequence))
            {
                // A later change of a record must not overtake an earlier one that waits for its next attempt.
                if (message.NotBefore > clock.GetUtcNow() || !await SendAsync(destination, message, cancellationToken))
                    break;
            }
        });
        return await store.ReadAsync(db => db.Set<OutboxMessage>().CountAsync(m => m.Destination == name && m.SentAt == null, stop), stop);
    }

    private async Task<bool> SendAsync(IOutboxDestination destination, OutboxMessage message, CancellationToken cancellationToken)
    {
        string? error = null;
        try
        {
            await destination.SendAsync(message, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            error = failure.Message;
            logger.LogWarning(failure, "{Destination} did not take {Kind} {Record}; it is tried again.", destination.Name, message.RecordKind, message.RecordId);
        }
        await store.WriteAsync(unit => unit.Db.Set<OutboxMessage>().Where(m => m.Sequence == message.Sequence).ExecuteUpdateAsync(set => set
            .SetProperty(m => m.Attempts, m => m.Attempts + 1)
            .SetProperty(m => m.LastError, error)
            .SetProperty(m => m.SentAt, error == null ? clock.GetUtcNow() : null)
            .SetProperty(m => m.NotBefore, error == null ? null : clock.GetUtcNow() + Backoff(message.Attempts + 1)), cancellationToken), cancellationToken);
        return error is null;
    }

    /// <summary>2, 4, 8 … seconds, ten minutes at most.</summary>
    private static TimeSpan Backoff(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(attempts, 20))));
}
