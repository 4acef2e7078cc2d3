using System.Text.Json.Nodes;

namespace MindMatrix.Notion.Tests;

public sealed class WritingTests
{
    [Fact]
    public async Task Every_value_is_read_back_as_it_was_written()
    {
        await using var bench = await Bench.StartAsync();
        var database = await bench.Notion.CreateDatabaseAsync(new NewDatabase
        {
            Parent = Parent.Page(new NotionId(bench.Reference.Parent)),
            Title = RichText.Of("All kinds"),
            InitialDataSource = new InitialDataSource(new Dictionary<string, PropertySchema>
            {
                ["Name"] = PropertySchema.Title(),
                ["Text"] = PropertySchema.Text(),
                ["Number"] = PropertySchema.Number("euro"),
                ["Select"] = PropertySchema.Select("one", "two"),
                ["State"] = PropertySchema.Status(),
                ["Several"] = PropertySchema.MultiSelect("a"),
                ["Day"] = PropertySchema.Date(),
                ["Moment"] = PropertySchema.Date(),
                ["Tick"] = PropertySchema.Checkbox(),
                ["Link"] = PropertySchema.Url(),
                ["Mail"] = PropertySchema.Email(),
                ["Phone"] = PropertySchema.Phone(),
                ["People"] = PropertySchema.People(),
                ["Nodes"] = PropertySchema.RelationTo(await bench.SourceAsync("NODES")),
                ["Made"] = PropertySchema.CreatedTime(),
                ["Count"] = PropertySchema.UniqueId("K"),
            }),
        }, bench.Token);
        var source = await bench.Sources.ResolveAsync(database.Id, bench.Token);
        var long_ = string.Concat(Enumerable.Range(0, 700).Select(n => $"🎯{n} "));
        var person = new NotionId(bench.Simulator.Workspace.Person);
        var nodes = bench.Nodes(3);
        var written = new Dictionary<string, PropertyValue>
        {
            ["Name"] = Value.Title("Everything"),
            ["Text"] = Value.Text(long_),
            ["Number"] = Value.Number(12.5m),
            ["Select"] = Value.Select("three"),
            ["State"] = Value.Status("In progress"),
            ["Several"] = Value.MultiSelect("a", "b"),
            ["Day"] = Value.Date(new DateOnly(2026, 11, 23), new DateOnly(2026, 11, 25)),
            ["Moment"] = Value.Date(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero)),
            ["Tick"] = Value.Checkbox(true),
            ["Link"] = Value.Url("https://example.org/"),
            ["Mail"] = Value.Email("a@example.org"),
            ["Phone"] = Value.Phone("+49 30 1"),
            ["People"] = Value.People(person),
            ["Nodes"] = Value.Relation(nodes),
        };

        var made = await bench.Notion.CreatePageAsync(Parent.DataSource(source), written, [], cancellationToken: bench.Token);
        var page = await bench.Notion.ReadPageAsync(made.Page.Id, bench.Token);

