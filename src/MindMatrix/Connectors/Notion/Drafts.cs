using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Execution;
using MindMatrix.Flow;
using MindMatrix.Knowledge;
using MindMatrix.Learning;
using MindMatrix.Notion;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

/// <summary>A part of a page's body; written once, under a key that never changes.</summary>
internal sealed record Section(string Key, IReadOnlyList<Block> Blocks);

/// <summary>What a record's page should say.</summary>
/// <param name="Properties">By the specification's names: string, number, bool, date, ids of pages, or several strings.</param>
internal sealed record PageDraft(string Database, IReadOnlyDictionary<string, object?> Properties, IReadOnlyList<Section> Body)
{
    /// <summary>The page that a thought was dropped as; null for what has to get a page of its own.</summary>
    public Guid? Page { get; init; }
}

/// <summary>The kinds of record that have pages, and the order in which they are written: what is pointed at comes first.</summary>
internal static class Kinds
{
    /// <summary>The entries of the log that belong to one item and one group of acts.</summary>
    public const string Work = "Log/work", Decision = "Log/decision";

    public static readonly IReadOnlyDictionary<string, (string Database, int Rank)> All = new Dictionary<string, (string, int)>
    {
        [nameof(Area)] = ("areas", 0),
        [nameof(Agent)] = ("agent_registry", 0),
        [nameof(Node)] = ("nodes", 1),
        [nameof(Intent)] = ("executive_intents", 2),
        [nameof(ActionPipe)] = ("action_pipes", 3),
        [nameof(Project)] = ("projects", 3),
        [nameof(TaskItem)] = ("tasks", 4),
        [nameof(Settlement)] = ("training_data", 4),
        [Work] = ("execution_log", 4),
        [Decision] = ("execution_log", 4),
        [nameof(InboxItem)] = ("system_inbox", 5),
    };

    /// <summary>The automatic acts on an item are one group; what people decided and what followed from it is the other.</summary>
    public static string GroupOf(string actor, string act) => act == "Thought Captured" || (actor == ExecutionLog.System && act is not ("Task Created" or "Project Created" or "Settlement Recorded")) ? Work : Decision;
}

/// <summary>Makes of records what their pages should say.</summary>
internal sealed class Drafts(NotionSettings settings)
{
    /// <summary>Null when there is nothing to show of it yet: somebody is still at work on it.</summary>
    /// <exception cref="NotYetException">It points at a record whose page is not there yet.</exception>
    public async Task<PageDraft?> OfAsync(MindMatrixDb db, string kind, Guid id, CancellationToken cancellationToken)
    {
        return kind switch
        {
            nameof(Area) => Of(await db.Areas.SingleAsync(a => a.Id == id, cancellationToken)),
            nameof(Agent) => await AgentAsync(db, id, cancellationToken),
            nameof(Node) => await NodeAsync(db, id, cancellationToken),
            nameof(Intent) => await IntentAsync(db, id, cancellationToken),
            nameof(ActionPipe) => await ActionAsync(db, id, cancellationToken),
            nameof(Project) => await ProjectAsync(db, id, cancellationToken),
            nameof(TaskItem) => await TaskAsync(db, id, cancellationToken),
            nameof(Settlement) => await SettlementAsync(db, id, cancellationToken),
            nameof(InboxItem) => await ItemAsync(db, id, cancellationToken),
            _ => await LogAsync(db, kind, id, cancellationToken),
        };
    }

    private static PageDraft Of(Area area) => new("areas", new Dictionary<string, object?> { ["Name"] = area.Name }, []);

    private static async Task<PageDraft> AgentAsync(MindMatrixDb db, Guid id, CancellationToken cancellationToken)
    {
        var agent = await db.Set<Agent>().SingleAsync(a => a.Id == id, cancellationToken);
        var prompt = await db.Set<AgentVersion>().Where(v => v.AgentId == id).OrderByDescending(v => v.Version).Select(v => v.Prompt).FirstAsync(cancellationToken);
        return new("agent_registry", new Dictionary<string, object?> { ["Agent_Name"] = agent.Name, ["System_Prompt"] = prompt, ["Active"] = agent.Active }, []);
    }

    private async Task<PageDraft> NodeAsync(MindMatrixDb db, Guid id, CancellationToken cancellationToken)
    {
        var node = await db.Nodes.SingleAsync(n => n.Id == id, cancellationToken);
        return new("nodes", new Dictionary<string, object?>
        {
            ["Name"] = node.Name,
            ["Content"] = node.Content,
            ["Node_Type"] = node.Type.ToString(),
            ["Areas"] = await PagesAsync(db, nameof(Area), [node.AreaId], cancellationToken),
            ["Date added"] = DateOnly.FromDateTime(node.CreatedAt.UtcDateTime),
            ["Tags"] = node.Tags,
        }, []);
    }

