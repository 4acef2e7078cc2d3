using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>One property of a data source: its kind and settings. Kinds of a later day are kept as JSON.</summary>
[JsonConverter(typeof(PropertySchemaConverter))]
public sealed record PropertySchema
{
    /// <summary>title, rich_text, select, status, relation …; empty in one that only renames.</summary>
    public string Type { get; init; } = "";

    /// <summary>As Notion answers it, which is how an address holds it; null in one to be written.</summary>
    public string? Id { get; init; }

    /// <summary>In one to be written: the new name; null leaves it.</summary>
    public string? Name { get; init; }

    /// <summary>At most 280 characters; null leaves it.</summary>
    public string? Description { get; init; }

    /// <summary>What stands under the type's name.</summary>
    public JsonObject Config { get; init; } = [];

    /// <summary>Of a select, multi_select or status, in order; else none.</summary>
    public IReadOnlyList<Choice> Options => Config["options"]?.Deserialize<List<Choice>>(NotionJson.Options) ?? [];

    /// <summary>Where a relation leads; null for other kinds.</summary>
    public NotionId? RelatedDataSource => NotionId.TryParse((string?)Config["data_source_id"], out var id) ? id : null;

    /// <summary>A relation that is seen from the other side too.</summary>
    public bool IsDual => Type == "relation" && (string?)Config["type"] == "dual_property";

    /// <summary>Of a relation both ways: the id of the property on the other side.</summary>
    public string? SyncedPropertyId => (string?)Config["dual_property"]?["synced_property_id"];

    /// <summary>Of a relation both ways: the name of the property on the other side.</summary>
    public string? SyncedPropertyName => (string?)Config["dual_property"]?["synced_property_name"];

    /// <summary>The page's title; each data source has exactly one.</summary>
    public static PropertySchema Title() => Plain("title");

    /// <summary>rich_text.</summary>
    public static PropertySchema Text() => Plain("rich_text");

    /// <summary>number.</summary>
    /// <param name="format">number, percent, dollar, euro …</param>
    public static PropertySchema Number(string format = "number") => new() { Type = "number", Config = new JsonObject { ["format"] = format } };

    /// <summary>select, with these options.</summary>
    public static PropertySchema Select(params IEnumerable<string> options) => WithOptions("select", options);

    /// <summary>multi_select, with these options.</summary>
    public static PropertySchema MultiSelect(params IEnumerable<string> options) => WithOptions("multi_select", options);

    /// <summary>status. All options stand in the To-do group, which only a person can change; with none they are Not started, In progress, Done.</summary>
    public static PropertySchema Status(params IEnumerable<string> options) => options.Any() ? WithOptions("status", options) : Plain("status");

    /// <summary>checkbox.</summary>
    public static PropertySchema Checkbox() => Plain("checkbox");

    /// <summary>date.</summary>
    public static PropertySchema Date() => Plain("date");

    /// <summary>url.</summary>
    public static PropertySchema Url() => Plain("url");

    /// <summary>email.</summary>
    public static PropertySchema Email() => Plain("email");

    /// <summary>phone_number.</summary>
    public static PropertySchema Phone() => Plain("phone_number");

    /// <summary>people.</summary>
    public static PropertySchema People() => Plain("people");

    /// <summary>files.</summary>
    public static PropertySchema Files() => Plain("files");

    /// <summary>created_time.</summary>
    public static PropertySchema CreatedTime() => Plain("created_time");

    /// <summary>last_edited_time.</summary>
    public static PropertySchema LastEditedTime() => Plain("last_edited_time");

    /// <summary>unique_id: Notion counts.</summary>
    public static PropertySchema UniqueId(string? prefix = null) => new() { Type = "unique_id", Config = new JsonObject { ["prefix"] = prefix } };

    /// <summary>formula.</summary>
    public static PropertySchema Formula(string expression) => new() { Type = "formula", Config = new JsonObject { ["expression"] = expression } };

    /// <summary>A relation that only this side shows.</summary>
    public static PropertySchema RelationTo(NotionId dataSource) => Relation(dataSource, "single_property");

    /// <summary>
    /// A relation both ways. Notion names the other side «Related to … (…)» whatever is asked; rename it by <see cref="SyncedPropertyId"/>, or use
    /// <see cref="Writing.RelateAsync"/>.
    /// </summary>
    public static PropertySchema BothWays(NotionId dataSource) => Relation(dataSource, "dual_property");

    /// <summary>Leaves the kind, changes the name. Give it by the property's id, so that a repetition finds it.</summary>
    public static PropertySchema RenamedTo(string name) => new() { Name = name };

    private static PropertySchema Plain(string type) => new() { Type = type };

    private static PropertySchema WithOptions(string type, IEnumerable<string> options) =>
        new() { Type = type, Config = new JsonObject { ["options"] = new JsonArray([.. options.Select(o => (JsonNode)new JsonObject { ["name"] = o })]) } };

    private static PropertySchema Relation(NotionId dataSource, string kind) =>
        new() { Type = "relation", Config = new JsonObject { ["data_source_id"] = dataSource.ToString(), ["type"] = kind, [kind] = new JsonObject() } };
}

internal sealed class PropertySchemaConverter : JsonConverter<PropertySchema>
{
    public override PropertySchema Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        var type = json.Text("type") ?? "";
        return new PropertySchema
        {
            Type = type,
            Id = json.Text("id"),
            Name = json.Text("name"),
            Description = json.Text("description"),
            Config = json.Member(type) is { ValueKind: JsonValueKind.Object } config ? JsonObject.Create(config)! : [],
        };
    }

    public override void Write(Utf8JsonWriter writer, PropertySchema value, JsonSerializerOptions options)
    {
        Limits.Check("description", value.Description?.Length ?? 0, Limits.Description, "characters");
        writer.WriteStartObject();
        if (value.Name is { } name)
            writer.WriteString("name", name);
        if (value.Description is { } description)
            writer.WriteString("description", description);
        if (value.Type.Length > 0)
        {
            writer.WritePropertyName(value.Type);
            value.Config.WriteTo(writer, options);
        }
        writer.WriteEndObject();
    }
}
