using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

internal sealed partial class NotionWorkspace
{
    private static readonly SimulatedProperty PlainTitle = new() { Id = "title", Name = "title", Type = "title" };

    public SimulatedPage CreatePage(JsonObject body, Guid author)
    {
        var parent = body["parent"] as JsonObject ?? throw NotionRefusal.Invalid("body failed validation: body.parent should be defined.");
        var source = parent["data_source_id"] is { } id ? Source(IdIn(id, "body.parent.data_source_id")) : null;
        var within = source is null && parent["page_id"] is { } under ? Page(IdIn(under, "body.parent.page_id")) : null;
        if (source is null && within is null)
            throw NotionRefusal.Invalid("body failed validation: body.parent should name a data_source_id or a page_id.");
        if (source is { InTrash: true } || within is { InTrash: true })
            throw NotionRefusal.Invalid("Can't create pages within something that is in the trash.");
        var values = Values(source, body["properties"] as JsonObject ?? []);
        var (children, count) = Blocks(body["children"] ?? new JsonArray(), "body.children", author);
        Spend(1 + count);
        var page = new SimulatedPage
        {
            Id = Guid.CreateVersion7(),
            Type = "child_page",
            Source = source,
            Created = clock.GetUtcNow(),
            Edited = clock.GetUtcNow(),
            CreatedBy = author,
            EditedBy = author,
            Icon = body["icon"]?.DeepClone(),
            Order = ++_order,
        };
        _blocks[page.Id] = page;
        if (within is not null)
            Attach(page, within);
        foreach (var child in children)
            Attach(child, page);
        Set(page, values, author);
        TellOfPage("page.created", page, author);
        return page;
    }

    public SimulatedPage UpdatePage(Guid id, JsonObject body, Guid author)
    {
        var page = Page(id);
        if (page.InTrash && body["in_trash"] is null)
            throw NotionRefusal.Invalid("Can't edit page that is in the trash. You must restore the page before editing.");
        var values = Values(page.Source, body["properties"] as JsonObject ?? []);
        if (body["in_trash"] is { } trash && IsTrue(trash) != page.InTrash)
        {
            page.InTrash = IsTrue(trash);
            TellOfPage(page.InTrash ? "page.deleted" : "page.undeleted", page, author);
        }
        if (body["is_archived"] is { } archived)
            page.IsArchived = IsTrue(archived);
        if (body["is_locked"] is { } locked)
            page.IsLocked = IsTrue(locked);
        if (body["icon"] is { } icon)
            page.Icon = icon.DeepClone();
        if (IsTrue(body["erase_content"]))
            foreach (var child in page.Living.Where(c => c.Type is not ("child_page" or "child_database")))
                child.InTrash = true;
        Set(page, values, author);
        Touch(page, author);
        if (values.Count > 0)
            TellOfPage("page.properties_updated", page, author, values.Keys);
        return page;
    }

    public SimulatedPage Move(Guid id, JsonObject body, Guid author)
    {
        var page = Page(id);
        if (body["parent"]?["data_source_id"] is { } source)
            page.Source = Source(IdIn(source, "body.parent.data_source_id"));
        else
            Attach(page, Page(IdIn(body["parent"]?["page_id"], "body.parent.page_id")));
        Touch(page, author);
        TellOfPage("page.moved", page, author);
        return page;
    }

    private Dictionary<SimulatedProperty, JsonNode?> Values(SimulatedSource? source, JsonObject given)
    {
        var values = new Dictionary<SimulatedProperty, JsonNode?>();
        foreach (var (key, value) in given)
        {
            var property = source is null ? (key is "title" or "Title" ? PlainTitle : null) : source.Find(key);
            values[property ?? throw NotionRefusal.Invalid($"{key} is not a property that exists.")] = Stored(property, key, value);
        }
        return values;
    }

    private void Set(SimulatedPage page, Dictionary<SimulatedProperty, JsonNode?> values, Guid author)
    {
        foreach (var (property, value) in values)
        {
            var before = page.Values.GetValueOrDefault(property.Id);
            page.Values[property.Id] = value;
            if (property.Type == "relation" && (string?)property.Config["_other"] is { } other)
                Mirror(page, other, Ids(before), Ids(value), author);
            if (property.Type == "title" && page.Within is not null)
                page.Content["title"] = Plain(value);
        }
    }

