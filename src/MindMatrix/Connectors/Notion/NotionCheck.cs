using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MindMatrix.Engine;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

/// <summary>How the mirror is, from what really happened: nothing is asked of Notion for a health check.</summary>
internal sealed class NotionCheck(NotionPull pull, Database store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var waiting = await store.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.Destination == NotionMirror.Destination && m.SentAt == null).OrderBy(m => m.Sequence)
            .Select(m => new { m.CreatedAt, m.LastError }).ToListAsync(cancellationToken), cancellationToken);
        var last = pull.LastPulled is { } at ? $"Notion was last read at {at:HH:mm:ss} UTC" : "Notion was not read yet";
        var queue = waiting.Count == 0 ? "everything is written" : $"{waiting.Count} changes wait to be written, the oldest since {waiting[0].CreatedAt:HH:mm:ss} UTC";
        var error = pull.LastError ?? waiting.Select(m => m.LastError).FirstOrDefault(e => e is not null);
        var text = $"{last}, {queue}.{(error is null ? "" : $" {error}")}";
        return error is null ? HealthCheckResult.Healthy(text) : HealthCheckResult.Degraded(text);
    }
}
