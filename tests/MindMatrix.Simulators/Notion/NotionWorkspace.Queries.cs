using System.Globalization;
using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

internal sealed partial class NotionWorkspace
{
    private readonly Dictionary<string, (IReadOnlyList<SimulatedPage> Rows, int Start)> _cursors = [];

    public JsonNode Query(Guid id, NotionCall call)
    {
        var source = Source(id);
        var only = call.QueryAll("filter_properties");
        var trash = IsTrue(call.Body["in_trash"]);
        IReadOnlyList<SimulatedPage> rows;
        var start = 0;
        if (TextIn(call.Body["start_cursor"]) is { } cursor)
            (rows, start) = _cursors.TryGetValue(cursor, out var known) ? known : throw NotionRefusal.Invalid("body failed validation: body.start_cursor should be a cursor that was answered.");
        else
        {
            var matches = call.Body["filter"] is JsonObject filter ? Matcher(source, filter, 0) : _ => true;
            rows = Sorted(source, [.. _blocks.Values.OfType<SimulatedPage>().Where(p => p.Source == source && p.InTrash == trash && IsShared(p) && matches(p))], call.Body["sorts"] as JsonArray);
        }
        var end = Math.Min(start + call.PageSize, Math.Min(rows.Count, QueryLimit));
        var more = end < Math.Min(rows.Count, QueryLimit);
        string? next = null;
        if (more)
            _cursors[next = Guid.CreateVersion7().ToString()] = (rows, end);
        return new JsonObject
        {
            ["object"] = "list",
            ["results"] = new JsonArray([.. rows.Take(start..end).Select(p => (JsonNode)Show(p, only))]),
            ["next_cursor"] = next,
            ["has_more"] = more,
            ["type"] = "page_or_data_source",
            ["page_or_data_source"] = new JsonObject(),
            ["request_status"] = more || rows.Count <= QueryLimit ? new JsonObject { ["type"] = "complete" } : new JsonObject { ["type"] = "incomplete", ["incomplete_reason"] = "query_result_limit_reached" },
            ["request_id"] = Guid.CreateVersion7().ToString(),
        };
    }

    private static IReadOnlyList<SimulatedPage> Sorted(SimulatedSource source, List<SimulatedPage> rows, JsonArray? sorts)
    {
        // Without an order, and between equals, the newest comes first, so that a client that counts on one is found out.
        var ordered = rows.OrderBy(_ => 0);
        foreach (var sort in sorts?.OfType<JsonObject>() ?? [])
        {
            var property = TextIn(sort["property"]) is { } name ? source.Find(name) ?? throw NotionRefusal.Invalid($"Could not find sort property with name or id: {name}") : null;
            var timestamp = TextIn(sort["timestamp"]);
            if (property is null && timestamp is not ("created_time" or "last_edited_time"))
                throw NotionRefusal.Invalid("body failed validation: body.sorts[0].timestamp should be created_time or last_edited_time.");
            IComparable? Key(SimulatedPage page) => property is null ? Minute(timestamp == "created_time" ? page.Created : page.Edited) : Comparable(page, property);
            ordered = TextIn(sort["direction"]) switch
            {
                "ascending" => ordered.ThenBy(Key),
                "descending" => ordered.ThenByDescending(Key),
                _ => throw NotionRefusal.Invalid("body failed validation: body.sorts[0].direction should be ascending or descending."),
            };
        }
        return [.. ordered.ThenByDescending(p => p.Order)];
    }

    private static IComparable? Comparable(SimulatedPage page, SimulatedProperty property) => page.Values.GetValueOrDefault(property.Id) is var kept && property.Type is "title" or "rich_text" ? Plain(kept)
        : property.Type == "number" ? (decimal?)kept : property.Type == "date" ? Moment((string?)kept?["start"]) : kept?.ToJsonString();

    private static Func<SimulatedPage, bool> Matcher(SimulatedSource source, JsonObject filter, int depth)
    {
        foreach (var word in new[] { "and", "or" })
            if (filter[word] is JsonArray members)
            {
                if (depth == 2)
                    throw NotionRefusal.Invalid("body failed validation: filters are nested at most two levels.");
                var all = members.Select(m => Matcher(source, (JsonObject)m!, depth + 1)).ToList();
                return word == "and" ? page => all.TrueForAll(m => m(page)) : page => all.Exists(m => m(page));
            }
        if (TextIn(filter["timestamp"]) is { } timestamp)
        {
            var (condition, value) = Condition(filter[timestamp], $"filter.{timestamp}");
            return page => Dates(Minute(timestamp == "created_time" ? page.Created : page.Edited), condition, value);
        }
        var name = TextIn(filter["property"]) ?? throw NotionRefusal.Invalid("body failed validation: body.filter.property should be defined.");
        var property = source.Find(name) ?? throw NotionRefusal.Invalid($"Could not find property with name or id: {name}");
        var type = filter.Select(m => m.Key).FirstOrDefault(k => k != "property" && k != "type") ?? "";
        if (type != property.Type)
            throw NotionRefusal.Invalid($"database property {property.Type} does not match filter {type}");
        var (asked, wanted) = Condition(filter[type], $"filter.{type}");
        return page => Holds(page, property, asked, wanted);
    }

    private static (string Condition, JsonNode? Value) Condition(JsonNode? json, string where) =>
        json is JsonObject { Count: 1 } condition ? (condition.First().Key, condition.First().Value) : throw NotionRefusal.Invalid($"body failed validation: body.{where} should hold one condition.");