    private async Task<PageDraft?> IntentAsync(MindMatrixDb db, Guid id, CancellationToken cancellationToken)
    {
        var brief = await Briefs.ReadAsync(db, id.ToString(), cancellationToken);
        if (brief.Status is IntentStatus.Ready or IntentStatus.In_Analysis && !await IsPutDownAsync(db, brief.ItemId, cancellationToken))
            return null;
        var item = await db.Set<InboxItem>().SingleAsync(i => i.Id == brief.ItemId, cancellationToken);
        var analyzedAt = await db.Intents.Where(i => i.Id == id).Select(i => i.AnalyzedAt).SingleAsync(cancellationToken);
        var areaId = await db.Intents.Where(i => i.Id == id).Select(i => i.AreaId).SingleAsync(cancellationToken);
        var lead = await db.Set<Agent>().Where(a => a.Slug == brief.LeadAdviser).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        var nodes = await db.NodeLinks.Where(l => l.ItemId == brief.ItemId).Select(l => (Guid?)l.NodeId).ToListAsync(cancellationToken);
        var properties = new Dictionary<string, object?>
        {
            ["Name"] = brief.Title,
            ["Description"] = brief.Description,
            ["Status"] = brief.Status.ToString(),
            ["Risk_Level"] = brief.Risk.ToString(),
            ["Projected_Impact"] = brief.Impact,
            ["Priority"] = brief.Priority,
            ["Agent_Persona"] = await PagesAsync(db, nameof(Agent), [lead], cancellationToken),
            ["Area"] = await PagesAsync(db, nameof(Area), [areaId], cancellationToken),
            ["Related_Nodes"] = await PagesAsync(db, nameof(Node), nodes, cancellationToken),
            ["Created_Date"] = DateOnly.FromDateTime(brief.CreatedAt.UtcDateTime),
            ["Intent ID"] = brief.Number[4..],
            ["Due_Date"] = brief.DueDate,
            ["Success_Criteria"] = string.Join('\n', brief.Frame.Criteria),
            ["Decision_Made"] = brief.Action is { Status: ApprovalStatus.Approved } made ? $"{made.Plan.ChosenOption}, approved by {made.DecidedBy}" : brief.Verdict?.Heading ?? "",
            ["Conflict_Level"] = ConflictLevel(brief),
        };
        if (NotionPull.PageOf(item) is { } source)
            properties["Source"] = new[] { new NotionId(source) };
        List<Section> body = [new("classification", Layouts.Classification(brief, item))];
        if (brief.Verdict is not null && analyzedAt is { } at)
            body.Add(new($"analysis/{at.UtcDateTime:yyyyMMddHHmmss}", Layouts.Analysis(brief, at)));
        return new("executive_intents", properties, body);
    }

    /// <summary>Nobody works on it: it waits for a look.</summary>
    private static Task<bool> IsPutDownAsync(MindMatrixDb db, Guid itemId, CancellationToken cancellationToken) =>
        db.Set<InboxItem>().AnyAsync(i => i.Id == itemId && i.Status == InboxStatus.Needs_Review, cancellationToken);

    /// <summary>The reference's four words, by the conflict index and the conflicts that were found.</summary>
    private static string? ConflictLevel(Brief brief) => brief.Verdict switch
    {
        null => null,
        { Status: VerdictStatus.Contested } => "High - Major Conflict",
        { Conflicts.Count: 0 } => "None - Full Consensus",
        { Conflicts.Count: <= 2 } => "Low - Minor Disagreement",
        _ => "Medium - Split Opinion",
    };

    private async Task<PageDraft> ActionAsync(MindMatrixDb db, Guid id, CancellationToken cancellationToken)
    {
        var action = await db.Actions.SingleAsync(a => a.Id == id, cancellationToken);
        var brief = await Briefs.ReadAsync(db, action.IntentId.ToString(), cancellationToken);
        var intent = await PagesAsync(db, nameof(Intent), [action.IntentId], cancellationToken);
        var lead = await db.Set<Agent>().Where(a => a.Slug == brief.LeadAdviser).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        var calls = !settings.MirrorsReplies ? [] : await db.Set<Models.ModelCall>().Where(c => c.ItemId == action.ItemId).OrderBy(c => c.AnsweredAt).ToListAsync(cancellationToken);
        var decided = !action.IsOpen;
        var properties = new Dictionary<string, object?>
        {
            ["Action_Title"] = action.Title,
            ["Approval_Status"] = action.Status.ToString(),
            ["Intent"] = intent,
            ["Agent"] = await PagesAsync(db, nameof(Agent), [lead], cancellationToken),
            ["Diff_Logged"] = decided,
            ["Consensus"] = brief.Verdict is { Status: VerdictStatus.Recommended, Conflicts.Count: 0 },
            ["Action_ID"] = action.Number,
            ["Entrepreneur_Recommendation"] = FirstChoice(brief, "the-entrepreneur"),
            ["Auditor_Recommendation"] = FirstChoice(brief, "the-auditor"),
            ["Final_Decision"] = action.Status == ApprovalStatus.Approved ? action.Plan.ChosenOption : null,
            ["Synthesis_Summary"] = brief.Verdict is { } verdict ? $"{verdict.Heading}\n{verdict.Rationale}" : "",
        };
        foreach (var (name, text) in PlanText.Of(action.Plan))
            properties[name] = text;
        if (action.Status == ApprovalStatus.Approved)
            properties["Approved_Date"] = action.DecidedAt!.Value;
        return new("action_pipes", properties, [new("plan", Layouts.Action(brief, intent, calls))]);
    }

