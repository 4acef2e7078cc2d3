using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

internal sealed partial class NotionWorkspace
{
    private static readonly string[] Types =
    [
        "title", "rich_text", "number", "select", "status", "multi_select", "date", "checkbox", "relation", "people", "files", "url", "email", "phone_number",
        "created_time", "last_edited_time", "created_by", "last_edited_by", "unique_id", "formula", "rollup", "button",
    ];

    private int _properties;

    public JsonNode CreateDatabase(JsonObject body, Guid author)
    {
        if ((string?)body["parent"]?["type"] == "workspace")
            throw NotionRefusal.Invalid("Provided parent.workspace is not supported for internal integrations.");
        var parent = Page(IdIn(body["parent"]?["page_id"], "body.parent.page_id"));
        if (body["initial_data_source"]?["properties"] is not JsonObject properties)
            throw NotionRefusal.Invalid("body failed validation: body.initial_data_source.properties should be defined.");
        Spend(1);
        var database = new SimulatedDatabase
        {
            Id = Guid.CreateVersion7(),
            Title = Plain(Runs(body["title"] ?? new JsonArray(), "body.title")),
            Parent = new JsonObject { ["type"] = "page_id", ["page_id"] = parent.Id.ToString() },
            IsInline = IsTrue(body["is_inline"]),
            Icon = body["icon"]?.DeepClone(),
            Created = clock.GetUtcNow(),
            Edited = clock.GetUtcNow(),
        };
        var source = new SimulatedSource { Id = Guid.CreateVersion7(), DatabaseId = database.Id, Title = database.Title, Edited = clock.GetUtcNow() };
        // Looked at before anything is kept: a refused request leaves nothing.
        if (properties.Count(p => p.Value?["title"] is not null) != 1)
            throw NotionRefusal.Invalid("body failed validation: exactly one property of type title is needed.");
        foreach (var (name, schema) in properties)
            source.Properties.Add(Property(name, schema as JsonObject ?? throw NotionRefusal.Invalid($"body failed validation: property {name} should be an object.")));
        _databases[database.Id] = database;
        _sources[source.Id] = source;
        database.Sources.Add(source);
        foreach (var property in source.Properties.ToList())
            Link(source, property);
        Attach(new SimulatedBlock { Id = database.Id, Type = "child_database", Content = new JsonObject { ["title"] = database.Title }, Created = clock.GetUtcNow(), Edited = clock.GetUtcNow(), CreatedBy = author, EditedBy = author }, parent);
        Tell("database.created", database.Id, "database", author);
        return Show(database);
    }

    public JsonNode UpdateDatabase(Guid id, JsonObject body)
    {
        var database = Database(id);
        if (body["title"] is { } title)
            _blocks[id].Content["title"] = database.Title = Plain(Runs(title, "body.title"));
        if (body["icon"] is { } icon)
            database.Icon = icon.DeepClone();
        if (body["in_trash"] is { } trash)
            _blocks[id].InTrash = database.InTrash = IsTrue(trash);
        database.Edited = clock.GetUtcNow();
        return Show(database);
    }

    public JsonNode AddSource(JsonObject body)
    {
        var database = Database(IdIn(body["parent"]?["database_id"], "body.parent.database_id"));
        var source = new SimulatedSource { Id = Guid.CreateVersion7(), DatabaseId = database.Id, Title = Plain(Runs(body["title"] ?? new JsonArray(), "body.title")), Edited = clock.GetUtcNow() };
        foreach (var (name, schema) in body["properties"] as JsonObject ?? [])
            source.Properties.Add(Property(name, (JsonObject)schema!));
        _sources[source.Id] = source;
        database.Sources.Add(source);
        return Show(source);
    }