    private static bool Holds(SimulatedPage page, SimulatedProperty property, string condition, JsonNode? wanted)
    {
        var kept = page.Values.GetValueOrDefault(property.Id);
        var empty = kept is null || (kept is JsonArray { Count: 0 });
        if (condition is "is_empty" or "is_not_empty")
            return empty == (condition == "is_empty");
        return property.Type switch
        {
            "title" or "rich_text" => Texts(Plain(kept), condition, TextIn(wanted) ?? throw Unfit(property, condition)),
            "url" or "email" or "phone_number" => Texts(TextIn(kept) ?? "", condition, TextIn(wanted) ?? throw Unfit(property, condition)),
            "number" => Numbers((decimal?)kept, condition, (decimal?)wanted),
            "unique_id" => Numbers(page.Order, condition, (decimal?)wanted),
            "checkbox" => condition switch { "equals" => IsTrue(kept) == IsTrue(wanted), "does_not_equal" => IsTrue(kept) != IsTrue(wanted), _ => throw Unfit(property, condition) },
            "select" or "status" => condition switch { "equals" => Names(wanted).Contains((string?)kept), "does_not_equal" => !Names(wanted).Contains((string?)kept), _ => throw Unfit(property, condition) },
            "multi_select" or "relation" or "people" => condition switch
            {
                "contains" => Names(wanted).Exists(Ids(kept).Contains!),
                "does_not_contain" => !Names(wanted).Exists(Ids(kept).Contains!),
                _ => throw Unfit(property, condition),
            },
            "date" => Moment(TextIn(kept?["start"])) is { } at && Dates(at, condition, wanted),
            "created_time" => Dates(Minute(page.Created), condition, wanted),
            "last_edited_time" => Dates(Minute(page.Edited), condition, wanted),
            _ => throw Unfit(property, condition),
        };
    }

    private static NotionRefusal Unfit(SimulatedProperty property, string condition) => NotionRefusal.Invalid($"body failed validation: {condition} is no condition of {property.Type}.");

    private static List<string?> Names(JsonNode? wanted) => wanted is JsonArray list ? [.. list.Select(TextIn)] : [TextIn(wanted)];

    private static bool Texts(string kept, string condition, string wanted) => condition switch
    {
        "equals" => kept == wanted,
        "does_not_equal" => kept != wanted,
        "contains" => kept.Contains(wanted, StringComparison.OrdinalIgnoreCase),
        "does_not_contain" => !kept.Contains(wanted, StringComparison.OrdinalIgnoreCase),
        "starts_with" => kept.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
        "ends_with" => kept.EndsWith(wanted, StringComparison.OrdinalIgnoreCase),
        _ => throw NotionRefusal.Invalid($"body failed validation: {condition} is no condition of a text."),
    };

    private static bool Numbers(decimal? kept, string condition, decimal? wanted) => condition switch
    {
        "equals" => kept == wanted,
        "does_not_equal" => kept != wanted,
        "greater_than" => kept > wanted,
        "less_than" => kept < wanted,
        "greater_than_or_equal_to" => kept >= wanted,
        "less_than_or_equal_to" => kept <= wanted,
        _ => throw NotionRefusal.Invalid($"body failed validation: {condition} is no condition of a number."),
    };

    private static bool Dates(DateTimeOffset kept, string condition, JsonNode? wanted)
    {
        var at = Moment(TextIn(wanted)) ?? throw NotionRefusal.Invalid("body failed validation: a date filter needs a valid ISO 8601 date string.");
        // A day means all of it.
        var isDay = TextIn(wanted)!.Length == 10;
        var end = isDay ? at.AddDays(1) : at.AddTicks(1);
        return condition switch
        {
            "equals" => kept >= at && kept < end,
            "before" => kept < at,
            "after" => kept >= end,
            "on_or_before" => kept < end,
            "on_or_after" => kept >= at,
            _ => throw NotionRefusal.Invalid($"body failed validation: {condition} is not simulated for dates."),
        };
    }

    public JsonNode Search(NotionCall call)
    {
        var kind = TextIn(call.Body["filter"]?["value"]);
        if (kind is not (null or "page" or "data_source"))
            throw NotionRefusal.Invalid("body failed validation: body.filter.value should be `\"page\"` or `\"data_source\"`.");
        var words = TextIn(call.Body["query"]) ?? "";
        var pages = _blocks.Values.OfType<SimulatedPage>().Where(p => !p.InTrash && IsShared(p)).Select(p => (p.Edited, Title: Plain(Title(p)), Kind: "page", Show: (Func<JsonObject>)(() => Show(p))));
        var sources = _sources.Values.Where(s => !s.InTrash && !_hidden.Contains(s.Id) && !_hidden.Contains(s.DatabaseId)).Select(s => (s.Edited, s.Title, Kind: "data_source", Show: (Func<JsonObject>)(() => Show(s))));
        var found = pages.Concat(sources).Where(f => (kind is null || f.Kind == kind) && f.Title.Contains(words, StringComparison.OrdinalIgnoreCase)).OrderByDescending(f => f.Edited);
        return Paged([.. found.Select(f => (JsonNode)f.Show())], TextIn(call.Body["start_cursor"]), call.PageSize, "page_or_data_source");
    }

    private static string Iso(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
