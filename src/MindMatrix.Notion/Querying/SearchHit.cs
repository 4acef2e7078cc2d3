using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>A page or data source that a search found.</summary>
public sealed record SearchHit
{
    /// <summary>page or data_source.</summary>
    [JsonPropertyName("object")]
    public string Kind { get; init; } = "";

    /// <summary>Its id.</summary>
    public required NotionId Id { get; init; }

    /// <summary>Where it stands.</summary>
    public Parent? Parent { get; init; }

    /// <summary>Where a person finds it.</summary>
    public string? Url { get; init; }

    /// <summary>Deleted.</summary>
    public bool InTrash { get; init; }

    /// <summary>Of a data source; a page has its title among its properties.</summary>
    public IReadOnlyList<RichText>? Title { get; init; }

    /// <summary>Values of a page, schema of a data source.</summary>
    public JsonElement? Properties { get; init; }

    /// <summary>The title of either.</summary>
    public string Name() => Title?.PlainText()
        ?? Properties?.Deserialize<Dictionary<string, PropertyValue>>(NotionJson.Options)?.Values.OfType<TitleValue>().FirstOrDefault()?.Runs.PlainText()
        ?? "";
}
