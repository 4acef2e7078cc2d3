using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>Reads what Notion answers; writes what it takes, which is less.</summary>
internal sealed class PropertyValueConverter : JsonConverter<PropertyValue>
{
    public override PropertyValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        return Value(json.Text("type") ?? "", json, options) with { Id = json.Text("id") };
    }

    private static PropertyValue Value(string type, JsonElement json, JsonSerializerOptions options)
    {
        var content = json.Member(type);
        T? As<T>() where T : class => content?.Deserialize<T>(options);
        return (type, content?.ValueKind) switch
        {
            ("title", JsonValueKind.Array) => new TitleValue(As<List<RichText>>()!),
            ("rich_text", JsonValueKind.Array) => new RichTextValue(As<List<RichText>>()!),
            ("number", null or JsonValueKind.Number) => new NumberValue(Number(content)),
            ("select", null or JsonValueKind.Object) => new SelectValue(As<Choice>()),
            ("status", null or JsonValueKind.Object) => new StatusValue(As<Choice>()),
            ("multi_select", JsonValueKind.Array) => new MultiSelectValue(As<List<Choice>>()!),
            ("date", null or JsonValueKind.Object) => new DateValue(As<DateSpan>()),
            ("checkbox", JsonValueKind.True or JsonValueKind.False) => new CheckboxValue(content.Value.GetBoolean()),
            ("relation", JsonValueKind.Array) => new RelationValue([.. As<List<UserRef>>()!.Select(r => r.Id)], HasMore(json)),
            ("people", JsonValueKind.Array) => new PeopleValue(As<List<UserRef>>()!, HasMore(json)),
            ("files", JsonValueKind.Array) => new FilesValue(As<List<FileRef>>()!),
            ("url", null or JsonValueKind.String) => new UrlValue(content?.GetString()),
            ("email", null or JsonValueKind.String) => new EmailValue(content?.GetString()),
            ("phone_number", null or JsonValueKind.String) => new PhoneValue(content?.GetString()),
            ("unique_id", null or JsonValueKind.Object) => new UniqueIdValue(content?.Text("prefix"), content?.Member("number") is { } n && n.TryGetInt64(out var number) ? number : null),
            ("created_time" or "last_edited_time", null or JsonValueKind.String) => new TimestampValue(type, content?.TryGetDateTimeOffset(out var at) == true ? at : null),
            ("created_by" or "last_edited_by", null or JsonValueKind.Object) => new AuthorValue(type, As<UserRef>()),
            ("formula", JsonValueKind.Object) => new FormulaValue(Kind(content.Value), content.Value.Member(Kind(content.Value))),
            ("rollup", JsonValueKind.Object) => new RollupValue(Kind(content.Value), content.Value.Text("function"), content.Value.Member(Kind(content.Value))),
            // A new kind, or a known one in a new shape: kept, not understood.
            _ => new UnknownValue(type, content),
        };
    }

    private static string Kind(JsonElement result) => result.Text("type") ?? "";

    private static bool HasMore(JsonElement json) => json.Member("has_more") is { ValueKind: JsonValueKind.True };

    // What exceeds a decimal is no figure that anybody typed.
    private static decimal? Number(JsonElement? content) => content is { } n && n.TryGetDecimal(out var number) ? number : null;

    public override void Write(Utf8JsonWriter writer, PropertyValue value, JsonSerializerOptions options)
    {
        var (type, content) = Written(value);
        writer.WriteStartObject();
        writer.WritePropertyName(type);
        if (content is null)
            writer.WriteNullValue();
        else
            JsonSerializer.Serialize(writer, content, content.GetType(), options);
        writer.WriteEndObject();
    }

    private static (string Type, object? Content) Written(PropertyValue value) => value switch
    {
        TitleValue v => ("title", Within("title", v.Runs, RichText.MaxRuns, "runs of text")),
        RichTextValue v => ("rich_text", Within("rich_text", v.Runs, RichText.MaxRuns, "runs of text; put the rest in the page's body")),
        NumberValue v => ("number", v.Number),
        SelectValue v => ("select", Name(v.Choice)),
        StatusValue v => ("status", Name(v.Choice)),
        MultiSelectValue v => ("multi_select", Within("multi_select", v.Choices, Limits.Members, "options").Select(Name).ToList()),
        DateValue v => ("date", v.Date),
        CheckboxValue v => ("checkbox", v.Ticked),
        RelationValue { HasMore: true } => throw new InvalidOperationException("The relation was read in part; writing it would cut it. Read it whole with CompleteAsync first."),
        RelationValue v => ("relation", Within("relation", v.Pages, Limits.Members, "pages in one relation; write the rest from the other side").Select(id => new { id }).ToList()),
        PeopleValue v => ("people", Within("people", v.People, Limits.Members, "people").Select(p => new { p.Id }).ToList()),
        FilesValue v => ("files", v.Files),
        UrlValue v => ("url", Short("url", v.Url, Limits.Url)),
        EmailValue v => ("email", Short("email", v.Email, Limits.Contact)),
        PhoneValue v => ("phone_number", Short("phone_number", v.Number, Limits.Contact)),
        UnknownValue v => (v.Type, v.Content),
        _ => throw new InvalidOperationException($"Notion fills in a {value.GetType().Name} itself; leave it out."),
    };

    private static IReadOnlyList<T> Within<T>(string what, IReadOnlyList<T> members, int most, string unit)
    {
        Limits.Check(what, members.Count, most, unit);
        return members;
    }

    private static string? Short(string what, string? text, int most)
    {
        Limits.Check(what, text?.Length ?? 0, most, "characters");
        return text;
    }

    // A comma would make two options of one.
    private static object? Name(Choice? choice) => choice is null ? null : choice.Name.Contains(',', StringComparison.Ordinal)
        ? throw new NotionLimitException($"«{choice.Name}»: the name of an option holds no comma in Notion.")
        : new { choice.Name };
}
