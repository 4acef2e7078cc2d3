using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>The value of one property of a page. Written ones are made with <see cref="Value"/>, and replace the whole of the old one.</summary>
[JsonConverter(typeof(PropertyValueConverter))]
public abstract record PropertyValue
{
    /// <summary>Of the property, as Notion answers it; null in a value to be written.</summary>
    public string? Id { get; init; }
}

/// <summary>title.</summary>
public sealed record TitleValue(IReadOnlyList<RichText> Runs) : PropertyValue;

/// <summary>rich_text.</summary>
public sealed record RichTextValue(IReadOnlyList<RichText> Runs) : PropertyValue;

/// <summary>number; null when empty.</summary>
public sealed record NumberValue(decimal? Number) : PropertyValue;

/// <summary>select; null when empty.</summary>
public sealed record SelectValue(Choice? Choice) : PropertyValue;

/// <summary>status; null when empty.</summary>
public sealed record StatusValue(Choice? Choice) : PropertyValue;

/// <summary>multi_select.</summary>
public sealed record MultiSelectValue(IReadOnlyList<Choice> Choices) : PropertyValue;

/// <summary>date; null when empty.</summary>
public sealed record DateValue(DateSpan? Date) : PropertyValue;

/// <summary>checkbox.</summary>
public sealed record CheckboxValue(bool Ticked) : PropertyValue;

/// <summary>relation.</summary>
/// <param name="Pages">The first 25 only, when <paramref name="HasMore"/>.</param>
/// <param name="HasMore">The rest is to be read with <see cref="Reading.CompleteAsync"/>.</param>
public sealed record RelationValue(IReadOnlyList<NotionId> Pages, bool HasMore = false) : PropertyValue;

/// <summary>people.</summary>
public sealed record PeopleValue(IReadOnlyList<UserRef> People, bool HasMore = false) : PropertyValue;

/// <summary>files.</summary>
public sealed record FilesValue(IReadOnlyList<FileRef> Files) : PropertyValue;

/// <summary>url; null when empty.</summary>
public sealed record UrlValue(string? Url) : PropertyValue;

/// <summary>email; null when empty.</summary>
public sealed record EmailValue(string? Email) : PropertyValue;

/// <summary>phone_number; null when empty.</summary>
public sealed record PhoneValue(string? Number) : PropertyValue;

/// <summary>unique_id, which Notion counts. Read only.</summary>
public sealed record UniqueIdValue(string? Prefix, long? Number) : PropertyValue;

/// <summary>created_time or last_edited_time. Read only.</summary>
public sealed record TimestampValue(string Type, DateTimeOffset? At) : PropertyValue;

/// <summary>created_by or last_edited_by. Read only.</summary>
public sealed record AuthorValue(string Type, UserRef? By) : PropertyValue;

/// <summary>formula: its kind (string, number, boolean, date) and what came out, as JSON. Read only.</summary>
public sealed record FormulaValue(string Type, JsonElement? Result) : PropertyValue;

/// <summary>rollup: its kind (number, date, array, incomplete …), its function and what came out, as JSON. Read only.</summary>
public sealed record RollupValue(string Type, string? Function, JsonElement? Result) : PropertyValue;

/// <summary>A kind of property that this client does not know, kept as it came.</summary>
public sealed record UnknownValue(string Type, JsonElement? Content) : PropertyValue;

/// <summary>An option that is chosen; only the name is written.</summary>
public sealed record Choice(string Name)
{
    /// <summary>Of the option; null in a value to be written.</summary>
    public string? Id { get; init; }

    /// <summary>For example gray; null in a value to be written.</summary>
    public string? Color { get; init; }
}

/// <summary>A person or a bot.</summary>
public sealed record UserRef(NotionId Id)
{
    /// <summary>Seen only with the capability to read users.</summary>
    public string? Name { get; init; }

    /// <summary>person, bot or agent; null when not told.</summary>
    public string? Type { get; init; }
}

/// <summary>A file: uploaded, hosted by Notion, or elsewhere.</summary>
public sealed record FileRef
{
    /// <summary>What a person reads.</summary>
    public string? Name { get; init; }

    /// <summary>file, external or file_upload.</summary>
    public string Type { get; init; } = "external";

    /// <summary>Hosted by Notion; the address lasts an hour.</summary>
    public JsonElement? File { get; init; }

    /// <summary>Elsewhere.</summary>
    public JsonElement? External { get; init; }

    /// <summary>To be written after an upload: its id.</summary>
    public JsonElement? FileUpload { get; init; }
}
