using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Execution;
using MindMatrix.Flow;
using MindMatrix.Knowledge;
using MindMatrix.Notion;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

/// <summary>
/// Turns what people changed in Notion into what the product does. A value that both sides agreed on, or that is on its way out, is no edit.
/// Where a person changed in Notion what was changed here too, the person's word counts; what cannot be done is put back, and the page says why.
/// </summary>
internal sealed class NotionEdits(INotionApi notion, NotionNews news, Drafts drafts, Database store, Reviews reviews, Approvals approvals, TaskProgress progress, AgentRegistry agents, NodeEdits nodes, TimeProvider clock)
{
    /// <summary>Takes up whatever is new on a page.</summary>
    /// <exception cref="NotionException">Notion could not be asked for more.</exception>
    public async Task TakeAsync(Table table, Page page, CancellationToken cancellationToken)
    {
        if (page.InTrash || page.IsArchived)
            return;
        var pageId = page.Id.Value;
        var link = await store.ReadAsync(db => db.NotionLinks.SingleOrDefaultAsync(l => l.PageId == pageId, cancellationToken), cancellationToken);
        if (link is null)
            await news.TakeAsync(table, page, cancellationToken);
        else
            await CompareAsync(table, page, link, cancellationToken);
    }

    private async Task CompareAsync(Table table, Page page, NotionLink link, CancellationToken cancellationToken)
    {
        if (link.Gone)
            await KeepAsync(link, l => l.Gone = false, cancellationToken);
        if (Edits(table, page, link).Count == 0)
            return;
        var (fresh, edits) = await LookAgainAsync(table, page.Id, link, cancellationToken);
        if (edits.Count == 0)
            return;
        page = fresh;
        var (person, record) = (NotionNews.PersonOf(page), link.RecordId.ToString());
        await NoteConflictsAsync(table, link, edits, person, cancellationToken);
        try
        {
            await (link.Kind switch
            {
                nameof(InboxItem) => CorrectAsync(edits, record, person, cancellationToken),
                nameof(ActionPipe) => DecideAsync(table, page, link, edits, person, cancellationToken),
                nameof(TaskItem) => MoveTaskAsync(edits, record, person, cancellationToken),
                nameof(Project) => progress.MoveProjectAsync(record, Parse<ProjectStatus>(edits["Status"]), person, cancellationToken),
                nameof(Agent) => EditAgentAsync(edits, record, person, cancellationToken),
                nameof(Node) => nodes.EditAsync(record, edits["Content"], person, cancellationToken),
                _ => Task.CompletedTask,
            });
        }
        catch (RefusalException refused)
        {
            await PutBackAsync(page, link, edits, person, refused, cancellationToken);
        }
        // What was taken is agreed; if the record says it otherwise by now, the mirror writes that.
        await KeepAsync(link, l => l.Agreed = l.Agreed.Where(a => edits.Keys.All(p => table.Names[p] != a.Key)).Concat(edits.Select(e => KeyValuePair.Create(table.Names[e.Key], e.Value))).ToDictionary(), cancellationToken);
    }

