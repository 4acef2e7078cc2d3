using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

internal sealed partial class NotionWorkspace
{
    private const int MostReferences = 25;

    /// <summary>What is kept of a value that is written: refuses what Notion refuses.</summary>
    private JsonNode? Stored(SimulatedProperty property, string key, JsonNode? given)
    {
        if (given is not JsonObject value || !value.ContainsKey(property.Type))
            throw NotionRefusal.Invalid($"{key} is expected to be {property.Type}.");
        if (value.FirstOrDefault(m => m.Key != property.Type && m.Key is not ("type" or "id")) is { Key: { } unknown })
            throw NotionRefusal.Invalid($"body failed validation: body.properties.{key}.{unknown} should be not present.");
        var content = value[property.Type];
        var where = $"body.properties.{key}.{property.Type}";
        return property.Type switch
        {
            "title" or "rich_text" => Runs(content, where),
            "number" => content is null || content.GetValueKind() == JsonValueKind.Number ? content?.DeepClone() : throw Wrong(where, "a number"),
            "checkbox" => content?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? content.DeepClone() : throw Wrong(where, "a boolean"),
            "select" => content is null ? null : Chosen(property, content, where),
            "status" => content is null ? null : State(property, content, where),
            "multi_select" => new JsonArray([.. Array(content, where, 100).Select(o => Chosen(property, o, where))]),
            "date" => content is null ? null : Date(content, where),
            "relation" => new JsonArray([.. Array(content, where, 100).Select(o => (JsonNode)Page(IdIn(o?["id"], where)).Id.ToString())]),
            "people" => new JsonArray([.. Array(content, where, 100).Select(o => (JsonNode)IdIn(o?["id"], where).ToString())]),
            "files" => new JsonArray([.. Array(content, where, 100).Select(o => o?.DeepClone())]),
            "url" => Text(content, where, 2_000),
            "email" or "phone_number" => Text(content, where, 200),
            _ => throw NotionRefusal.Invalid($"{key} is a {property.Type}, which cannot be written."),
        };
    }

    private static NotionRefusal Wrong(string where, string wanted) => NotionRefusal.Invalid($"body failed validation: {where} should be {wanted}.");

    private static JsonArray Array(JsonNode? content, string where, int most) => content is JsonArray array
        ? array.Count <= most ? array : throw NotionRefusal.Invalid($"body failed validation: {where}.length should be ≤ `{most}`, instead was `{array.Count}`.")
        : throw Wrong(where, "an array");

    private static JsonNode? Text(JsonNode? content, string where, int most) => content is null ? null
        : TextIn(content) is not { Length: > 0 } text ? throw Wrong(where, "null or a string that is not empty")
        : text.Length > most ? throw NotionRefusal.Invalid($"body failed validation: {where}.length should be ≤ `{most}`, instead was `{text.Length}`.") : (JsonNode)text;

    /// <summary>The option's name; a new one is made.</summary>
    private static JsonNode Chosen(SimulatedProperty property, JsonNode? content, string where)
    {
        if (TextIn(content?["id"]) is { } id && property.Options.FirstOrDefault(o => (string?)o!["id"] == id) is { } byId)
            return (string)byId["name"]!;
        var name = TextIn(content?["name"]) ?? throw Wrong(where, "an option with a name");
        if (property.Options.FirstOrDefault(o => string.Equals((string?)o!["name"], name, StringComparison.OrdinalIgnoreCase)) is { } known)
            return (string)known["name"]!;
        property.Options.Add((JsonNode)Option(name, null));
        return name;
    }

    private static JsonNode State(SimulatedProperty property, JsonNode content, string where)
    {
        var name = TextIn(content["name"]) ?? throw Wrong(where, "a status with a name");
        return property.Options.Any(o => (string?)o!["name"] == name) ? name
            : throw NotionRefusal.Invalid($"{property.Name} is expected to be status. Invalid status option. Status option \"{name}\" does not exist.");
    }

    private static JsonObject Date(JsonNode content, string where)
    {
        var (start, end, zone) = (TextIn(content["start"]), TextIn(content["end"]), TextIn(content["time_zone"]));
        if (start is null || Moment(start) is not { } from || (end is not null && Moment(end) is not { } to))
            throw Wrong(where + ".start", "a valid ISO 8601 date string");
        if (end is not null && Moment(end) < from)
            throw NotionRefusal.Invalid($"{where}: the end is before the start.");
        return new JsonObject { ["start"] = Answered(start), ["end"] = end is null ? null : Answered(end), ["time_zone"] = zone };
    }

    // A moment is answered with milliseconds and an offset, a day as it is.
    private static string Answered(string text) => text.Length == 10 ? text : Moment(text)!.Value.ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && text is { Length: >= 10 } ? moment : null;

    /// <summary>Runs as they are answered; refuses those that are too many or too long.</summary>
    private JsonArray Runs(JsonNode? given, string where) => new([.. Array(given, where, 100).Select((run, i) => (JsonNode)Run(run, $"{where}[{i}]"))]);

