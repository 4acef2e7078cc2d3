using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Notion;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

/// <summary>
/// Carries records to their pages, each in as few requests as Notion allows. What is about to be written is noted before it is sent: after an
/// answer that never came, the page is looked up by our id before another is made, and a body is continued where it broke off.
/// </summary>
internal sealed class NotionMirror(INotionApi notion, Workspace workspace, Drafts drafts, Database store, NotionSettings settings, TimeProvider clock) : IOutboxDestination
{
    private const string Create = "create";

    /// <summary>As it stands in the outbox.</summary>
    public const string Destination = "notion";

    public string Name => Destination;

    public int Rank(string recordKind) => Kinds.All[recordKind].Rank;

    public IEnumerable<(string Kind, Guid Id)> Carried(IReadOnlyList<object> changed)
    {
        foreach (var entity in changed)
        {
            (string, Guid)? carried = entity switch
            {
                LogEntry { ItemId: { } item } entry => (Kinds.GroupOf(entry.Actor, entry.Act), item),
                AgentVersion version => (nameof(Agent), version.AgentId),
                Record record when Kinds.All.ContainsKey(record.GetType().Name) => (record.GetType().Name, record.Id),
                _ => null,
            };
            if (carried is { } found && settings.Mirrored.Contains(Kinds.All[found.Item1].Database))
                yield return found;
        }
    }

    public async Task SendAsync(string recordKind, Guid recordId, CancellationToken cancellationToken)
    {
        var draft = await store.ReadAsync(db => drafts.OfAsync(db, recordKind, recordId, cancellationToken), cancellationToken);
        // Somebody is at work on it: its end is carried by a message of its own.
        if (draft is null)
            return;
        var link = await store.ReadAsync(db => LinkAsync(db, recordKind, recordId, cancellationToken), cancellationToken) ?? new NotionLink { Kind = recordKind, RecordId = recordId, PageId = draft.Page };
        if (link.Gone)
            return;
        var table = await workspace.TableAsync(draft.Database, cancellationToken);
        var written = Written(table, draft, link);
        try
        {
            if (link.PageId is null)
                await CreateAsync(table, draft, written, link, cancellationToken);
            else
                await UpdateAsync(table, written, link, cancellationToken);
            await WriteBodyAsync(draft, link, cancellationToken);
        }
        catch (NotionException failed) when (link.PageId is not null && (failed is NotionNotFoundException || IsTrashed(failed)))
        {
            await store.WriteAsync(async unit =>
            {
                (await LinkAsync(unit.Db, recordKind, recordId, cancellationToken))!.Gone = true;
                unit.Log(clock, ExecutionLog.System, "Notion Page Gone", recordKind, recordId, null, "Its page in Notion was deleted, or is no longer shared with the integration. It is not made again; restore or share it, and it is written to as before.");
            }, cancellationToken);
        }
        catch (NotionValidationException refused)
        {
            // The schema may have changed under us: the next attempt reads it anew.
            workspace.Forget();
            throw new NotionRefusedException(table.Spec.Title, refused);
        }
    }

    private bool _ready;