    /// <summary>The other side of a relation both ways follows.</summary>
    private void Mirror(SimulatedPage page, string other, HashSet<string> before, HashSet<string> after, Guid author)
    {
        foreach (var id in before.Union(after).Where(id => before.Contains(id) != after.Contains(id)))
        {
            var target = (SimulatedPage)_blocks[Guid.Parse(id)];
            var ids = Ids(target.Values.GetValueOrDefault(other)).ToList();
            ids.Remove(page.Id.ToString());
            if (after.Contains(id))
                ids.Add(page.Id.ToString());
            target.Values[other] = new JsonArray([.. ids.Select(i => (JsonNode)i)]);
            Touch(target, author);
        }
    }

    private static HashSet<string> Ids(JsonNode? value) => value is JsonArray array ? [.. array.Select(i => (string)i!)] : [];

    public static JsonObject Show(SimulatedPage page, IReadOnlyList<string>? only = null)
    {
        IEnumerable<SimulatedProperty> properties = page.Source?.Properties ?? (IEnumerable<SimulatedProperty>)[PlainTitle];
        if (only is { Count: > 0 })
            properties = properties.Where(p => only.Any(o => Uri.UnescapeDataString(o) == p.Id));
        return new JsonObject
        {
            ["object"] = "page",
            ["id"] = page.Id.ToString(),
            ["created_time"] = Time(page.Created),
            ["last_edited_time"] = Time(page.Edited),
            ["created_by"] = User(page.CreatedBy),
            ["last_edited_by"] = User(page.EditedBy),
            ["cover"] = null,
            ["icon"] = page.Icon?.DeepClone(),
            ["parent"] = ParentOf(page),
            ["in_trash"] = page.InTrash,
            ["is_archived"] = page.IsArchived,
            ["is_locked"] = page.IsLocked,
            ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Shown(page, p)))),
            ["url"] = $"https://www.notion.so/{page.Id:N}",
            ["public_url"] = null,
        };
    }

    private static JsonObject ParentOf(SimulatedBlock block) => block switch
    {
        SimulatedPage { Source: { } source } => new JsonObject { ["type"] = "data_source_id", ["data_source_id"] = source.Id.ToString(), ["database_id"] = source.DatabaseId.ToString() },
        { Within: SimulatedPage page } => new JsonObject { ["type"] = "page_id", ["page_id"] = page.Id.ToString() },
        { Within: { } within } => new JsonObject { ["type"] = "block_id", ["block_id"] = within.Id.ToString() },
        _ => new JsonObject { ["type"] = "workspace", ["workspace"] = true },
    };

    public JsonNode PropertyItems(Guid id, string key, string? cursor, int size)
    {
        var page = Page(id);
        var property = page.Source?.Find(key) ?? (key == "title" ? PlainTitle : throw NotionRefusal.Missing("property", key));
        var kept = page.Values.GetValueOrDefault(property.Id) as JsonArray ?? [];
        if (property.Type is not ("title" or "rich_text" or "relation" or "people"))
        {
            var single = Shown(page, property);
            single["object"] = "property_item";
            return single;
        }
        var items = kept.Select(member => (JsonNode)new JsonObject
        {
            ["object"] = "property_item",
            ["id"] = Uri.EscapeDataString(property.Id),
            ["type"] = property.Type,
            [property.Type] = property.Type switch
            {
                "relation" => new JsonObject { ["id"] = (string)member! },
                "people" => User(Guid.Parse((string)member!)),
                _ => member!.DeepClone(),
            },
        }).ToList();
        var list = Paged(items, cursor, size, "property_item");
        list["property_item"] = new JsonObject { ["id"] = Uri.EscapeDataString(property.Id), ["type"] = property.Type, ["next_url"] = null, [property.Type] = new JsonObject() };
        return list;
    }

    /// <summary>One page of a list; the cursor is where the next begins.</summary>
    private static JsonObject Paged(IReadOnlyList<JsonNode> all, string? cursor, int size, string kind)
    {
        var start = cursor is null ? 0 : int.TryParse(cursor, out var n) && n >= 0 && n <= all.Count ? n : throw NotionRefusal.Invalid("body failed validation: start_cursor is not valid.");
        var next = start + size;
        return new JsonObject
        {
            ["object"] = "list",
            ["results"] = new JsonArray([.. all.Skip(start).Take(size)]),
            ["next_cursor"] = next < all.Count ? next.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
            ["has_more"] = next < all.Count,
            ["type"] = kind,
            [kind] = new JsonObject(),
        };
    }
}
