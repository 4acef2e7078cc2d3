using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>Which rows.</summary>
[JsonConverter(typeof(Filter.Converter))]
public sealed record Filter
{
    private const int MaxDepth = 2;

    private Filter(JsonObject json) => Json = json;

    /// <summary>As it is sent.</summary>
    public JsonObject Json { get; }

    /// <summary>Any condition that Notion knows.</summary>
    /// <param name="property">Name or id.</param>
    /// <param name="type">The property's, for the conditions differ by it: rich_text, select, status, date …</param>
    /// <param name="condition">equals, contains, on_or_after, is_empty …</param>
    public static Filter On(string property, string type, string condition, JsonNode? value) =>
        new(new JsonObject { ["property"] = property, [type] = new JsonObject { [condition] = value } });

    /// <summary>The title is exactly this.</summary>
    public static Filter Title(string property, string text) => On(property, "title", "equals", text);

    /// <summary>The text is exactly this.</summary>
    public static Filter Text(string property, string text) => On(property, "rich_text", "equals", text);

    /// <summary>The number is exactly this.</summary>
    public static Filter Number(string property, decimal number) => On(property, "number", "equals", JsonValue.Create(number));

    /// <summary>It is ticked, or not.</summary>
    public static Filter Checkbox(string property, bool ticked) => On(property, "checkbox", "equals", ticked);

    /// <summary>One of these is chosen, in a select or a status as the schema says: the wrong kind is refused.</summary>
    public static Filter Choice(string property, PropertySchema schema, params IEnumerable<string> names)
    {
        var list = names.ToList();
        return On(property, schema.Type, "equals", list.Count == 1 ? list[0] : new JsonArray([.. list.Select(n => (JsonNode)n)]));
    }

    /// <summary>Nothing is there.</summary>
    public static Filter Empty(string property, string type) => On(property, type, "is_empty", true);

    /// <summary>Something is there.</summary>
    public static Filter NotEmpty(string property, string type) => On(property, type, "is_not_empty", true);

    /// <summary>The page is among the related.</summary>
    public static Filter Relates(string property, NotionId page) => On(property, "relation", "contains", page.ToString());

    /// <summary>The date is then or later.</summary>
    public static Filter Since(string property, DateTimeOffset moment) => On(property, "date", "on_or_after", Iso(moment));

    /// <summary>Changed in this minute or later: Notion knows no seconds, so the minute itself is within.</summary>
    public static Filter EditedSince(DateTimeOffset moment) => Timestamp("last_edited_time", moment);

    /// <summary>Made in this minute or later.</summary>
    public static Filter CreatedSince(DateTimeOffset moment) => Timestamp("created_time", moment);

    /// <summary>Each of these holds.</summary>
    /// <exception cref="ArgumentException">Nested deeper than Notion takes, which is two levels.</exception>
    public static Filter All(params IEnumerable<Filter> filters) => Compound("and", [.. filters]);

    /// <summary>One of these holds.</summary>
    /// <inheritdoc cref="All"/>
    public static Filter Any(params IEnumerable<Filter> filters) => Compound("or", [.. filters]);

    /// <summary>This and the other. Where that would nest too deep, the other is put into each alternative.</summary>
    internal Filter And(Filter other)
    {
        if (Json["or"] is JsonArray alternatives && Depth(Json) == MaxDepth)
            return Any(alternatives.Select(a => new Filter((JsonObject)a!.DeepClone()).And(other)));
        return All(this, other);
    }

    private static Filter Timestamp(string which, DateTimeOffset moment) =>
        new(new JsonObject { ["timestamp"] = which, [which] = new JsonObject { ["on_or_after"] = Iso(new DateTimeOffset(moment.UtcTicks - moment.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero)) } });

    private static string Iso(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static Filter Compound(string word, IReadOnlyList<Filter> filters)
    {
        if (filters.Count == 0)
            throw new ArgumentException("A filter of none says nothing.", nameof(filters));
        if (filters.Count == 1)
            return filters[0];
        // An «and» within an «and» is one.
        var members = filters.SelectMany(f => f.Json[word] is JsonArray inner ? inner : (IEnumerable<JsonNode?>)[f.Json]);
        var json = new JsonObject { [word] = new JsonArray([.. members.Select(m => m!.DeepClone())]) };
        return Depth(json) <= MaxDepth ? new Filter(json) : throw new ArgumentException("Notion takes filters nested two levels deep, no deeper.", nameof(filters));
    }

    private static int Depth(JsonNode? json) => (json?["and"] ?? json?["or"]) is JsonArray members ? 1 + members.Max(Depth) : 0;

    internal sealed class Converter : JsonConverter<Filter>
    {
        public override Filter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonObject.Create(JsonElement.ParseValue(ref reader)) ?? throw new JsonException("A filter is an object."));

        public override void Write(Utf8JsonWriter writer, Filter value, JsonSerializerOptions options) => value.Json.WriteTo(writer, options);
    }
}
