namespace MindMatrix.Notion.Tests;

public sealed class DataSourcesTests
{
    [Fact]
    public async Task A_database_is_asked_once_for_its_data_source()
    {
        await using var bench = await Bench.StartAsync();

        Assert.Equal(await bench.SourceAsync("TASKS"), await bench.SourceAsync("TASKS"));

        Assert.Equal(1, bench.Simulator.Count("GET /v1/databases/{id}"));
    }

    [Fact]
    public async Task The_id_of_a_data_source_is_taken_for_its_own()
    {
        await using var bench = await Bench.StartAsync();
        var source = await bench.SourceAsync("TASKS");

        Assert.Equal(source, await bench.Sources.ResolveAsync(source, bench.Token));
    }

    [Fact]
    public async Task A_data_source_that_was_replaced_is_found_again()
    {
        await using var bench = await Bench.StartAsync();
        var tasks = new NotionId(bench.Reference.Databases["TASKS"]);
        await bench.SourceAsync("TASKS");
        var replaced = new NotionId(bench.Simulator.Workspace.ReplaceSource(tasks.Value));

        var page = await bench.Sources.UseAsync(tasks, (source, token) => bench.Notion.CreatePageAsync(new NewPage { Parent = Parent.DataSource(source), Properties = new Dictionary<string, PropertyValue> { ["Name"] = Value.Title("t") } }, token), bench.Token);

        Assert.Equal(replaced, page.Parent!.DataSourceId);
    }

    [Fact]
    public async Task What_is_nowhere_is_said_to_be_nowhere()
    {
        await using var bench = await Bench.StartAsync();

        await Assert.ThrowsAsync<NotionNotFoundException>(() => bench.Sources.ResolveAsync(NotionId.New(), bench.Token));
    }

    [Fact]
    public async Task A_missing_page_is_not_taken_for_a_missing_data_source()
    {
        await using var bench = await Bench.StartAsync();
        var tasks = new NotionId(bench.Reference.Databases["TASKS"]);
        var asked = 0;

        await Assert.ThrowsAsync<NotionNotFoundException>(() => bench.Sources.UseAsync(tasks, async (_, token) =>
        {
            asked++;
            return await bench.Notion.GetPageAsync(NotionId.New(), cancellationToken: token);
        }, bench.Token));

        Assert.Equal(1, asked);
    }
}