    /// <summary>What was changed here too since both sides agreed, and differently: the log has both.</summary>
    private Task NoteConflictsAsync(Table table, NotionLink link, Dictionary<string, string> edits, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var draft = await drafts.OfAsync(unit.Db, link.Kind, link.RecordId, cancellationToken);
        foreach (var (property, theirs) in edits)
        {
            if (draft?.Properties.TryGetValue(property, out var value) == true && table.Written(property, value) is { } written
                && Table.Plain(written) is var ours && ours != theirs && ours != link.Agreed.GetValueOrDefault(table.Names[property]))
            {
                unit.Log(clock, ExecutionLog.System, "Edit Conflict", link.Kind, link.RecordId, null,
                    $"{property} was changed here to «{Short(ours)}» and by {person} in Notion to «{Short(theirs)}». Notion's counts, where it can be done.");
            }
        }
    }, cancellationToken);

    private static string Short(string text) => text.Length <= 200 ? text : text[..200] + "…";

    private static Dictionary<string, string> Edits(Table table, Page page, NotionLink link) =>
        EditableOf(link.Kind).Where(table.Names.ContainsKey).Select(p => (Property: p, Name: table.Names[p], Text: table.Read(page, p)))
            .Where(e => e.Text is not null && IsEdit(link, e.Name, e.Text)).ToDictionary(e => e.Property, e => e.Text!);

    /// <summary>
    /// What looks like an edit may be a list that was read just before a write of our own. The page is read again, and counts only if the link
    /// stood still meanwhile: then what it says that neither side has written is a person's.
    /// </summary>
    private async Task<(Page Page, Dictionary<string, string> Edits)> LookAgainAsync(Table table, NotionId page, NotionLink link, CancellationToken cancellationToken)
    {
        var before = await ReadAsync(link, cancellationToken);
        while (true)
        {
            var fresh = await notion.GetPageAsync(page, cancellationToken: cancellationToken);
            var after = await ReadAsync(link, cancellationToken);
            if (Json.Write(before) == Json.Write(after))
                return (fresh, Edits(table, fresh, after));
            before = after;
        }
    }

    private Task<NotionLink> ReadAsync(NotionLink link, CancellationToken cancellationToken) =>
        store.ReadAsync(db => db.NotionLinks.SingleAsync(l => l.RecordId == link.RecordId && l.Kind == link.Kind, cancellationToken), cancellationToken);

    private static IReadOnlyList<string> EditableOf(string kind) => kind switch
    {
        nameof(InboxItem) => ["Triage_Destination", "Status"],
        nameof(ActionPipe) => ["Approval_Status", .. PlanText.Editable],
        nameof(TaskItem) => ["Status", "Done"],
        nameof(Project) => ["Status"],
        nameof(Agent) => ["System_Prompt", "Active"],
        nameof(Node) => ["Content"],
        _ => [],
    };

    private static bool IsEdit(NotionLink link, string name, string text) =>
        link.Agreed.TryGetValue(name, out var agreed) && agreed != text && link.Outgoing.GetValueOrDefault(name) != text;

    private async Task CorrectAsync(Dictionary<string, string> edits, string record, string person, CancellationToken cancellationToken)
    {
        var type = edits.GetValueOrDefault("Triage_Destination") switch
        {
            "Strategic (Intent)" => ThoughtType.Strategic,
            "Operational (Task)" => ThoughtType.Operational,
            "Reference (Node)" => ThoughtType.Reference,
            _ => (ThoughtType?)null,
        };
        // Put back to Unprocessed it is tried again; other states are the product's own.
        if (type is not null || edits.GetValueOrDefault("Status") == nameof(InboxStatus.Unprocessed))
            await reviews.RetryAsync(record, type, person, cancellationToken);
    }

    /// <summary>First the plan as the page shows it, then what the person decided on it.</summary>
    private async Task DecideAsync(Table table, Page page, NotionLink link, Dictionary<string, string> edits, string person, CancellationToken cancellationToken)
    {
        var key = link.RecordId.ToString();
        var action = await store.ReadAsync(db => db.Actions.ByKeyAsync("action", key, cancellationToken), cancellationToken);
        var shown = PlanText.Apply(action.Plan, p => edits.GetValueOrDefault(p));
        if (shown.Hash() != action.Plan.Hash())
            action = await approvals.EditAsync(key, shown, action.Plan.Hash(), person, cancellationToken);
        if (!edits.TryGetValue("Approval_Status", out var decision))
            return;
        var notes = table.Read(page, "User_Notes");
        switch (Parse<ApprovalStatus>(decision))
        {
            case ApprovalStatus.Approved:
                if (IsStale(table, link, action.Plan, edits))
                    throw new RefusalException(409, "plan-changed", "The plan was changed elsewhere, and this page showed an older one.", "Read it as it stands now and set Approval_Status again.");
                await approvals.ApproveAsync(key, action.Plan.Hash(), person, cancellationToken);
                break;
            case ApprovalStatus.Rejected:
                await approvals.RejectAsync(key, string.IsNullOrWhiteSpace(notes) ? "Rejected in Notion; User_Notes gives no reason." : notes, person, cancellationToken);
                break;
            case ApprovalStatus.Changes_Requested:
                await approvals.AskForChangesAsync(key, string.IsNullOrWhiteSpace(notes) ? "Changes asked for in Notion; User_Notes does not say which." : notes, person, cancellationToken);
                break;
            case ApprovalStatus.Deferred:
                var until = table.Source.Properties.ContainsKey("Deferred_Until") ? page.Date("Deferred_Until")?.Day : null;
                await approvals.DeferAsync(key, until ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(7), person, cancellationToken);
                break;
            default:
                throw new RefusalException(409, "not-undecided", "A decision cannot be taken back to Pending here.", "Ask for changes, or decide again where it is still open.");
        }
    }

    /// <summary>What the page showed the person, their own edits aside, is not the plan as it is.</summary>
    private static bool IsStale(Table table, NotionLink link, Plan plan, Dictionary<string, string> edits) =>
        PlanText.Of(plan).Any(p => table.Names.TryGetValue(p.Property, out var name) && !edits.ContainsKey(p.Property)
            && link.Agreed.TryGetValue(name, out var agreed) && table.Written(p.Property, p.Text) is { } value && Table.Plain(value) != agreed);

    private Task MoveTaskAsync(Dictionary<string, string> edits, string record, string person, CancellationToken cancellationToken)
    {
        var to = edits.TryGetValue("Status", out var status) ? Parse<Execution.TaskStatus>(status.Replace(' ', '_'))
            : edits["Done"] == "true" ? Execution.TaskStatus.Done : Execution.TaskStatus.In_progress;
        return progress.MoveTaskAsync(record, to, person, cancellationToken);
    }

    private async Task EditAgentAsync(Dictionary<string, string> edits, string record, string person, CancellationToken cancellationToken)
    {
        if (edits.TryGetValue("System_Prompt", out var prompt))
            await agents.EditAsync(record, prompt, person, cancellationToken);
        if (edits.TryGetValue("Active", out var active))
            await agents.SwitchAsync(record, active == "true", person, cancellationToken);
    }

    private async Task PutBackAsync(Page page, NotionLink link, Dictionary<string, string> edits, string person, RefusalException refused, CancellationToken cancellationToken)
    {
        await store.WriteAsync(unit =>
        {
            unit.Log(clock, ExecutionLog.System, "Edit Refused", link.Kind, link.RecordId, null, $"{person} changed {string.Join(", ", edits.Keys)} in Notion: {refused.What} {refused.Remedy} It was put back.");
            return Task.CompletedTask;
        }, cancellationToken);
        await notion.AppendAsync(page.Id, [Blocks.Callout("⚠️", "yellow_background", $"{string.Join(", ", edits.Keys)} was put back. {refused.What} {refused.Remedy}")], cancellationToken: cancellationToken);
    }

    /// <summary>Changes the link, and has the record compared with its page once more.</summary>
    private Task KeepAsync(NotionLink link, Action<NotionLink> change, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        change(await unit.Db.NotionLinks.SingleAsync(l => l.RecordId == link.RecordId && l.Kind == link.Kind, cancellationToken));
        unit.Db.Add(NotionNews.Again(link.Kind, link.RecordId, clock));
    }, cancellationToken);

    private static T Parse<T>(string name) where T : struct, Enum => Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw new RefusalException(422, "unknown-state", $"«{name}» is not a state that is known here.", $"Use one of {string.Join(", ", Enum.GetNames<T>().Select(n => n.Replace('_', ' ')))}.");
}
