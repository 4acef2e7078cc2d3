using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>A page, or a row of a data source.</summary>
public sealed record Page
{
    /// <summary>Its id.</summary>
    public required NotionId Id { get; init; }

    /// <summary>To the minute.</summary>
    public DateTimeOffset CreatedTime { get; init; }

    /// <summary>To the minute, rounded down.</summary>
    public DateTimeOffset LastEditedTime { get; init; }

    /// <summary>Who made it.</summary>
    public UserRef? CreatedBy { get; init; }

    /// <summary>Who changed it last; a write of one's own carries the bot's id.</summary>
    public UserRef? LastEditedBy { get; init; }

    /// <summary>Deleted, and can still be restored.</summary>
    public bool InTrash { get; init; }

    /// <summary>Put away; not the same as deleted.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Closed to edits in Notion's own pages.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Where it stands.</summary>
    public Parent? Parent { get; init; }

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, PropertyValue> Properties { get; init; } = new Dictionary<string, PropertyValue>();

    /// <summary>Where a person finds it.</summary>
    public string? Url { get; init; }

    /// <summary>An emoji or a picture.</summary>
    public Icon? Icon { get; init; }

    /// <summary>A picture, as Notion tells it.</summary>
    public JsonElement? Cover { get; init; }

    /// <summary>Of the one property that is the title; empty without.</summary>
    [JsonIgnore]
    public string Title => Properties.Values.OfType<TitleValue>().FirstOrDefault()?.Runs.PlainText() ?? "";

    /// <summary>All runs of a title or rich_text, or a url, e-mail address or telephone number; null when there is no such property.</summary>
    public string? Text(string property) => Properties.GetValueOrDefault(property) switch
    {
        TitleValue v => v.Runs.PlainText(),
        RichTextValue v => v.Runs.PlainText(),
        UrlValue v => v.Url,
        EmailValue v => v.Email,
        PhoneValue v => v.Number,
        _ => null,
    };

    /// <summary>The name chosen in a select or a status, whichever it is; null when none is or there is no such property.</summary>
    public string? Choice(string property) => Properties.GetValueOrDefault(property) switch
    {
        SelectValue v => v.Choice?.Name,
        StatusValue v => v.Choice?.Name,
        _ => null,
    };

    /// <summary>The names chosen in a multi_select; none when there is no such property.</summary>
    public IReadOnlyList<string> Choices(string property) => Properties.GetValueOrDefault(property) is MultiSelectValue v ? [.. v.Choices.Select(c => c.Name)] : [];

    /// <summary>Null when empty or when there is no such property.</summary>
    public decimal? Number(string property) => Properties.GetValueOrDefault(property) is NumberValue v ? v.Number : null;

    /// <summary>Null when there is no such property.</summary>
    public bool? Checkbox(string property) => Properties.GetValueOrDefault(property) is CheckboxValue v ? v.Ticked : null;

    /// <summary>Null when empty or when there is no such property.</summary>
    public DateSpan? Date(string property) => Properties.GetValueOrDefault(property) is DateValue v ? v.Date : null;

    /// <summary>All pages of a relation; none when there is no such property.</summary>
    /// <exception cref="InvalidOperationException">Only the first are here; see <see cref="Reading.CompleteAsync"/>.</exception>
    public IReadOnlyList<NotionId> Relation(string property) => Properties.GetValueOrDefault(property) switch
    {
        RelationValue { HasMore: true } => throw new InvalidOperationException($"Only the first pages of «{property}» were read; read the rest with CompleteAsync."),
        RelationValue v => v.Pages,
        _ => [],
    };
}

/// <summary>Where a page, block or database stands.</summary>
public sealed record Parent
{
    /// <summary>page_id, data_source_id, database_id, block_id, workspace.</summary>
    public string Type { get; init; } = "";

    /// <summary>Of a page within a page.</summary>
    public NotionId? PageId { get; init; }

    /// <summary>Of a row.</summary>
    public NotionId? DataSourceId { get; init; }

    /// <summary>Of a row, in answers too; of a data source.</summary>
    public NotionId? DatabaseId { get; init; }

    /// <summary>Of a block within a block.</summary>
    public NotionId? BlockId { get; init; }

    /// <summary>At the top.</summary>
    public bool? Workspace { get; init; }

    /// <summary>A row of this data source.</summary>
    public static Parent DataSource(NotionId id) => new() { Type = "data_source_id", DataSourceId = id };

    /// <summary>Under this page.</summary>
    public static Parent Page(NotionId id) => new() { Type = "page_id", PageId = id };

    /// <summary>In this database, beside its other data sources.</summary>
    public static Parent Database(NotionId id) => new() { Type = "database_id", DatabaseId = id };

    /// <summary>Under this block.</summary>
    public static Parent Block(NotionId id) => new() { Type = "block_id", BlockId = id };

    /// <summary>At the top; refused to internal integrations.</summary>
    public static Parent Top { get; } = new() { Type = "workspace", Workspace = true };
}

/// <summary>An emoji, or a picture.</summary>
public sealed record Icon
{
    /// <summary>emoji, external, file, custom_emoji …</summary>
    public string Type { get; init; } = "emoji";

    /// <summary>The character, when it is one. (A type of a later day keeps the rest in <see cref="Other"/>.)</summary>
    public string? Emoji { get; init; }

    /// <summary>What else was said.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Other { get; init; }

    /// <summary>An emoji.</summary>
    public static Icon Of(string emoji) => new() { Emoji = emoji };
}
