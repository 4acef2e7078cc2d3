using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Execution;
using MindMatrix.Models;
using MindMatrix.Notion;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

/// <summary>The counts that the Command Center shows; each over all records.</summary>
internal sealed record CommandCenterMetrics(int PendingInbox, int NeedsReview, int ReadyIntents, int TotalIntents, int PendingApprovals, int TotalActions, int OpenTasks, decimal CostTodayUsd);

/// <summary>The page in Notion that shows where everything is and what waits.</summary>
internal sealed class CommandCenter(INotionApi notion, Database store, NotionSettings settings, TimeProvider clock)
{
    private const string MetricsHeading = "📊 System Metrics";

    public Task<CommandCenterMetrics> MeasureAsync(CancellationToken cancellationToken) => store.ReadAsync(async db =>
    {
        var actions = await db.Actions.GroupBy(a => a.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return new CommandCenterMetrics(
            await db.Set<InboxItem>().CountAsync(i => i.Status == InboxStatus.Unprocessed || i.Status == InboxStatus.Processing, cancellationToken),
            await db.Set<InboxItem>().CountAsync(i => i.Status == InboxStatus.Needs_Review, cancellationToken),
            await db.Intents.CountAsync(i => i.Status == IntentStatus.Analyzed, cancellationToken),
            await db.Intents.CountAsync(cancellationToken),
            actions.Where(a => a.Key is ApprovalStatus.Pending or ApprovalStatus.Changes_Requested or ApprovalStatus.Deferred).Sum(a => a.Count),
            actions.Sum(a => a.Count),
            await db.Tasks.CountAsync(t => t.Status != Execution.TaskStatus.Done, cancellationToken),
            await db.SpentOnDayAsync(clock.GetUtcNow(), cancellationToken) / 1e6m);
    }, cancellationToken);

    /// <summary>Lays the page out.</summary>
    /// <param name="force">True: what stands there is removed first.</param>
    /// <exception cref="RefusalException">409 no page is set, or it has content.</exception>
    public async Task<string> SetUpAsync(bool force, CancellationToken cancellationToken)
    {
        var page = PageId();
        var first = await notion.GetChildrenAsync(page, pageSize: 1, cancellationToken: cancellationToken);
        if (first.Results.Count > 0 && !force)
            throw new RefusalException(409, "page-has-content", "The Command Center page has content already.", "Use force=true to replace it, or set NOTION_PAGE_COMMAND_CENTER to an empty page.");
        if (first.Results.Count > 0)
            await notion.UpdatePageAsync(page, new PageChanges { EraseContent = true }, cancellationToken);
        await notion.AppendAsync(page, Layout(settings.Databases, await MeasureAsync(cancellationToken)), cancellationToken: cancellationToken);
        return (await notion.GetPageAsync(page, cancellationToken: cancellationToken)).Url ?? "";
    }

    /// <summary>Writes the present figures into the block under «System Metrics».</summary>
    /// <exception cref="RefusalException">409 no page is set; 404 the page has no such block.</exception>
    public async Task<CommandCenterMetrics> UpdateAsync(CancellationToken cancellationToken)
    {
        var metrics = await MeasureAsync(cancellationToken);
        var under = false;
        await foreach (var block in notion.ChildrenAsync(PageId(), cancellationToken))
        {
            if (under && block.Type == "callout")
            {
                await notion.UpdateBlockAsync(block.Id, Callout(metrics, clock.GetUtcNow()).ToUpdate(), cancellationToken);
                return metrics;
            }
            under = under || block.PlainText.Contains("System Metrics", StringComparison.OrdinalIgnoreCase);
        }
        throw new RefusalException(404, "no-metrics-block", "The Command Center page has no block under «System Metrics».", "Lay the page out with POST /command-center/setup.");
    }

    private NotionId PageId() => settings.CommandCenterPage is { } id ? NotionId.Parse(id)
        : throw new RefusalException(409, "no-command-center", "NOTION_PAGE_COMMAND_CENTER is not set.", "Set it to the id of an empty page that is shared with the integration.");

    /// <param name="databases">Database → its id.</param>
    /// <param name="metrics">Null before the first are there.</param>
    public static IReadOnlyList<Block> Layout(IReadOnlyDictionary<string, string> databases, CommandCenterMetrics? metrics)
    {
        return
        [
            Blocks.Callout("🧠", "purple_background", "Executive Mind Matrix. Drop a thought into System Inbox; it becomes a task, a piece of knowledge, or a decision that waits for you in Action Pipes."),
            Blocks.Heading(2, MetricsHeading), Callout(metrics, null),
            .. Section("📥 Inbox", "Drop a thought here; leave Status empty or Unprocessed.", "system_inbox"),
            .. Section("🎯 Strategic decisions", "What was found, with every adviser's argument for and against.", "executive_intents"),
            .. Section("⚡ Action pipes", "Plans that wait for you. Edit, then set Approval_Status.", "action_pipes"),
            .. Section("✅ Tasks and projects", "What you approved.", "tasks", "projects"),
            .. Section("🎭 Agents", "Their prompts; an edit is a new version.", "agent_registry"),
            .. Section("📈 Training data", "What was drafted beside what you left of it.", "training_data"),
            .. Section("📜 Execution history", "What was done, why, by which model and at what cost.", "execution_log"),
            .. Section("🧭 Areas and knowledge", "Parts of life, and what your thoughts speak of.", "areas", "nodes"),
        ];

        IEnumerable<Block> Section(string title, string what, params string[] shown) =>
            [Blocks.Heading(2, title), Blocks.Paragraph(what), .. shown.Select(d => Blocks.LinkToDatabase(NotionId.Parse(databases[d])))];
    }

    private static Block Callout(CommandCenterMetrics? m, DateTimeOffset? at) => Blocks.Callout("📊", "gray_background", m is null ? "The figures stand here after the first refresh."
        : $"Inbox: {m.PendingInbox} being worked on, {m.NeedsReview} need a look\nDecisions: {m.ReadyIntents} analysed, {m.TotalIntents} in all\nApprovals: {m.PendingApprovals} wait for you, {m.TotalActions} in all\nTasks: {m.OpenTasks} open\nModels today: {m.CostTodayUsd:0.00} USD{(at is null ? "" : $"\nAs of {at:yyyy-MM-dd HH:mm} UTC")}");
}

/// <summary>Refreshes the Command Center in its rhythm.</summary>
internal sealed class CommandCenterRhythm(CommandCenter center, AppSettings all, NotionSettings settings, TimeProvider clock, ILogger<CommandCenterRhythm> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.CommandCenterPage is null || !all.CommandCenterRefreshEnabled)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(all.CommandCenterRefreshMinutes), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await center.UpdateAsync(stoppingToken);
                }
                catch (Exception failed) when (failed is NotionException or RefusalException)
                {
                    logger.LogWarning("The Command Center was not refreshed: {Why}", failed.Message);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process is stopping.
        }
    }
}
