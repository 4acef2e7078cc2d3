using Microsoft.EntityFrameworkCore;
using MindMatrix.Store;

namespace MindMatrix.Audit;

/// <summary>Reads the execution log; nothing writes it but the acts themselves.</summary>
internal static class LogApi
{
    internal sealed record LogPage(IReadOnlyList<LogEntry> Items, long? Next);

    public static void MapLog(this IEndpointRouteBuilder app)
    {
        var log = app.MapGroup("/api/log").WithTags("Log");
        log.MapGet("/", (Database store, CancellationToken cancellationToken, Guid? item = null, Guid? subject = null, long? after = null, int limit = 100) => store.ReadAsync(async db =>
        {
            limit = Math.Clamp(limit, 1, 500);
            var entries = await db.Log.Where(e => (item == null || e.ItemId == item) && (subject == null || e.SubjectId == subject) && (after == null || e.Position < after))
                .OrderByDescending(e => e.Position).Take(limit + 1).ToListAsync(cancellationToken);
            return new LogPage([.. entries.Take(limit)], entries.Count > limit ? entries[limit - 1].Position : null);
        }, cancellationToken)).WithName("ListLog").WithSummary("What was done, the latest first; item=UUID for all that followed from one thought.");
        log.MapGet("/verify", (Database store, CancellationToken cancellationToken) => store.ReadAsync(db => ExecutionLog.VerifyAsync(db, cancellationToken), cancellationToken))
            .WithName("VerifyLog").WithSummary("Checks the hash chain from the first entry to the last.");
    }
}
