using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using MindMatrix.Store;

namespace MindMatrix.Audit;

/// <summary>The hash chain of the execution log.</summary>
/// <remarks>
/// A chain without a key shows accidents and careless edits, not an operator who recomputes it from the start:
/// keep the head's hash elsewhere (it is printed by <c>./run log verify</c>) to notice that too.
/// </remarks>
internal static class ExecutionLog
{
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";
    public const string System = "system";

    extension(MindMatrixDb db)
    {
        public DbSet<LogEntry> Log => db.Set<LogEntry>();
    }

    /// <summary>Adds an entry to the unit of work; it is chained when the unit is saved.</summary>
    public static void Log(
        this UnitOfWork unit, TimeProvider clock, string actor, string act, Record subject, Guid? itemId, string summary,
        string? model = null, long costMicroUsd = 0) =>
        unit.Log(clock, actor, act, subject.GetType().Name, subject.Id, itemId, summary, model, costMicroUsd);

    /// <summary>The same for a record that need not be loaded.</summary>
    public static void Log(
        this UnitOfWork unit, TimeProvider clock, string actor, string act, string subjectKind, Guid subjectId, Guid? itemId, string summary,
        string? model = null, long costMicroUsd = 0)
    {
        var now = clock.GetUtcNow();
        unit.Db.Add(new LogEntry
        {
            At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)),
            Actor = actor,
            Act = act,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            ItemId = itemId,
            Summary = summary,
            Model = model,
            CostMicroUsd = costMicroUsd,
        });
    }

    /// <summary>SHA-256 over the previous hash and the entry's fields, each preceded by its length so that no two entries read alike.</summary>
    public static string HashOf(LogEntry entry)
    {
        string?[] fields =
        [
            entry.PreviousHash, entry.Position.ToString(CultureInfo.InvariantCulture), entry.Id.ToString(),
            entry.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture), entry.Actor, entry.Act,
            entry.SubjectKind, entry.SubjectId.ToString(), entry.ItemId?.ToString(), entry.Summary, entry.Model,
            entry.CostMicroUsd.ToString(CultureInfo.InvariantCulture),
        ];
        var text = new StringBuilder();
        foreach (var field in fields)
            text.Append(field?.Length ?? -1).Append(':').Append(field).Append(';');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>Reads the whole chain and returns the first fault in words, or null when every entry is as it was written.</summary>
    public static async Task<LogVerification> VerifyAsync(MindMatrixDb db, CancellationToken cancellationToken)
    {
        // Head and entries are read as of one instant: an entry written meanwhile is no sign of tampering.
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var snapshot = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(snapshot, cancellationToken);
        var head = await db.Set<LogHead>().AsNoTracking().SingleAsync(cancellationToken);
        var previous = Genesis;
        long position = 0;
        await foreach (var entry in db.Log.AsNoTracking().OrderBy(e => e.Position).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            position++;
            if (entry.Position != position)
                return new(position - 1, head.Hash, $"LOG-{position} is missing.");
            if (entry.PreviousHash != previous)
                return new(position - 1, head.Hash, $"LOG-{position} does not follow from the entry before it.");
            if (HashOf(entry) != entry.Hash)
                return new(position - 1, head.Hash, $"LOG-{position} was changed after it was written.");
            previous = entry.Hash;
        }
        if (position != head.Count || previous != head.Hash)
            return new(position, head.Hash, $"The log ends at LOG-{position}, but {head.Count} entries were written.");
        return new(position, head.Hash, null);
    }
}

/// <param name="Entries">How many entries from the start are as they were written.</param>
/// <param name="Head">The hash of the last entry written, to be kept elsewhere.</param>
/// <param name="Fault">The first fault, in words; null when there is none.</param>
internal sealed record LogVerification(long Entries, string Head, string? Fault);

/// <summary>Chains new log entries as they are saved, in the transaction that saves them.</summary>
internal sealed class LogChainInterceptor : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = eventData.Context!;
        var entries = db.ChangeTracker.Entries<LogEntry>().ToList();
        if (entries.Any(e => e.State is EntityState.Modified or EntityState.Deleted))
            throw new InvalidOperationException("The execution log is append-only.");
        var added = entries.Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        if (added.Count == 0)
            return result;

        var head = db.Set<LogHead>().Local.SingleOrDefault() ?? await db.Set<LogHead>().AsTracking().SingleAsync(cancellationToken);
        foreach (var entry in added)
        {
            entry.Position = ++head.Count;
            entry.PreviousHash = head.Hash;
            head.Hash = entry.Hash = ExecutionLog.HashOf(entry);
        }
        return result;
    }
}