    public JsonNode UpdateSource(Guid id, JsonObject body)
    {
        var source = Source(id);
        if (body["title"] is { } title)
            source.Title = Plain(Runs(title, "body.title"));
        if (body["in_trash"] is { } trash)
            source.InTrash = IsTrue(trash);
        foreach (var (key, change) in body["properties"] as JsonObject ?? [])
            Change(source, key, change);
        source.Edited = clock.GetUtcNow();
        Tell("data_source.schema_updated", source.Id, "data_source", Bot);
        return Show(source);
    }

    private void Change(SimulatedSource source, string key, JsonNode? change)
    {
        var property = source.Find(key);
        if (change is null)
        {
            if (property is null or { Type: "title" })
                throw NotionRefusal.Invalid(property is null ? $"Could not find property with name or id: {key}" : "Cannot delete the title property.");
            source.Properties.Remove(property);
            return;
        }
        var schema = change as JsonObject ?? throw NotionRefusal.Invalid($"body failed validation: body.properties.{key} should be an object.");
        if (property is null)
        {
            var made = Property(TextIn(schema["name"]) ?? key, schema);
            source.Properties.Add(made);
            Link(source, made);
            return;
        }
        if (TextIn(schema["name"]) is { } name && name != property.Name)
            property.Name = source.Properties.Exists(p => p.Name == name) ? throw NotionRefusal.Invalid($"Cannot rename property: a property named {name} exists.") : name;
        if (schema.All(m => m.Key is "name" or "description" or "type"))
            return;
        var changed = Property(property.Name, schema);
        // An option keeps its id by its name, so that rows keep it.
        foreach (var option in changed.Options.OfType<JsonObject>())
            if (property.Options.OfType<JsonObject>().FirstOrDefault(o => (string?)o["name"] == (string?)option["name"]) is { } old)
                option["id"] = old["id"]!.DeepClone();
        (property.Type, property.Config) = (changed.Type, changed.Config);
        Link(source, property);
    }

    private SimulatedProperty Property(string name, JsonObject schema)
    {
        var type = schema.Select(m => m.Key).Where(k => k is not ("name" or "description" or "type" or "id")).ToList() is [var only] && Types.Contains(only) ? only
            : throw NotionRefusal.Invalid($"body failed validation. Fix one: body.properties.{name} should define exactly one known type.");
        if (TextIn(schema["description"]) is { Length: > 280 })
            throw NotionRefusal.Invalid($"body failed validation: body.properties.{name}.description.length should be ≤ `280`.");
        var config = (JsonObject)(schema[type] as JsonObject ?? []).DeepClone();
        if (type is "select" or "multi_select" or "status")
            config = Options(type, config["options"] as JsonArray);
        if (type == "relation")
            _ = Source(IdIn(config["data_source_id"], $"body.properties.{name}.relation.data_source_id"));
        return new SimulatedProperty { Id = type == "title" ? "title" : $":{++_properties:x2}{(char)('a' + _properties % 26)}", Name = name, Type = type, Config = config };
    }

    private static JsonObject Options(string type, JsonArray? given)
    {
        var options = given ?? (type == "status" ? new JsonArray("Not started", "In progress", "Done") : []);
        if (options.Count > 100)
            throw NotionRefusal.Invalid("body failed validation: options.length should be ≤ `100`.");
        var made = new JsonArray([.. options.Select(o => (JsonNode)Option(TextIn(o) ?? TextIn(o?["name"]) ?? throw NotionRefusal.Invalid("body failed validation: option.name should be defined."), TextIn(o is JsonObject ? o["color"] : null)))]);
        return type != "status" ? new JsonObject { ["options"] = made } : new JsonObject
        {
            ["options"] = made,
            // New options always land in the To-do group, those that Notion makes itself in theirs.
            ["groups"] = new JsonArray([.. new[] { "To-do", "In progress", "Complete" }.Select((group, i) => (JsonNode)new JsonObject
            {
                ["id"] = $"group-{i}",
                ["name"] = group,
                ["color"] = "gray",
                ["option_ids"] = new JsonArray([.. made.Where((_, n) => given is null ? n == i : i == 0).Select(o => o!["id"]!.DeepClone())]),
            })]),
        };
    }