        Assert.Equal(("Everything", long_, 12.5m, "three", "In progress"), (page.Title, page.Text("Text"), page.Number("Number"), page.Choice("Select"), page.Choice("State")));
        Assert.Equal(["a", "b"], page.Choices("Several"));
        Assert.Equal(("2026-11-23", "2026-11-25"), (page.Date("Day")!.Start, page.Date("Day")!.End));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero), page.Date("Moment")!.Moment);
        Assert.Equal((true, "https://example.org/", "a@example.org", "+49 30 1"), (page.Checkbox("Tick"), page.Text("Link"), page.Text("Mail"), page.Text("Phone")));
        Assert.Equal([person], ((PeopleValue)page.Properties["People"]).People.Select(p => p.Id));
        Assert.Equal(nodes, page.Relation("Nodes"));
        Assert.IsType<TimestampValue>(page.Properties["Made"]);
        Assert.Equal("K", ((UniqueIdValue)page.Properties["Count"]).Prefix);
        Assert.Equal(Parent.DataSource(source) with { DatabaseId = database.Id }, page.Parent);

        var cleared = await bench.Notion.SetAsync(page.Id, new Dictionary<string, PropertyValue>
        {
            ["Text"] = Value.Text(""),
            ["Number"] = Value.Number(null),
            ["Select"] = Value.Select(null),
            ["Day"] = Value.Date((DateOnly?)null),
            ["Link"] = Value.Url(""),
            ["Nodes"] = Value.Relation(),
        }, bench.Token);

        Assert.Equal(("", null, null, null, null), (cleared.Text("Text"), cleared.Number("Number"), cleared.Choice("Select"), cleared.Date("Day"), cleared.Text("Link")));
        Assert.Empty(cleared.Relation("Nodes"));
        Assert.Equal("Everything", cleared.Title);
    }

    [Fact]
    public async Task Properties_and_body_are_one_request()
    {
        await using var bench = await Bench.StartAsync();
        await bench.SourceAsync("NODES");
        var before = bench.Simulator.Requests.Count;

        var made = await bench.Notion.CreatePageAsync(Parent.DataSource(await bench.SourceAsync("NODES")), new Dictionary<string, PropertyValue> { ["Name"] = Value.Title("n") },
            [.. Enumerable.Range(0, 100).Select(n => Blocks.Paragraph($"{n}"))], Icon.Of("📥"), bench.Token);

        Assert.Equal(1, bench.Simulator.Requests.Count - before);
        Assert.True(made.Remaining.IsEmpty);
        Assert.Equal("📥", made.Page.Icon!.Emoji);
    }

    [Fact]
    public async Task A_body_longer_wider_and_deeper_than_a_request_arrives_whole_and_in_order()
    {
        await using var bench = await Bench.StartAsync();
        var deep = Blocks.Toggle("1", Blocks.Toggle("2", Blocks.Toggle("3", Blocks.Toggle("4", Blocks.Paragraph("5")))));
        var wide = Blocks.Toggle("wide", Enumerable.Range(0, 230).Select(n => Blocks.Bullet($"within {n}")));
        Block[] body = [wide, .. Enumerable.Range(0, 180).Select(n => Blocks.Paragraph($"line {n}")), deep, Blocks.Paragraph("last")];

        var made = await bench.Notion.CreatePageAsync(Parent.DataSource(await bench.SourceAsync("NODES")), new Dictionary<string, PropertyValue> { ["Name"] = Value.Title("n") }, body, cancellationToken: bench.Token);
        await bench.Notion.AppendRemainingAsync(made.Page.Id, made.Remaining, bench.Token);

        Assert.Equal(Texts(body), Texts(await bench.Notion.TreeAsync(made.Page.Id, bench.Token)));
        Assert.True(bench.Simulator.Requests.Count(r => r.IsWrite) <= 8, $"{bench.Simulator.Requests.Count(r => r.IsWrite)} writes");
    }

    [Fact]
    public async Task A_raw_output_far_over_the_limit_arrives_in_full()
    {
        await using var bench = await Bench.StartAsync();
        var raw = string.Concat(Enumerable.Range(0, 120_000).Select(n => $"🎯{n},"));
        var page = await bench.AddAsync("NODES", new() { ["Name"] = Value.Title("n") });

        await bench.Notion.AppendAsync(page.Id, [.. Blocks.Code(raw, "json")], cancellationToken: bench.Token);

        Assert.Equal(raw, string.Concat((await bench.Notion.TreeAsync(page.Id, bench.Token)).Select(b => b.PlainText)));
    }

    [Fact]
    public async Task Blocks_are_put_after_another_in_order()
    {
        await using var bench = await Bench.StartAsync();
        var page = await bench.AddAsync("NODES", new() { ["Name"] = Value.Title("n") }, Blocks.Paragraph("first"), Blocks.Paragraph("last"));
        var first = (await bench.Notion.GetChildrenAsync(page.Id, cancellationToken: bench.Token)).Results[0];

        await bench.Notion.AppendAsync(page.Id, [.. Enumerable.Range(0, 150).Select(n => Blocks.Paragraph($"{n}"))], Position.After(first.Id), bench.Token);
        await bench.Notion.AppendAsync(page.Id, [Blocks.Heading(2, "top")], Position.Start, bench.Token);

        Assert.Equal(["top", "first", .. Enumerable.Range(0, 150).Select(n => $"{n}"), "last"], Texts(await bench.Notion.TreeAsync(page.Id, bench.Token)));
    }

    [Fact]
    public async Task A_block_is_changed_deleted_and_restored()
    {
        await using var bench = await Bench.StartAsync();
        var page = await bench.AddAsync("NODES", new() { ["Name"] = Value.Title("n") }, Blocks.Callout("📊", "blue_background", "old"), Blocks.ToDo("do it"));
        var blocks = await bench.Notion.TreeAsync(page.Id, bench.Token);

        var changed = await bench.Notion.UpdateBlockAsync(blocks[0].Id, Blocks.Callout("📊", "red_background", "new").ToUpdate(), bench.Token);
        await bench.Notion.DeleteBlockAsync(blocks[1].Id, bench.Token);
        Assert.Equal(["new"], Texts(await bench.Notion.TreeAsync(page.Id, bench.Token)));
        await bench.Notion.UpdateBlockAsync(blocks[1].Id, new JsonObject { ["in_trash"] = false }, bench.Token);

        Assert.Equal(("new", "red_background"), (changed.PlainText, (string?)changed.Content["color"]));
        Assert.Equal(["new", "do it"], Texts(await bench.Notion.TreeAsync(page.Id, bench.Token)));
    }

    [Fact]
    public async Task Data_sources_are_related_both_ways_by_the_names_given_and_once()
    {
        await using var bench = await Bench.StartAsync();
        var (intents, nodes) = (await bench.SourceAsync("EXECUTIVE_INTENTS"), await bench.SourceAsync("NODES"));

        await bench.Notion.RelateAsync(intents, "Evidence", nodes, "Evidence for", bench.Token);
        await bench.Notion.RelateAsync(intents, "Evidence", nodes, "Evidence for", bench.Token);

        var (one, other) = (await bench.Notion.GetDataSourceAsync(intents, bench.Token), await bench.Notion.GetDataSourceAsync(nodes, bench.Token));
        Assert.Equal((nodes, true, "Evidence for"), (one.Properties["Evidence"].RelatedDataSource!.Value, one.Properties["Evidence"].IsDual, one.Properties["Evidence"].SyncedPropertyName));
        Assert.Equal((intents, "Evidence"), (other.Properties["Evidence for"].RelatedDataSource!.Value, other.Properties["Evidence for"].SyncedPropertyName));
        Assert.DoesNotContain(other.Properties.Keys, k => k.StartsWith("Related to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_schema_tells_types_options_and_the_title()
    {
        await using var bench = await Bench.StartAsync();

        var source = await bench.Notion.GetDataSourceAsync(await bench.SourceAsync("TASKS"), bench.Token);

        Assert.Equal("Name", source.TitleProperty);
        Assert.Equal(("status", "checkbox", "relation"), (source.Properties["Status"].Type, source.Properties["Auto Generated"].Type, source.Properties["Source Intent"].Type));
        Assert.Equal(["Not started", "In progress", "Done"], source.Properties["Status"].Options.Select(o => o.Name));
    }

    [Fact]
    public async Task A_column_is_added_renamed_and_deleted()
    {
        await using var bench = await Bench.StartAsync();
        var nodes = await bench.SourceAsync("NODES");
        async Task<DataSource> ChangeAsync(string key, PropertySchema? schema) =>
            await bench.Notion.UpdateDataSourceAsync(nodes, new DataSourceChanges { Properties = new Dictionary<string, PropertySchema?> { [key] = schema } }, bench.Token);

        var added = await ChangeAsync("Extra", PropertySchema.Text() with { Description = "for a while" });
        var renamed = await ChangeAsync(added.Properties["Extra"].Id!, PropertySchema.RenamedTo("More"));
        var deleted = await ChangeAsync("More", null);

        Assert.Equal((true, true, false), (added.Properties.ContainsKey("Extra"), renamed.Properties.ContainsKey("More"), deleted.Properties.ContainsKey("More")));
    }

    [Fact]
    public async Task A_page_is_trashed_and_restored_and_comments_and_files_go_their_way()
    {
        await using var bench = await Bench.StartAsync();
        var page = await bench.AddAsync("NODES", new() { ["Name"] = Value.Title("n") });

        Assert.True((await bench.Notion.TrashAsync(page.Id, bench.Token)).InTrash);
        Assert.Empty(await bench.Notion.QueryAllAsync(await bench.SourceAsync("NODES"), cancellationToken: bench.Token).ToListAsync(bench.Token));
        Assert.False((await bench.Notion.UpdatePageAsync(page.Id, new PageChanges { InTrash = false }, bench.Token)).InTrash);

        var comment = await bench.Notion.CreateCommentAsync(new NewComment(RichText.Of("Why?")) { Parent = Parent.Page(page.Id) }, bench.Token);
        await bench.Notion.CreateCommentAsync(new NewComment(RichText.Of("Because.")) { DiscussionId = comment.DiscussionId }, bench.Token);
        Assert.Equal(["Why?", "Because."], await bench.Notion.CommentsAsync(page.Id, bench.Token).Select(c => c.RichText.PlainText()).ToListAsync(bench.Token));

        var upload = await bench.Notion.CreateFileUploadAsync(new NewFileUpload("a.txt", "text/plain"), bench.Token);
        Assert.Equal("uploaded", (await bench.Notion.SendFileAsync(upload.Id, new Refit.ByteArrayPart([1, 2, 3], "a.txt", "text/plain"), cancellationToken: bench.Token)).Status);
    }

    private static IEnumerable<string> Texts(IEnumerable<Block> blocks) => blocks.SelectMany(b => Texts(b.Children).Prepend(b.PlainText));
}
