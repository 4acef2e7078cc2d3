using System.Text.Json;
using System.Text.Json.Nodes;

namespace MindMatrix.Notion.Tests;

public sealed class PropertyValueTests
{
    /// <summary>Answered, and written again.</summary>
    public static TheoryData<string, string> Writable => new()
    {
        { """{"id":"title","type":"title","title":[{"type":"text","text":{"content":"a","link":null},"plain_text":"a","href":null}]}""", """{"title":[{"type":"text","text":{"content":"a"}}]}""" },
        { """{"id":"a","type":"rich_text","rich_text":[]}""", """{"rich_text":[]}""" },
        { """{"id":"a","type":"number","number":0.85}""", """{"number":0.85}""" },
        { """{"id":"a","type":"number","number":null}""", """{"number":null}""" },
        { """{"id":"a","type":"select","select":{"id":"x","name":"High","color":"red"}}""", """{"select":{"name":"High"}}""" },
        { """{"id":"a","type":"select","select":null}""", """{"select":null}""" },
        { """{"id":"a","type":"status","status":{"id":"x","name":"Done","color":"green"}}""", """{"status":{"name":"Done"}}""" },
        { """{"id":"a","type":"multi_select","multi_select":[{"id":"x","name":"a","color":"red"},{"id":"y","name":"b","color":"red"}]}""", """{"multi_select":[{"name":"a"},{"name":"b"}]}""" },
        { """{"id":"a","type":"date","date":{"start":"2026-11-23","end":null,"time_zone":null}}""", """{"date":{"start":"2026-11-23"}}""" },
        { """{"id":"a","type":"date","date":null}""", """{"date":null}""" },
        { """{"id":"a","type":"checkbox","checkbox":true}""", """{"checkbox":true}""" },
        { """{"id":"a","type":"relation","relation":[{"id":"1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9"}],"has_more":false}""", """{"relation":[{"id":"1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9"}]}""" },
        { """{"id":"a","type":"people","people":[{"object":"user","id":"1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9","name":"A person","person":{"email":"a@example.org"}}]}""", """{"people":[{"id":"1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9"}]}""" },
        { """{"id":"a","type":"files","files":[{"name":"a.pdf","type":"external","external":{"url":"https://example.org/a.pdf"}}]}""", """{"files":[{"name":"a.pdf","type":"external","external":{"url":"https://example.org/a.pdf"}}]}""" },
        { """{"id":"a","type":"url","url":"https://example.org/"}""", """{"url":"https://example.org/"}""" },
        { """{"id":"a","type":"email","email":null}""", """{"email":null}""" },
        { """{"id":"a","type":"phone_number","phone_number":"+49 30 1"}""", """{"phone_number":"+49 30 1"}""" },
        { """{"id":"a","type":"hologram","hologram":{"depth":[1,2]}}""", """{"hologram":{"depth":[1,2]}}""" },
        { """{"id":"a","type":"place","place":null}""", """{"place":null}""" },
        { """{"id":"a","type":"select","select":["a new shape"]}""", """{"select":["a new shape"]}""" },
    };

    [Theory, MemberData(nameof(Writable))]
    public void A_value_is_written_as_Notion_takes_it(string answered, string written) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written), JsonSerializer.SerializeToNode(Read(answered), NotionJson.Options)), JsonSerializer.Serialize(Read(answered), NotionJson.Options));

    [Theory]
    [InlineData("""{"id":"a","type":"created_time","created_time":"2026-11-23T10:00:00.000Z"}""")]
    [InlineData("""{"id":"a","type":"last_edited_by","last_edited_by":{"object":"user","id":"1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9"}}""")]
    [InlineData("""{"id":"a","type":"unique_id","unique_id":{"prefix":"T","number":7}}""")]
    [InlineData("""{"id":"a","type":"formula","formula":{"type":"number","number":3}}""")]
    [InlineData("""{"id":"a","type":"rollup","rollup":{"type":"array","array":[],"function":"show_original"}}""")]
    public void What_Notion_fills_in_is_read_and_not_written(string answered)
    {
        var value = Read(answered);

        Assert.IsNotType<UnknownValue>(value);
        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(value, NotionJson.Options));
    }

    [Fact]
    public void A_relation_that_was_read_in_part_is_not_written()
    {
        var value = Read("""{"id":"a","type":"relation","relation":[{"id":"1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9"}],"has_more":true}""");

        Assert.Throws<InvalidOperationException>(() => JsonSerializer.Serialize(value, NotionJson.Options));
    }

    public static TheoryData<PropertyValue> TooMuch =>
    [
        Value.Text(new string('x', 200_001)), Value.Relation(Enumerable.Range(0, 101).Select(_ => NotionId.New())), Value.MultiSelect(Enumerable.Range(0, 101).Select(n => $"{n}")),
        Value.Url("https://example.org/" + new string('x', 2_000)), Value.Email(new string('x', 201)), Value.Phone(new string('1', 201)), Value.Select("one, two"),
    ];

    [Theory, MemberData(nameof(TooMuch), DisableDiscoveryEnumeration = true)]
    public void What_Notion_would_refuse_is_not_sent(PropertyValue value) => Assert.Throws<NotionLimitException>(() => JsonSerializer.Serialize(value, NotionJson.Options));

    [Theory]
    [InlineData("2026-11-23", null, "2026-11-23T00:00:00Z", true)]
    [InlineData("2026-11-23T10:00:00.000+02:00", null, "2026-11-23T08:00:00Z", false)]
    [InlineData("2026-11-23T10:00:00.000", "Europe/Berlin", "2026-11-23T09:00:00Z", false)]
    [InlineData("2026-07-01T10:00:00.000", "Europe/Berlin", "2026-07-01T08:00:00Z", false)]
    public void A_date_is_a_moment_in_UTC(string start, string? zone, string moment, bool isDay)
    {
        var date = new DateSpan(start, TimeZone: zone);

        Assert.Equal((DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), isDay), (date.Moment!.Value, date.IsDay));
    }

    [Fact]
    public void A_moment_is_written_in_UTC() =>
        Assert.Equal("2026-11-23T08:00:00.000Z", DateSpan.Of(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(2))).Start);

    private static PropertyValue Read(string json) => JsonSerializer.Deserialize<PropertyValue>(json, NotionJson.Options)!;
}