    /// <summary>The option that an adviser scored highest; null when they were not heard.</summary>
    private static string? FirstChoice(Brief brief, string adviser) => brief.Advisers.FirstOrDefault(a => a.Adviser == adviser)?.View?.Options.MaxBy(o => o.Score)?.Slug;

    private async Task<PageDraft> ProjectAsync(MindMatrixDb db, Guid id, CancellationToken cancellationToken)
    {
        var project = await db.Projects.SingleAsync(p => p.Id == id, cancellationToken);
        return new("projects", new Dictionary<string, object?>
        {
            ["Name"] = project.Title,
            ["Status"] = project.Status.ToString(),
            ["Source Intent"] = await PagesAsync(db, nameof(Intent), [project.IntentId], cancellationToken),
            ["Area"] = await PagesAsync(db, nameof(Area), [project.AreaId], cancellationToken),
        }, []);
    }

    private async Task<PageDraft> TaskAsync(MindMatrixDb db, Guid id, CancellationToken cancellationToken)
    {
        var task = await db.Tasks.SingleAsync(t => t.Id == id, cancellationToken);
        var item = task.ItemId is { } itemId ? await db.Set<InboxItem>().SingleOrDefaultAsync(i => i.Id == itemId, cancellationToken) : null;
        var properties = new Dictionary<string, object?>
        {
            ["Name"] = task.Title,
            ["Status"] = task.Status.ToString().Replace('_', ' '),
            ["Source Intent"] = await PagesAsync(db, nameof(Intent), [task.IntentId], cancellationToken),
            ["Projects"] = await PagesAsync(db, nameof(Project), [task.ProjectId], cancellationToken),
            ["Area"] = await PagesAsync(db, nameof(Area), [task.AreaId], cancellationToken),
            ["Auto Generated"] = task.AutoGenerated,
            ["Done"] = task.Status == Execution.TaskStatus.Done,
        };
        if (task.DueDate is { } due)
            properties["Date"] = due;
        if (item is not null && NotionPull.PageOf(item) is { } source)
            properties["DB_System_Inbox"] = new[] { new NotionId(source) };
        return new("tasks", properties, [new("context", Layouts.Task(task, task.ActionId is null ? item : null))]);
    }

    private static async Task<PageDraft> SettlementAsync(MindMatrixDb db, Guid id, CancellationToken cancellationToken)
    {
        var settlement = await db.Set<Settlement>().SingleAsync(s => s.Id == id, cancellationToken);
        var intent = await db.Intents.SingleAsync(i => i.Id == settlement.IntentId, cancellationToken);
        var kept = settlement.Acceptance();
        return new("training_data", new Dictionary<string, object?>
        {
            ["Title"] = $"SET-{settlement.Number} {intent.Title}",
            ["Agent_Name"] = AgentRegistry.LeadNames.GetValueOrDefault(intent.LeadAdviser, intent.LeadAdviser),
            ["Original_Plan"] = Json.Write(settlement.Draft),
            ["Final_Plan"] = Json.Write(settlement.Final),
            ["Acceptance_Rate"] = settlement.Approved ? Math.Round(kept.Value * 100, 1) : 0,
            ["Intent_ID"] = $"INT-{intent.Number}",
            ["Timestamp"] = settlement.CreatedAt,
            ["Modifications"] = settlement.Approved ? string.Join(", ", kept.Fields.Where(f => f.Similarity < 1).Select(f => f.Field)) : $"Rejected: {settlement.Reason}",
            ["Modifications_Count"] = kept.Fields.Count(f => f.Similarity < 1),
        }, []);
    }

