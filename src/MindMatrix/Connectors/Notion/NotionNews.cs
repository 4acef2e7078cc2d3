using Microsoft.EntityFrameworkCore;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Knowledge;
using MindMatrix.Notion;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Connectors.Notion;

/// <summary>Takes up what people made in Notion: thoughts, areas, advisers and nodes.</summary>
internal sealed class NotionNews(INotionApi notion, Database store, Inbox inbox, AgentRegistry agents, Areas areas, NodeEdits nodes, TimeProvider clock)
{
    /// <summary>Takes up a page that is linked to no record.</summary>
    /// <exception cref="NotionException">Notion could not be asked for more.</exception>
    public Task TakeAsync(Table table, Page page, CancellationToken cancellationToken) => table.Spec.Key switch
    {
        "system_inbox" => CaptureAsync(table, page, cancellationToken),
        "areas" => AdoptAreaAsync(table, page, cancellationToken),
        "agent_registry" => AdoptAgentAsync(table, page, cancellationToken),
        "nodes" => AdoptNodeAsync(table, page, cancellationToken),
        // A task or project that a person made in Notion is their own.
        _ => Task.CompletedTask,
    };

    private async Task CaptureAsync(Table table, Page page, CancellationToken cancellationToken)
    {
        if (table.Read(page, "Status") is not (null or "" or nameof(InboxStatus.Unprocessed) or nameof(InboxStatus.Processing)))
            return;
        var (title, content) = (page.Title.Trim(), table.Read(page, "Content")?.Trim() ?? "");
        // Many write a long thought into the page itself.
        if (content.Length == 0)
            content = string.Join('\n', Lines(await notion.TreeAsync(page.Id, cancellationToken))).Trim();
        if (title.Length > Inbox.MaxTitle)
            (title, content) = ("", $"{title}\n\n{content}".Trim());
        // An empty page is one that somebody is about to fill.
        if (title.Length + content.Length == 0)
            return;
        try
        {
            await inbox.CaptureAsync(new CaptureRequest(title, content, nameof(Source.Notion)), PersonOf(page), NotionPull.KeyOf(page.Id), cancellationToken);
        }
        catch (RefusalException repeated) when (repeated.Code == "idempotency-key-reused")
        {
            // Re-worded since it was captured: what was captured stays as it was.
        }
        catch (RefusalException refused)
        {
            await notion.SetAsync(page.Id, new[] { ("Status", (object)nameof(InboxStatus.Needs_Review)), ("Auto_Tags", $"{refused.What} {refused.Remedy}") }
                .Where(p => table.Written(p.Item1, p.Item2) is not null).ToDictionary(p => table.Names[p.Item1], p => table.Written(p.Item1, p.Item2)!), cancellationToken);
        }
    }

    private static IEnumerable<string> Lines(IEnumerable<Block> blocks) => blocks.SelectMany(b => Lines(b.Children).Prepend(b.PlainText));

    private async Task AdoptAreaAsync(Table table, Page page, CancellationToken cancellationToken)
    {
        if (page.Title.Trim() is { Length: > 0 } name)
            await LinkAsync(table, page, nameof(Area), (await areas.FindOrAddAsync(name, PersonOf(page), cancellationToken)).Id, cancellationToken);
    }

    private async Task AdoptAgentAsync(Table table, Page page, CancellationToken cancellationToken)
    {
        var name = page.Title.Trim();
        if ((await agents.ListAsync(cancellationToken)).FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } agent)
        {
            if (name.Length == 0 || table.Read(page, "System_Prompt") is not { Length: > 0 } mandate)
                return;
            agent = await agents.AddAsync(name, mandate, PersonOf(page), cancellationToken);
        }
        // A prompt that stands there already is somebody's: it comes into force, and the earlier ones are kept.
        else if (table.Read(page, "System_Prompt") is { Length: > 0 } prompt && prompt.Trim() != agent.Versions[0].Prompt.Trim())
            await agents.EditAsync(agent.Slug, prompt, PersonOf(page), cancellationToken);
        await LinkAsync(table, page, nameof(Agent), agent.Id, cancellationToken);
    }

    private async Task AdoptNodeAsync(Table table, Page page, CancellationToken cancellationToken)
    {
        if (page.Title.Trim() is not { Length: > 0 } name)
            return;
        var type = Enum.TryParse<NodeType>(table.Read(page, "Node_Type"), out var read) ? read : NodeType.Knowledge_Asset;
        if (await nodes.FindOrAddAsync(name, type, table.Read(page, "Content") ?? "", PersonOf(page), cancellationToken) is { } node)
            await LinkAsync(table, page, nameof(Node), node.Id, cancellationToken);
    }

    /// <summary>A page that a person made becomes the record's; a record that has a page keeps that.</summary>
    private Task LinkAsync(Table table, Page page, string kind, Guid recordId, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        if (await unit.Db.NotionLinks.SingleOrDefaultAsync(l => l.RecordId == recordId && l.Kind == kind, cancellationToken) is { } link)
        {
            link.PageId ??= page.Id.Value;
            return;
        }
        unit.Db.Add(new NotionLink
        {
            Kind = kind,
            RecordId = recordId,
            PageId = page.Id.Value,
            Agreed = table.Names.Values.Where(page.Properties.ContainsKey).ToDictionary(name => name, name => Table.Plain(page.Properties[name])),
        });
        unit.Db.Add(Again(kind, recordId, clock));
    }, cancellationToken);

    /// <summary>Has a record compared with its page once more.</summary>
    public static OutboxMessage Again(string kind, Guid recordId, TimeProvider clock) => new() { Destination = NotionMirror.Destination, RecordKind = kind, RecordId = recordId, CreatedAt = clock.GetUtcNow() };

    /// <summary>Who touched the page last, by the name that Notion tells or by the beginning of an id.</summary>
    public static string PersonOf(Page page) => (page.LastEditedBy ?? page.CreatedBy) is { } user ? user.Name ?? $"Notion user {user.Id.ToString()[..8]}" : "somebody in Notion";
}
