using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>A database: the container that has an address, with one or more data sources in it.</summary>
public sealed record NotionDatabase
{
    /// <summary>As in its address.</summary>
    public required NotionId Id { get; init; }

    /// <summary>Its title.</summary>
    public IReadOnlyList<RichText> Title { get; init; } = [];

    /// <summary>At least one for a database of one's own.</summary>
    public IReadOnlyList<DataSourceRef> DataSources { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public Parent? Parent { get; init; }

    /// <summary>Where a person finds it.</summary>
    public string? Url { get; init; }

    /// <summary>Deleted.</summary>
    public bool InTrash { get; init; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset LastEditedTime { get; init; }
}

/// <summary>A data source by id and name.</summary>
public sealed record DataSourceRef(NotionId Id, string Name);

/// <summary>A table: its schema.</summary>
public sealed record DataSource
{
    /// <summary>What rows name as their parent.</summary>
    public required NotionId Id { get; init; }

    /// <summary>Its title.</summary>
    public IReadOnlyList<RichText> Title { get; init; } = [];

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, PropertySchema> Properties { get; init; } = new Dictionary<string, PropertySchema>();

    /// <summary>Its database.</summary>
    public Parent? Parent { get; init; }

    /// <summary>Deleted.</summary>
    public bool InTrash { get; init; }

    /// <summary>When it was changed.</summary>
    public DateTimeOffset LastEditedTime { get; init; }

    /// <summary>Where a person finds it.</summary>
    public string? Url { get; init; }

    /// <summary>The name of the one property of type title.</summary>
    [JsonIgnore]
    public string? TitleProperty => Properties.FirstOrDefault(p => p.Value.Type == "title").Key;
}

/// <summary>A database to be made, with its first data source.</summary>
public sealed record NewDatabase
{
    /// <summary>A page that is shared with the integration.</summary>
    public required Parent Parent { get; init; }

    /// <summary>Its title.</summary>
    public required IReadOnlyList<RichText> Title { get; init; }

    /// <summary>The table.</summary>
    public required InitialDataSource InitialDataSource { get; init; }

    /// <summary>Shown within its page.</summary>
    public bool? IsInline { get; init; }

    /// <summary>An emoji or a picture.</summary>
    public Icon? Icon { get; init; }

    /// <summary>A line below the title.</summary>
    public IReadOnlyList<RichText>? Description { get; init; }
}

/// <summary>The first table of a new database: exactly one property is of type title.</summary>
public sealed record InitialDataSource(IReadOnlyDictionary<string, PropertySchema> Properties);

/// <summary>What to change of a database; null leaves a thing as it is. Its columns are changed at the data source.</summary>
public sealed record DatabaseChanges
{
    /// <summary>A new place.</summary>
    public Parent? Parent { get; init; }

    /// <summary>A new title.</summary>
    public IReadOnlyList<RichText>? Title { get; init; }

    /// <summary>A new line below the title.</summary>
    public IReadOnlyList<RichText>? Description { get; init; }

    /// <summary>Shown within its page.</summary>
    public bool? IsInline { get; init; }

    /// <summary>A new one.</summary>
    public Icon? Icon { get; init; }

    /// <summary>True deletes it, false restores it.</summary>
    public bool? InTrash { get; init; }

    /// <summary>True closes it to edits in Notion's own pages.</summary>
    public bool? IsLocked { get; init; }
}

/// <summary>A further data source in a database that exists.</summary>
public sealed record NewDataSource(Parent Parent, IReadOnlyList<RichText> Title, IReadOnlyDictionary<string, PropertySchema> Properties);

/// <summary>What to change of a data source; null leaves a thing as it is.</summary>
public sealed record DataSourceChanges
{
    /// <summary>A new title.</summary>
    public IReadOnlyList<RichText>? Title { get; init; }

    /// <summary>By name or id: what a property is from now on; null deletes it.</summary>
    public IReadOnlyDictionary<string, PropertySchema?>? Properties { get; init; }

    /// <summary>A new one.</summary>
    public Icon? Icon { get; init; }

    /// <summary>True deletes it, false restores it.</summary>
    public bool? InTrash { get; init; }
}
