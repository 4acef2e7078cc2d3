using System.Text.Json.Nodes;

namespace MindMatrix.Notion.Tests;

public sealed class ReadingTests
{
    [Fact]
    public async Task All_rows_are_read_and_not_the_first_hundred()
    {
        await using var bench = await Bench.StartAsync();
        var made = bench.Nodes(250);

        var read = await bench.Notion.QueryAllAsync(await bench.SourceAsync("NODES"), cancellationToken: bench.Token).Select(p => p.Id).ToListAsync(bench.Token);

        Assert.Equal(250, read.Count);
        Assert.Equal(made.ToHashSet(), [.. read]);
        Assert.Equal(3, bench.Simulator.Count("POST /v1/data_sources/{id}/query"));
    }

    [Fact]
    public async Task More_rows_than_one_query_lists_are_read_in_windows_each_once_the_oldest_first()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Workspace.QueryLimit = 150;
        var made = new List<NotionId>();
        // Windows end in the midst of a minute.
        for (var minute = 0; minute < 9; minute++)
        {
            made.AddRange(bench.Nodes(70));
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var read = await bench.Notion.QueryAllAsync(await bench.SourceAsync("NODES"), cancellationToken: bench.Token).ToListAsync(bench.Token);

        Assert.Equal(made.Count, read.Count);
        Assert.Equal(made.ToHashSet(), [.. read.Select(p => p.Id)]);
        Assert.Equal(read.Select(p => p.CreatedTime).Order(), read.Select(p => p.CreatedTime));
    }

    [Fact]
    public async Task Windows_keep_the_filter()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Workspace.QueryLimit = 100;
        for (var minute = 0; minute < 5; minute++)
        {
            bench.Nodes(60);
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var odd = Filter.Any(Filter.On("Name", "title", "ends_with", "1"), Filter.On("Name", "title", "ends_with", "2"));

        var read = await bench.Notion.QueryAllAsync(await bench.SourceAsync("NODES"), odd, bench.Token).ToListAsync(bench.Token);

        Assert.Equal(5 * 12, read.Count);
    }

    [Fact]
    public async Task More_rows_in_one_minute_than_a_query_lists_are_said_and_not_dropped()
    {
        await using var bench = await Bench.StartAsync();
        bench.Simulator.Workspace.QueryLimit = 50;
        bench.Nodes(60);
        var source = await bench.SourceAsync("NODES");

        await Assert.ThrowsAsync<NotionReplyException>(async () => await bench.Notion.QueryAllAsync(source, cancellationToken: bench.Token).ToListAsync(bench.Token));
    }

    [Fact]
    public async Task A_relation_of_more_than_25_is_read_whole_and_a_part_of_it_is_not_taken_for_it()
    {
        await using var bench = await Bench.StartAsync();
        var nodes = bench.Nodes(100);
        var page = await bench.AddAsync("EXECUTIVE_INTENTS", new() { ["Name"] = Value.Title("A decision"), ["Related_Nodes"] = Value.Relation(nodes) });

        Assert.Throws<InvalidOperationException>(() => page.Relation("Related_Nodes"));
        var whole = await bench.Notion.ReadPageAsync(page.Id, bench.Token);

        Assert.Equal(nodes, whole.Relation("Related_Nodes"));
        Assert.Equal("A decision", whole.Title);
    }

    [Fact]
    public async Task A_relation_longer_than_one_write_is_read_whole_from_the_other_side()
    {
        await using var bench = await Bench.StartAsync();
        var area = await bench.AddAsync("AREAS", new() { ["Name"] = Value.Title("Work") });
        var made = new List<NotionId>();
        foreach (var _ in Enumerable.Range(0, 130))
            made.Add((await bench.AddAsync("EXECUTIVE_INTENTS", new() { ["Name"] = Value.Title("A decision"), ["Area"] = Value.Relation(area.Id) })).Id);

        var whole = await bench.Notion.ReadPageAsync(area.Id, bench.Token);

        Assert.Equal(made, whole.Relation("Related Intents"));
    }

