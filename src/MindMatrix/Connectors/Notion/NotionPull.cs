using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Capture;
using MindMatrix.Engine;
using MindMatrix.Execution;
using MindMatrix.Notion;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

/// <summary>
/// Fetches what people did in Notion: thoughts dropped, plans edited, approvals, progress, corrections, prompts, areas and nodes. Each database
/// is read from the last edit seen, with an overlap, because Notion tells time in minutes; what is known already changes nothing.
/// </summary>
internal sealed class NotionPull(INotionApi notion, Workspace workspace, NotionEdits edits, Database store, AppSettings settings, TimeProvider clock, ILogger<NotionPull> logger) : IInboxSource
{
    /// <summary>Read before anything is written.</summary>
    public static readonly IReadOnlyList<string> ReadFirst = ["areas", "agent_registry", "nodes"];

    private const string KeyPrefix = "notion:";
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private DateTimeOffset _wholeAt;

    public TimeSpan Every => TimeSpan.FromSeconds(settings.PollingIntervalSeconds);

    /// <summary>UTC; null before the first.</summary>
    public DateTimeOffset? LastPulled { get; private set; }

    /// <summary>In words; null when the last fetch went well.</summary>
    public string? LastError { get; private set; }

    /// <summary>The page that an item was dropped as; null when it came in elsewhere.</summary>
    public static Guid? PageOf(InboxItem item) => item.Source == Source.Notion && item.IdempotencyKey is { } key && key.StartsWith(KeyPrefix, StringComparison.Ordinal) && Guid.TryParse(key[KeyPrefix.Length..], out var page) ? page : null;

    /// <summary>The key under which a page is captured, so that it is captured once.</summary>
    public static string KeyOf(NotionId page) => KeyPrefix + page;

    public async Task PullAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var database in await DueAsync(cancellationToken))
                await PullAsync(database, cancellationToken);
            (LastPulled, LastError) = (clock.GetUtcNow(), null);
        }
        catch (NotionException failed)
        {
            // The work goes on without Notion; health says so, and the next fetch begins where this one should have.
            LastError = failed.InWords("NOTION_DB_SYSTEM_INBOX");
            logger.LogWarning(failed, "Notion could not be read; it is tried again.");
        }
    }

    /// <summary>
    /// The inbox always; plans and tasks while any is open; everything once in a while. So a thought costs one request, and no edit is missed.
    /// </summary>
    private async Task<IReadOnlyList<string>> DueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - _wholeAt >= 0.9 * Every || now < _wholeAt)
        {
            _wholeAt = now;
            return [.. ReadFirst, "system_inbox", "action_pipes", "projects", "tasks"];
        }
        var (plans, tasks) = await store.ReadAsync(async db => (
            await db.Actions.AnyAsync(a => a.Status == ApprovalStatus.Pending || a.Status == ApprovalStatus.Changes_Requested || a.Status == ApprovalStatus.Deferred, cancellationToken),
            await db.Tasks.AnyAsync(t => t.Status != Execution.TaskStatus.Done && t.ActionId != null, cancellationToken)), cancellationToken);
        return ["system_inbox", .. plans ? ["action_pipes"] : Array.Empty<string>(), .. tasks ? ["projects", "tasks"] : Array.Empty<string>()];
    }

    /// <summary>Everything is read the next time, whatever was read last.</summary>
    public void ReadWhole() => _wholeAt = default;

    private async Task PullAsync(string database, CancellationToken cancellationToken)
    {
        var table = await workspace.TableAsync(database, cancellationToken);
        var cursor = await store.ReadAsync(db => db.Set<NotionCursor>().Where(c => c.Database == database).Select(c => (DateTimeOffset?)c.EditedThrough).SingleOrDefaultAsync(cancellationToken), cancellationToken);
        var edited = cursor is { } seen ? Filter.EditedSince(seen - Overlap) : null;
        var filter = edited is not null && database == "system_inbox" && table.SchemaOf("Status") is { } status
            ? Filter.Any(edited, Filter.Choice(table.Names["Status"], status, nameof(InboxStatus.Unprocessed)), Filter.Empty(table.Names["Status"], status.Type)) : edited;
        var latest = cursor ?? DateTimeOffset.UnixEpoch;
        await foreach (var page in notion.QueryAllAsync(table.Id, filter, cancellationToken))
        {
            latest = page.LastEditedTime > latest ? page.LastEditedTime : latest;
            try
            {
                await edits.TakeAsync(table, page, cancellationToken);
            }
            catch (RefusalException refused)
            {
                logger.LogWarning("An edit in {Database} was not taken: {Why}", table.Spec.Title, refused.Message);
            }
        }
        await store.WriteAsync(async unit =>
        {
            if (await unit.Db.Set<NotionCursor>().SingleOrDefaultAsync(c => c.Database == database, cancellationToken) is { } stored)
                stored.EditedThrough = latest;
            else
                unit.Db.Add(new NotionCursor { Database = database, EditedThrough = latest });
        }, cancellationToken);
    }
}