    private static JsonObject Option(string name, string? color) => name.Contains(',', StringComparison.Ordinal)
        ? throw NotionRefusal.Invalid("Invalid select option, commas not allowed: " + name)
        : new JsonObject { ["id"] = Guid.CreateVersion7().ToString("N")[^6..], ["name"] = name, ["color"] = color ?? "default", ["description"] = null };

    /// <summary>Makes the other side of a relation both ways. Its name is Notion's own, whatever was asked.</summary>
    private void Link(SimulatedSource source, SimulatedProperty property)
    {
        if (property.Type != "relation" || (string?)property.Config["type"] != "dual_property" || property.Config["_other"] is not null)
            return;
        var target = Source(IdIn(property.Config["data_source_id"], "data_source_id"));
        var other = new SimulatedProperty
        {
            Id = $":{++_properties:x2}r",
            Name = $"Related to {source.Title} ({property.Name})",
            Type = "relation",
            Config = new JsonObject { ["data_source_id"] = source.Id.ToString(), ["type"] = "dual_property", ["_other"] = property.Id },
        };
        property.Config["_other"] = other.Id;
        target.Properties.Add(other);
    }

    public JsonObject Show(SimulatedDatabase database) => new()
    {
        ["object"] = "database",
        ["id"] = database.Id.ToString(),
        ["title"] = Runs(database.Title),
        ["description"] = new JsonArray(),
        ["parent"] = database.Parent.DeepClone(),
        ["is_inline"] = database.IsInline,
        ["in_trash"] = database.InTrash,
        ["is_locked"] = false,
        ["created_time"] = Time(database.Created),
        ["last_edited_time"] = Time(database.Edited),
        ["data_sources"] = new JsonArray([.. database.Sources.Where(s => !s.InTrash && !_hidden.Contains(s.Id)).Select(s => (JsonNode)new JsonObject { ["id"] = s.Id.ToString(), ["name"] = s.Title })]),
        ["icon"] = database.Icon?.DeepClone(),
        ["cover"] = null,
        ["url"] = $"https://www.notion.so/{database.Id:N}",
        ["public_url"] = null,
    };

    public JsonObject Show(SimulatedSource source) => new()
    {
        ["object"] = "data_source",
        ["id"] = source.Id.ToString(),
        ["title"] = Runs(source.Title),
        ["parent"] = new JsonObject { ["type"] = "database_id", ["database_id"] = source.DatabaseId.ToString() },
        ["database_parent"] = _databases[source.DatabaseId].Parent.DeepClone(),
        ["in_trash"] = source.InTrash,
        ["last_edited_time"] = Time(source.Edited),
        ["properties"] = new JsonObject(source.Properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)new JsonObject
        {
            ["id"] = Uri.EscapeDataString(p.Id),
            ["name"] = p.Name,
            ["description"] = null,
            ["type"] = p.Type,
            [p.Type] = Config(p),
        }))),
        ["url"] = $"https://www.notion.so/{source.DatabaseId:N}",
    };

    private JsonNode Config(SimulatedProperty property)
    {
        if (property.Type != "relation")
            return property.Config.DeepClone();
        var target = _sources[Guid.Parse((string)property.Config["data_source_id"]!)];
        var kind = (string?)property.Config["type"] ?? "single_property";
        var other = target.Properties.Find(p => p.Id == (string?)property.Config["_other"]);
        return new JsonObject
        {
            ["database_id"] = target.DatabaseId.ToString(),
            ["data_source_id"] = target.Id.ToString(),
            ["type"] = kind,
            [kind] = other is null ? new JsonObject() : new JsonObject { ["synced_property_id"] = Uri.EscapeDataString(other.Id), ["synced_property_name"] = other.Name },
        };
    }
}
