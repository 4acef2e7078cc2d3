using System.Text.Json;

namespace MindMatrix.Notion;

/// <summary>A page to be made. <see cref="Writing.CreatePageAsync"/> keeps it within the limits.</summary>
public sealed record NewPage
{
    /// <summary>Where.</summary>
    public required Parent Parent { get; init; }

    /// <summary>By name or id. Under a page only the title is taken.</summary>
    public IReadOnlyDictionary<string, PropertyValue> Properties { get; init; } = new Dictionary<string, PropertyValue>();

    /// <summary>Null for none.</summary>
    public Icon? Icon { get; init; }

    /// <summary>The body, within the limits of one request (<see cref="BlockBatch"/>).</summary>
    public IReadOnlyList<Block>? Children { get; init; }
}

/// <summary>What to change of a page; null leaves a thing as it is.</summary>
public sealed record PageChanges
{
    /// <summary>By name or id; the others stay.</summary>
    public IReadOnlyDictionary<string, PropertyValue>? Properties { get; init; }

    /// <summary>A new one.</summary>
    public Icon? Icon { get; init; }

    /// <summary>True deletes it, false restores it.</summary>
    public bool? InTrash { get; init; }

    /// <summary>True puts it away.</summary>
    public bool? IsArchived { get; init; }

    /// <summary>True closes it to edits in Notion's own pages.</summary>
    public bool? IsLocked { get; init; }

    /// <summary>True deletes the whole body.</summary>
    public bool? EraseContent { get; init; }
}

/// <summary>Where a page goes.</summary>
public sealed record PageMove(Parent Parent);

/// <summary>A list of references or runs of one property, or a single value.</summary>
public sealed record PropertyItems
{
    /// <summary>One reference or run each: <c>{"type":"relation","relation":{"id":…}}</c>.</summary>
    public IReadOnlyList<JsonElement> Results { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextCursor { get; init; }

    /// <summary>There is another page.</summary>
    public bool HasMore { get; init; }
}

/// <summary>A page's body as text.</summary>
public sealed record PageMarkdown
{
    /// <summary>The body.</summary>
    public string Markdown { get; init; } = "";

    /// <summary>It was too long to be shown whole.</summary>
    public bool Truncated { get; init; }
}
