using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>
/// One block of a page's body. Its content is kept as JSON, so that kinds of a later day survive; what most kinds share is read out of it. Make one
/// with <see cref="Blocks"/>.
/// </summary>
[JsonConverter(typeof(BlockConverter))]
public sealed record Block
{
    /// <summary>Default in a block to be written.</summary>
    public NotionId Id { get; init; }

    /// <summary>paragraph, callout, to_do …, or a kind that came later.</summary>
    public required string Type { get; init; }

    /// <summary>What stands under the type's name.</summary>
    public JsonObject Content { get; init; } = [];

    /// <summary>Blocks within, of a block to be written; filled in by <see cref="Reading.TreeAsync"/>.</summary>
    public IReadOnlyList<Block> Children { get; init; } = [];

    /// <summary>It has blocks within, to be listed by its id.</summary>
    public bool HasChildren { get; init; }

    /// <summary>Deleted.</summary>
    public bool InTrash { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset LastEditedTime { get; init; }

    /// <summary>Who changed it last.</summary>
    public UserRef? LastEditedBy { get; init; }

    /// <summary>The page or block it stands in.</summary>
    public Parent? Parent { get; init; }

    /// <summary>Its text; none for kinds without.</summary>
    public IReadOnlyList<RichText> RichText => Content["rich_text"]?.Deserialize<List<RichText>>(NotionJson.Options) ?? [];

    /// <summary>Its text in all runs.</summary>
    public string PlainText => RichText.PlainText();

    /// <summary>Of a to_do.</summary>
    public bool Checked => (bool?)Content["checked"] ?? false;

    /// <summary>The body of an update of this block to what it holds now: the kind cannot change, and blocks within have requests of their own.</summary>
    public JsonObject ToUpdate() => new() { [Type] = Content.DeepClone() };
}

internal sealed class BlockConverter : JsonConverter<Block>
{
    public override Block Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        var type = json.Text("type") ?? "";
        return new Block
        {
            Id = json.Member("id")?.Deserialize<NotionId>(options) ?? default,
            Type = type,
            Content = json.Member(type) is { ValueKind: JsonValueKind.Object } content ? JsonObject.Create(content)! : [],
            HasChildren = json.Member("has_children") is { ValueKind: JsonValueKind.True },
            InTrash = json.Member("in_trash") is { ValueKind: JsonValueKind.True },
            LastEditedTime = json.Member("last_edited_time")?.GetDateTimeOffset() ?? default,
            LastEditedBy = json.Member("last_edited_by")?.Deserialize<UserRef>(options),
            Parent = json.Member("parent")?.Deserialize<Parent>(options),
        };
    }

    public override void Write(Utf8JsonWriter writer, Block value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "block");
        writer.WriteString("type", value.Type);
        writer.WriteStartObject(value.Type);
        foreach (var (name, member) in value.Content)
        {
            if (name == "children")
                continue;
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, member, options);
        }
        if (value.Children.Count > 0)
        {
            writer.WritePropertyName("children");
            JsonSerializer.Serialize(writer, value.Children, options);
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