    private async Task<PageDraft?> ItemAsync(MindMatrixDb db, Guid id, CancellationToken cancellationToken)
    {
        var item = await db.Set<InboxItem>().SingleAsync(i => i.Id == id, cancellationToken);
        if (item.Status is InboxStatus.Unprocessed or InboxStatus.Processing)
            return null;
        var intents = await db.Intents.Where(i => i.ItemId == id).Select(i => (Guid?)i.Id).ToListAsync(cancellationToken);
        var tasks = await db.Tasks.Where(t => t.ItemId == id && t.ActionId == null).Select(t => (Guid?)t.Id).ToListAsync(cancellationToken);
        var nodes = await db.NodeLinks.Where(l => l.ItemId == id).Select(l => (Guid?)l.NodeId).ToListAsync(cancellationToken);
        var tags = await db.Nodes.Where(n => nodes.Contains(n.Id)).Select(n => n.Name).ToListAsync(cancellationToken);
        var properties = new Dictionary<string, object?>
        {
            ["Status"] = item.Status.ToString(),
            ["Triage_Destination"] = Destination(item.Type),
            ["Inbox_ID"] = item.Number,
            ["Auto_Tags"] = item.Status == InboxStatus.Needs_Review ? item.ReviewReason : string.Join(", ", tags),
            ["Routed_to_Node"] = await PagesAsync(db, nameof(Node), nodes, cancellationToken),
            ["Routed_to_Intent"] = await PagesAsync(db, nameof(Intent), intents, cancellationToken),
            ["Routed_to_Task"] = await PagesAsync(db, nameof(TaskItem), tasks, cancellationToken),
        };
        if (NotionPull.PageOf(item) is not { } page)
        {
            properties["Input_Title"] = item.Title.Length > 0 ? item.Title : item.Content.Length <= 80 ? item.Content : item.Content[..80] + "…";
            properties["Content"] = item.Content;
            properties["Source"] = item.Source.ToString();
            properties["Received_Date"] = item.CreatedAt;
            return new("system_inbox", properties, []);
        }
        return new("system_inbox", properties, []) { Page = page };
    }

    /// <summary>How the inbox names a type.</summary>
    public static string? Destination(ThoughtType? type) => type switch
    {
        ThoughtType.Strategic => "Strategic (Intent)",
        ThoughtType.Operational => "Operational (Task)",
        ThoughtType.Reference => "Reference (Node)",
        _ => null,
    };

    private async Task<PageDraft?> LogAsync(MindMatrixDb db, string group, Guid itemId, CancellationToken cancellationToken)
    {
        var item = await db.Set<InboxItem>().SingleAsync(i => i.Id == itemId, cancellationToken);
        if (item.Status is InboxStatus.Unprocessed or InboxStatus.Processing)
            return null;
        var entries = (await db.Log.Where(e => e.ItemId == itemId).OrderBy(e => e.Position).ToListAsync(cancellationToken)).Where(e => Kinds.GroupOf(e.Actor, e.Act) == group).ToList();
        if (entries.Count == 0)
            return null;
        var intents = await db.Intents.Where(i => i.ItemId == itemId).Select(i => (Guid?)i.Id).ToListAsync(cancellationToken);
        return new("execution_log", new Dictionary<string, object?>
        {
            ["Log_Entry_Title"] = $"INB-{item.Number} {entries[^1].Act}",
            ["Action_Taken"] = string.Join('\n', entries.Select(e => $"LOG-{e.Position} {e.At:yyyy-MM-dd HH:mm:ss} {e.Actor}: {e.Act}. {e.Summary}{(e.Model is null ? "" : $" [{e.Model}, {e.CostMicroUsd / 1e6m:0.0000} USD]")}")),
            ["Decision_Date"] = entries[^1].At,
            ["Intent"] = await PagesAsync(db, nameof(Intent), intents, cancellationToken),
            ["Log_ID"] = entries[^1].Position,
            ["Executor"] = entries[^1].Actor,
        }, []);
    }

    /// <summary>The pages of records; those of databases that are not mirrored are left out.</summary>
    /// <exception cref="NotYetException">A page is not there yet.</exception>
    private async Task<IReadOnlyList<NotionId>> PagesAsync(MindMatrixDb db, string kind, IEnumerable<Guid?> records, CancellationToken cancellationToken)
    {
        var wanted = records.OfType<Guid>().ToList();
        if (wanted.Count == 0 || !settings.Mirrored.Contains(Kinds.All[kind].Database))
            return [];
        var pages = await db.NotionLinks.Where(l => l.Kind == kind && wanted.Contains(l.RecordId) && l.PageId != null).Select(l => l.PageId!.Value).ToListAsync(cancellationToken);
        return pages.Count == wanted.Count ? [.. pages.Select(p => new NotionId(p))] : throw new NotYetException($"The page of a {kind} it points at is not there yet: {string.Join(", ", wanted)}.");
    }
}
