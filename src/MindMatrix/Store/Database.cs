using Microsoft.EntityFrameworkCore;

namespace MindMatrix.Store;

/// <summary>
/// Opens units of work. A write is one transaction: the work, the handlers of the facts it stated, its log entries and outbox rows
/// are committed together or not at all; watchers hear of it afterwards.
/// </summary>
internal sealed class Database(IDbContextFactory<MindMatrixDb> contexts, ChangeFeed feed, IServiceProvider services) : IDisposable
{
    // SQLite has one writer. Waiting here, in order and without polling, is far quicker than SQLite's busy time-out,
    // which remains for writers in other processes.
    private readonly SemaphoreSlim _oneWriter = new(1, 1);

    public async Task<T> ReadAsync<T>(Func<MindMatrixDb, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await query(db);
    }

    public async Task<T> WriteAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await _oneWriter.WaitAsync(cancellationToken);
        List<Change> changes;
        T result;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var unit = new UnitOfWork(db, services);
            result = await work(unit);
            changes = await unit.SaveAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            _oneWriter.Release();
        }
        foreach (var change in changes)
            feed.Publish(change);
        return result;
    }

    public Task WriteAsync(Func<UnitOfWork, Task> work, CancellationToken cancellationToken) =>
        WriteAsync(async unit => { await work(unit); return true; }, cancellationToken);

    public void Dispose() => _oneWriter.Dispose();
}

/// <summary>One transaction in the making.</summary>
internal sealed class UnitOfWork(MindMatrixDb db, IServiceProvider services)
{
    private readonly List<Change> _changes = [];

    public MindMatrixDb Db => db;

    /// <summary>States a fact; its handlers run at once, in this transaction.</summary>
    public async Task StateAsync<TEvent>(TEvent happened, CancellationToken cancellationToken) where TEvent : IDomainEvent
    {
        foreach (var handler in services.GetServices<IHandle<TEvent>>())
            await handler.HandleAsync(happened, this, cancellationToken);
    }

    /// <summary>Writes what is pending, so that short numbers exist; nothing is visible to others before the commit.</summary>
    public async Task<List<Change>> SaveAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in db.ChangeTracker.Entries<Record>())
        {
            if (entry.State == EntityState.Modified)
                entry.Entity.Version++;
            if (entry.State is EntityState.Added or EntityState.Modified)
                _changes.Add(new Change(entry.Metadata.ClrType.Name, entry.Entity.Id));
        }
        await db.SaveChangesAsync(cancellationToken);
        return _changes;
    }
}