    /// <summary>Once areas, advisers and nodes that people keep in Notion already were read, no page is made beside their own.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken) => _ready = _ready || await store.ReadAsync(async db =>
        await db.Set<NotionCursor>().CountAsync(c => NotionPull.ReadFirst.Contains(c.Database), cancellationToken) == NotionPull.ReadFirst.Count, cancellationToken);

    private static Dictionary<string, PropertyValue> Written(Table table, PageDraft draft, NotionLink link)
    {
        var written = new Dictionary<string, PropertyValue>();
        foreach (var (property, value) in draft.Properties.Append(new(DatabaseSpec.ExternalId, link.ExternalId)))
        {
            var (target, name) = table.Names.ContainsKey(property) ? (table.Written(property, value), table.Names[property]) : (BackRelation(table, property, value), property);
            if (target is not null)
                written[name] = target;
        }
        return written;
    }

    /// <summary>A relation that was made from the other database and is shown in this one.</summary>
    private static PropertyValue? BackRelation(Table table, string property, object? value) =>
        value is IEnumerable<NotionId> pages && table.Source.Properties.GetValueOrDefault(property)?.Type == "relation" ? Value.Relation(pages.Distinct().Take(Limits.Members)) : null;

    private async Task CreateAsync(Table table, PageDraft draft, Dictionary<string, PropertyValue> written, NotionLink link, CancellationToken cancellationToken)
    {
        var keys = draft.Body.Select(p => p.Key).ToList();
        if (link.Doubt == Create && await FindAsync(table, link.ExternalId, cancellationToken) is { } there)
        {
            await KeepAsync(link, l => (l.PageId, l.Agreed, l.Doubt) = (there.Id.Value,
                written.Keys.Where(there.Properties.ContainsKey).ToDictionary(name => name, name => Table.Plain(there.Properties[name])), keys.Count > 0 ? string.Join('+', keys) : null), cancellationToken);
            await UpdateAsync(table, written, link, cancellationToken);
            return;
        }
        await KeepAsync(link, l => l.Doubt = Create, cancellationToken);
        IReadOnlyList<Block> body = [.. draft.Body.SelectMany(s => s.Blocks)];
        var page = await notion.CreatePageAsync(Parent.DataSource(table.Id), written, body, Icon.Of(table.Spec.Emoji), cancellationToken);
        // What did not fit into the one request follows, and is in doubt until it is written.
        await KeepAsync(link, l => (l.PageId, l.Agreed, l.Sections, l.Doubt) =
            (page.Page.Id.Value, Plain(written), page.Remaining.IsEmpty ? keys : [], page.Remaining.IsEmpty ? null : string.Join('+', keys)), cancellationToken);
    }

    private async Task UpdateAsync(Table table, Dictionary<string, PropertyValue> written, NotionLink link, CancellationToken cancellationToken)
    {
        var changed = written.Where(w => link.Agreed.GetValueOrDefault(w.Key) != Table.Plain(w.Value)).ToDictionary();
        if (changed.Count == 0)
            return;
        await KeepAsync(link, l => l.Outgoing = Plain(changed), cancellationToken);
        await notion.SetAsync(new NotionId(link.PageId!.Value), changed, cancellationToken);
        await KeepAsync(link, l => (l.Agreed, l.Outgoing) = (Merge(l.Agreed, Plain(changed)), new Dictionary<string, string>()), cancellationToken);
    }

    private async Task WriteBodyAsync(PageDraft draft, NotionLink link, CancellationToken cancellationToken)
    {
        var page = new NotionId(link.PageId!.Value);
        if (link.Doubt is { } doubt)
        {
            var begun = draft.Body.Where(s => doubt.Split('+').Contains(s.Key)).ToList();
            await notion.ResumeAsync(page, [.. begun.SelectMany(s => s.Blocks)], cancellationToken: cancellationToken);
            await KeepAsync(link, l => (l.Sections, l.Doubt) = ([.. l.Sections.Union(begun.Select(s => s.Key))], null), cancellationToken);
        }
        foreach (var section in draft.Body.Where(s => !link.Sections.Contains(s.Key)))
        {
            await KeepAsync(link, l => l.Doubt = section.Key, cancellationToken);
            await notion.AppendAsync(page, section.Blocks, cancellationToken: cancellationToken);
            await KeepAsync(link, l => (l.Sections, l.Doubt) = ([.. l.Sections, section.Key], null), cancellationToken);
        }
    }

    private Task<Page?> FindAsync(Table table, string externalId, CancellationToken cancellationToken) =>
        table.Names.TryGetValue(DatabaseSpec.ExternalId, out var property) ? notion.FindAsync(table.Id, Filter.Text(property, externalId), cancellationToken) : Task.FromResult<Page?>(null);

    /// <summary>A page in the trash is refused as faulty, not as missing.</summary>
    private static bool IsTrashed(NotionException failed) => failed is NotionValidationException && (failed.Message.Contains("trash", StringComparison.OrdinalIgnoreCase) || failed.Message.Contains("archived", StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, string> Plain(IEnumerable<KeyValuePair<string, PropertyValue>> values) => values.ToDictionary(v => v.Key, v => Table.Plain(v.Value));

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> old, IReadOnlyDictionary<string, string> news) => old.Where(o => !news.ContainsKey(o.Key)).Concat(news).ToDictionary();

    private static Task<NotionLink?> LinkAsync(MindMatrixDb db, string kind, Guid recordId, CancellationToken cancellationToken) =>
        db.NotionLinks.SingleOrDefaultAsync(l => l.RecordId == recordId && l.Kind == kind, cancellationToken);

    /// <summary>Changes the link in the store, and <paramref name="link"/> with it; what a person's edit changed of it meanwhile stays.</summary>
    private Task KeepAsync(NotionLink link, Action<NotionLink> change, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var stored = await LinkAsync(unit.Db, link.Kind, link.RecordId, cancellationToken);
        if (stored is null)
        {
            stored = new NotionLink { Kind = link.Kind, RecordId = link.RecordId, PageId = link.PageId };
            unit.Db.Add(stored);
        }
        change(stored);
        (link.PageId, link.Agreed, link.Outgoing, link.Sections, link.Doubt) = (stored.PageId, stored.Agreed, stored.Outgoing, stored.Sections, stored.Doubt);
    }, cancellationToken);
}

/// <summary>Notion will not take a page as it is.</summary>
internal sealed class NotionRefusedException(string database, NotionValidationException refused)
    : Exception($"{database} does not take it: {refused.Message} See GET /diagnostic/validate-schemas; «./run notion repair» adds what is missing.", refused);
