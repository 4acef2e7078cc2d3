using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace MindMatrix.Tests.Integration;

/// <summary>What the inbox takes and what it refuses, over HTTP.</summary>
public sealed class CaptureTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private TestApp App => shared.App;

    [Fact]
    public async Task A_thought_is_answered_with_its_id_its_number_and_where_it_is()
    {
        using var response = await App.Http.PostAsync("/api/inbox", new StringContent("""{"title":"Van","content":"please book the van","source":"Slack"}""", Encoding.UTF8, "application/json"), TestApp.Stop);
        var item = await TestApp.ReadAsync(response, HttpStatusCode.Created);

        Assert.Equal(7, Guid.Parse((string)item["id"]!).Version);
        Assert.Matches("^INB-[0-9]+$", (string?)item["number"]);
        Assert.Equal($"/api/inbox/{item["number"]}", response.Headers.Location?.ToString());
        Assert.Equal("Slack", (string?)item["source"]);
        Assert.Equal("Ada", (string?)item["capturedBy"]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"title":"  ","content":"\n\t "}""")]
    [InlineData("""{"content":"\u200b\u200b"}""")]
    public async Task An_empty_thought_is_refused(string body) => await RefusedAsync(body, HttpStatusCode.BadRequest, "empty-thought");

    [Fact]
    public async Task One_character_is_taken()
    {
        var item = await App.DecideAsync("x");

        Assert.Equal("x", (string?)item["content"]);
        Assert.NotEqual("Processing", (string?)item["status"]);
    }

    [Fact]
    public async Task A_hundred_thousand_characters_are_kept_whole_and_the_log_says_how_much_was_read()
    {
        var text = "Buy the mill or rent it? " + new string('ä', 99_975);

        var item = await App.DecideAsync(text);

        Assert.Equal(text, (string?)item["content"]);
        Assert.Equal("Triaged_to_Intent", (string?)item["status"]);
        var log = (JsonArray)(await App.GetAsync($"/api/log?item={item["id"]}"))["items"]!;
        Assert.Contains(log, e => ((string)e!["summary"]!).Contains("Only the first 8,000 of 100,000 characters were read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused() =>
        await RefusedAsync(new JsonObject { ["content"] = new string('a', 200_001) }.ToJsonString(), HttpStatusCode.RequestEntityTooLarge, "content-too-long");

    [Fact]
    public async Task A_body_above_a_mebibyte_is_refused() =>
        await RefusedAsync(new JsonObject { ["content"] = new string('a', 1_100_000) }.ToJsonString(), HttpStatusCode.RequestEntityTooLarge, "body-too-large");

    [Fact]
    public async Task A_title_that_is_too_long_is_refused() =>
        await RefusedAsync(new JsonObject { ["title"] = new string('a', 301) }.ToJsonString(), HttpStatusCode.RequestEntityTooLarge, "title-too-long");

    [Fact]
    public async Task A_binary_file_is_refused() =>
        await RefusedAsync(new JsonObject { ["content"] = string.Concat(Enumerable.Range(0, 400).Select(i => (char)(i % 31))) }.ToJsonString(), HttpStatusCode.BadRequest, "binary");

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        using var body = new ByteArrayContent([0x7B, 0x22, 0x63, 0x6F, 0x6E, 0x74, 0x65, 0x6E, 0x74, 0x22, 0x3A, 0x22, 0xFF, 0xFE, 0x22, 0x7D]);
        body.Headers.ContentType = new("application/json");

        var problem = await TestApp.ReadAsync(await App.Http.PostAsync("/api/inbox", body, TestApp.Stop), HttpStatusCode.BadRequest);

        Assert.Equal("bad-request", (string?)problem["code"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"content":7}""")]
    public async Task What_is_not_the_expected_JSON_is_refused(string body) => await RefusedAsync(body, HttpStatusCode.BadRequest, "bad-request");

    [Fact]
    public async Task A_form_is_refused()
    {
        using var body = new StringContent("content=please", Encoding.UTF8, "application/x-www-form-urlencoded");

        var problem = await TestApp.ReadAsync(await App.Http.PostAsync("/api/inbox", body, TestApp.Stop), HttpStatusCode.UnsupportedMediaType);

        Assert.Equal("not-json", (string?)problem["code"]);
    }

    [Theory]
    [InlineData("Fax")]
    [InlineData("3")]
    [InlineData("Web,Api")]
    public async Task An_unknown_source_is_refused(string source) => await RefusedAsync(new JsonObject { ["content"] = "please", ["source"] = source }.ToJsonString(), HttpStatusCode.BadRequest, "unknown-source");

    [Fact]
    public async Task Characters_that_steer_a_terminal_are_left_out()
    {
        var item = await App.PostAsync("/api/inbox", new { content = "please \u009b31m call\u007f \u001b[2Jme" }, HttpStatusCode.Created);

        Assert.Equal("please 31m call [2Jme", (string?)item["content"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task A_request_without_a_body_is_said(string body)
    {
        var problem = await App.PostAsync("/api/inbox", new StringContent(body, Encoding.UTF8, "application/json"), HttpStatusCode.BadRequest);

        Assert.Equal("The request has no body.", (string?)problem["title"]);
    }

    [Theory]
    [InlineData("/api/inbox", """{"content":7}""", "The body is not the JSON that is expected, at $.content, line 1, byte 12.")]
    [InlineData("/api/inbox", """{"content":null,"source":"Api","fullDialectic":null}""", "The body is not the JSON that is expected, at $.fullDialectic, line 1, byte 51.")]
    [InlineData("/api/inbox/INB-1/triage", "{}", "The body lacks 'type'.")]
    public async Task Where_a_body_is_wrong_is_said_without_the_names_of_our_types(string path, string body, string said)
    {
        var problem = await App.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), HttpStatusCode.BadRequest);

        Assert.Equal(("bad-request", said), ((string?)problem["code"], (string?)problem["title"]));
    }

    [Fact]
    public async Task The_same_words_are_taken_twice_and_the_second_points_to_the_first()
    {
        var words = new { content = $"please call {Guid.NewGuid()}" };
        var first = await App.PostAsync("/api/inbox", words, HttpStatusCode.Created);
        var second = await App.PostAsync("/api/inbox", words, HttpStatusCode.Created);

        Assert.NotEqual((string?)first["id"], (string?)second["id"]);
        Assert.Null((string?)first["duplicateOf"]);
        Assert.Equal((string?)first["id"], (string?)second["duplicateOf"]);
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_is_answered_with_the_first_item()
    {
        var (key, words) = (Guid.NewGuid().ToString(), new { content = "please order paper" });
        var first = await App.PostAsync("/api/inbox", words, HttpStatusCode.Created, ("Idempotency-Key", key));
        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => App.PostAsync("/api/inbox", words, HttpStatusCode.OK, ("Idempotency-Key", key))));

        Assert.All(again, item => Assert.Equal((string?)first["id"], (string?)item["id"]));
    }

    [Fact]
    public async Task A_key_that_is_used_again_for_other_words_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        await App.PostAsync("/api/inbox", new { content = "please order paper" }, HttpStatusCode.Created, ("Idempotency-Key", key));

        var problem = await App.PostAsync("/api/inbox", new { content = "please order ink" }, HttpStatusCode.UnprocessableEntity, ("Idempotency-Key", key));

        Assert.Equal("idempotency-key-reused", (string?)problem["code"]);
    }

    [Fact]
    public async Task An_item_is_found_by_id_by_number_and_by_bare_digits()
    {
        var item = await App.PostAsync("/api/inbox", new { content = "please post the letter" }, HttpStatusCode.Created);
        var number = (string)item["number"]!;

        foreach (var key in new[] { (string)item["id"]!, number, number.ToLowerInvariant(), number[4..] })
            Assert.Equal((string?)item["id"], (string?)(await App.GetAsync($"/api/inbox/{key}"))["id"]);
    }

    [Theory]
    [InlineData("INB-999999")]
    [InlineData("INT-1")]
    [InlineData("nonsense")]
    [InlineData("0")]
    public async Task An_item_that_is_not_there_is_a_problem_in_words(string key)
    {
        var problem = await App.GetAsync($"/api/inbox/{key}", HttpStatusCode.NotFound);

        Assert.Equal("not-found", (string?)problem["code"]);
        Assert.NotNull((string?)problem["remedy"]);
    }

    [Fact]
    public async Task The_list_is_paged_from_the_latest_to_the_first()
    {
        for (var i = 0; i < 5; i++)
            await App.PostAsync("/api/inbox", new { content = $"please do {i}" }, HttpStatusCode.Created);
        var seen = new List<int>();
        long? after = null;
        do
        {
            var page = await App.GetAsync($"/api/inbox?limit=2{(after is { } a ? $"&after={a}" : "")}");
            seen.AddRange(((JsonArray)page["items"]!).Select(i => int.Parse(((string)i!["number"]!)[4..], System.Globalization.CultureInfo.InvariantCulture)));
            after = (long?)page["next"];
        }
        while (after is not null);

        Assert.Equal(Enumerable.Range(1, seen.Count).Reverse(), seen);
    }

    private async Task RefusedAsync(string body, HttpStatusCode status, string code)
    {
        var problem = await App.PostAsync("/api/inbox", new StringContent(body, Encoding.UTF8, "application/json"), status);

        Assert.Equal(code, (string?)problem["code"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["title"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["remedy"]));
    }
}