    private JsonObject Run(JsonNode? run, string where)
    {
        if (run is not JsonObject given)
            throw Wrong(where, "an object");
        var type = TextIn(given["type"]) ?? (given["text"] is not null ? "text" : given["mention"] is not null ? "mention" : "equation");
        if (given.FirstOrDefault(m => m.Key is not ("type" or "annotations") && m.Key != type) is { Key: { } unknown })
            throw NotionRefusal.Invalid($"body failed validation: {where}.{unknown} should be not present.");
        var content = given[type] as JsonObject ?? throw Wrong($"{where}.{type}", "defined");
        var (plain, href) = type switch
        {
            "text" => (TextIn(content["content"]) ?? throw Wrong($"{where}.text.content", "a string"), TextIn(content["link"]?["url"])),
            "equation" => (TextIn(content["expression"]) ?? "", null),
            "mention" when content["page"]?["id"] is { } page => (Page(IdIn(page, where)) is var mentioned ? Plain(Title(mentioned)) : "", null),
            "mention" => (TextIn(content["date"]?["start"]) ?? "@", null),
            _ => throw NotionRefusal.Invalid($"body failed validation: {where}.type should be one of `\"text\"`, `\"mention\"`, `\"equation\"`."),
        };
        var most = type == "equation" ? 1_000 : 2_000;
        if (plain.Length > most)
            throw NotionRefusal.Invalid($"body failed validation: {where}.text.content.length should be ≤ `{most}`, instead was `{plain.Length}`.");
        if (href is { Length: > 2_000 })
            throw NotionRefusal.Invalid($"body failed validation: {where}.text.link.url.length should be ≤ `2000`, instead was `{href.Length}`.");
        var style = new JsonObject { ["bold"] = false, ["italic"] = false, ["strikethrough"] = false, ["underline"] = false, ["code"] = false, ["color"] = "default" };
        foreach (var (name, on) in given["annotations"] as JsonObject ?? [])
            style[name] = style.ContainsKey(name) ? on?.DeepClone() : throw Wrong($"{where}.annotations.{name}", "not present");
        var kept = (JsonObject)content.DeepClone();
        if (type == "text" && !kept.ContainsKey("link"))
            kept["link"] = null;
        return new JsonObject { ["type"] = type, [type] = kept, ["annotations"] = style, ["plain_text"] = plain, ["href"] = href };
    }

    private JsonArray Runs(string text) => text.Length == 0 ? [] : Runs(new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = text } }), "title");

    private static string Plain(JsonNode? runs) => runs is JsonArray array ? string.Concat(array.Select(r => (string?)r!["plain_text"])) : "";

    private static JsonNode? Title(SimulatedPage page) => page.Values.GetValueOrDefault("title");

    /// <summary>A value as it is answered with its page: references are cut.</summary>
    private static JsonObject Shown(SimulatedPage page, SimulatedProperty property)
    {
        var kept = page.Values.GetValueOrDefault(property.Id);
        var shown = new JsonObject { ["id"] = Uri.EscapeDataString(property.Id), ["type"] = property.Type };
        var content = property.Type switch
        {
            "title" or "rich_text" or "files" => kept?.DeepClone() ?? new JsonArray(),
            "multi_select" => new JsonArray([.. ((JsonArray?)kept ?? []).Select(o => Chosen(property, (string)o!))]),
            "select" or "status" => kept is null ? null : Chosen(property, (string)kept!),
            "checkbox" => kept?.DeepClone() ?? false,
            "relation" => new JsonArray([.. ((JsonArray?)kept ?? []).Take(MostReferences).Select(o => (JsonNode)new JsonObject { ["id"] = (string)o! })]),
            "people" => new JsonArray([.. ((JsonArray?)kept ?? []).Take(MostReferences).Select(o => (JsonNode)User(Guid.Parse((string)o!)))]),
            "created_time" => Time(page.Created),
            "last_edited_time" => Time(page.Edited),
            "created_by" => User(page.CreatedBy),
            "last_edited_by" => User(page.EditedBy),
            "unique_id" => new JsonObject { ["prefix"] = property.Config["prefix"]?.DeepClone(), ["number"] = page.Order },
            "formula" => new JsonObject { ["type"] = "string", ["string"] = "" },
            "rollup" => new JsonObject { ["type"] = "number", ["number"] = 0, ["function"] = property.Config["function"]?.DeepClone() ?? "count" },
            _ => kept?.DeepClone(),
        };
        shown[property.Type] = content;
        if (property.Type == "relation")
            shown["has_more"] = ((JsonArray?)kept ?? []).Count > MostReferences;
        return shown;
    }

    private static JsonNode? Chosen(SimulatedProperty property, string name) => property.Options.FirstOrDefault(o => (string?)o!["name"] == name) is JsonObject option
        ? new JsonObject { ["id"] = option["id"]?.DeepClone(), ["name"] = name, ["color"] = option["color"]?.DeepClone() } : null;
}