    [Fact]
    public async Task A_page_without_long_properties_is_one_request()
    {
        await using var bench = await Bench.StartAsync();
        var page = await bench.AddAsync("EXECUTIVE_INTENTS", new() { ["Name"] = Value.Title("A decision"), ["Related_Nodes"] = Value.Relation(bench.Nodes(25)) });
        var before = bench.Simulator.Requests.Count;

        await bench.Notion.ReadPageAsync(page.Id, bench.Token);

        Assert.Equal(1, bench.Simulator.Requests.Count - before);
    }

    [Fact]
    public async Task A_row_is_found_by_its_external_id_and_by_nothing_like_it()
    {
        await using var bench = await Bench.StartAsync();
        var id = Guid.CreateVersion7().ToString();
        var page = await bench.AddAsync("TASKS", new() { ["Name"] = Value.Title("Call"), ["External_ID"] = Value.Text(id) });
        var source = await bench.SourceAsync("TASKS");

        Assert.Equal(page.Id, (await bench.Notion.FindAsync(source, Filter.Text("External_ID", id), bench.Token))?.Id);
        Assert.Null(await bench.Notion.FindAsync(source, Filter.Text("External_ID", id[..^1]), bench.Token));
    }

    [Fact]
    public async Task Changes_since_a_moment_include_those_of_its_minute()
    {
        await using var bench = await Bench.StartAsync();
        var nodes = bench.Nodes(2);
        bench.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(20));
        bench.Simulator.Workspace.Write(nodes[1].Value, "Content", "changed by a person");
        bench.Clock.Advance(TimeSpan.FromSeconds(20));

        var read = await bench.Notion.QueryAllAsync(await bench.SourceAsync("NODES"), Filter.EditedSince(bench.Clock.GetUtcNow()), bench.Token).ToListAsync(bench.Token);

        var page = Assert.Single(read);
        Assert.Equal((nodes[1], new NotionId(bench.Simulator.Workspace.Person)), (page.Id, page.LastEditedBy!.Id));
        Assert.Equal(0, page.LastEditedTime.Second);
    }

    [Fact]
    public async Task A_whole_body_is_read_with_what_stands_within()
    {
        await using var bench = await Bench.StartAsync();
        var page = await bench.AddAsync("NODES", new() { ["Name"] = Value.Title("n") }, Blocks.Toggle("outer", Blocks.Toggle("middle", Blocks.Paragraph("inner"))), Blocks.Divider());

        var tree = await bench.Notion.TreeAsync(page.Id, bench.Token);

        Assert.Equal(["toggle", "divider"], tree.Select(b => b.Type));
        Assert.Equal("inner", tree[0].Children[0].Children[0].PlainText);
    }

    [Fact]
    public async Task A_bold_word_does_not_end_a_text()
    {
        await using var bench = await Bench.StartAsync();
        var row = bench.Simulator.Workspace.AddRow("System Inbox", new JsonObject
        {
            ["Input_Title"] = JsonNode.Parse("""{"title":[{"text":{"content":"Move to "}},{"text":{"content":"Lisbon"},"annotations":{"bold":true}},{"text":{"content":" or stay?"}}]}"""),
        });

        Assert.Equal("Move to Lisbon or stay?", (await bench.Notion.GetPageAsync(new NotionId(row), cancellationToken: bench.Token)).Title);
    }

    [Fact]
    public async Task Only_the_properties_asked_for_are_answered()
    {
        await using var bench = await Bench.StartAsync();
        bench.Nodes(1);
        var source = await bench.Notion.GetDataSourceAsync(await bench.SourceAsync("NODES"), bench.Token);
        var id = Uri.UnescapeDataString(source.Properties["Content"].Id!);

        var page = await bench.Notion.QueryAsync(source.Id, new Query(), [id], bench.Token);

        Assert.Equal(["Content"], page.Results[0].Properties.Keys);
    }

    [Fact]
    public async Task A_search_finds_pages_and_data_sources_by_title()
    {
        await using var bench = await Bench.StartAsync();

        var found = await bench.Notion.SearchAsync(new Search { Query = "command center" }, bench.Token);
        var sources = await bench.Notion.SearchAsync(new Search { Filter = SearchFilter.DataSources }, bench.Token);

        Assert.Equal([(new NotionId(bench.Reference.CommandCenter), "Command Center", "page")], found.Results.Select(h => (h.Id, h.Name(), h.Kind)));
        Assert.Equal(10, sources.Results.Count);
    }
}
