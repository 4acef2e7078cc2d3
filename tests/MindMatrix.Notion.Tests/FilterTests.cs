using System.Text.Json;

namespace MindMatrix.Notion.Tests;

public sealed class FilterTests
{
    private static readonly DateTimeOffset Then = new(2026, 11, 23, 10, 30, 45, TimeSpan.Zero);

    [Fact]
    public void A_select_and_a_status_are_asked_by_their_own_kind()
    {
        Assert.Equal("""{"property":"Status","status":{"equals":"Done"}}""", Json(Filter.Choice("Status", PropertySchema.Status(), "Done")));
        Assert.Equal("""{"property":"Status","select":{"equals":["Done","Open"]}}""", Json(Filter.Choice("Status", PropertySchema.Select(), "Done", "Open")));
    }

    [Fact]
    public void A_timestamp_asks_for_its_whole_minute() =>
        Assert.Equal("""{"timestamp":"last_edited_time","last_edited_time":{"on_or_after":"2026-11-23T10:30:00Z"}}""", Json(Filter.EditedSince(Then)));

    [Fact]
    public void An_and_within_an_and_is_one() =>
        Assert.Equal(Json(Filter.All(Filter.Checkbox("a", true), Filter.Checkbox("b", true), Filter.Checkbox("c", true))), Json(Filter.All(Filter.All(Filter.Checkbox("a", true), Filter.Checkbox("b", true)), Filter.Checkbox("c", true))));

    [Fact]
    public void Three_levels_are_refused() =>
        Assert.Throws<ArgumentException>(() => Filter.Any(Filter.All(Filter.Any(Filter.Checkbox("a", true), Filter.Checkbox("b", true)), Filter.Checkbox("c", true)), Filter.Checkbox("d", true)));

    [Fact]
    public void A_window_is_put_into_each_alternative_where_it_would_nest_too_deep()
    {
        var two = Filter.Any(Filter.All(Filter.Checkbox("a", true), Filter.Checkbox("b", true)), Filter.Checkbox("c", true));

        Assert.Equal(
            Json(Filter.Any(Filter.All(Filter.Checkbox("a", true), Filter.Checkbox("b", true), Filter.CreatedSince(Then)), Filter.All(Filter.Checkbox("c", true), Filter.CreatedSince(Then)))),
            Json(two.And(Filter.CreatedSince(Then))));
    }

    private static string Json(Filter filter) => JsonSerializer.Serialize(filter, NotionJson.Options);
}
