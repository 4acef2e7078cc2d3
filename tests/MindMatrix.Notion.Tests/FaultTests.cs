using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MindMatrix.Simulators;

namespace MindMatrix.Notion.Tests;

public sealed class FaultTests
{
    private static readonly Dictionary<string, PropertyValue> Named = new() { ["Name"] = Value.Title("A node"), ["External_ID"] = Value.Text("ext-1") };

    [Theory]
    [InlineData(500, typeof(NotionInternalException))]
    [InlineData(502, typeof(NotionUnavailableException))]
    [InlineData(503, typeof(NotionUnavailableException))]
    [InlineData(504, typeof(NotionUnavailableException))]
    public async Task What_creates_is_not_repeated_when_its_outcome_is_unknown(int status, Type kind)
    {
        await using var bench = await Bench.StartAsync();
        await bench.SourceAsync("NODES");
        bench.Simulator.Script = r => r.Endpoint == "POST /v1/pages" ? NotionFault.Refused(status) : null;

        var failure = (NotionException)await Assert.ThrowsAsync(kind, () => bench.AddAsync("NODES", Named));

        Assert.True(failure.MayHaveBeenWritten);
        Assert.Equal(status, (int)failure.Status!);
        Assert.StartsWith("simulated-", failure.RequestId, StringComparison.Ordinal);
        Assert.Equal(1, bench.Simulator.Count("POST /v1/pages"));
    }

    [Fact]
    public async Task A_connection_cut_after_the_write_is_an_unknown_outcome_and_the_page_is_found()
    {
        await using var bench = await Bench.StartAsync();
        var source = await bench.SourceAsync("NODES");
        bench.Simulator.Script = r => r.Endpoint == "POST /v1/pages" ? NotionFault.CutAfterWrite : null;

        var failure = await Assert.ThrowsAsync<NotionConnectionException>(() => bench.AddAsync("NODES", Named));
        var found = await bench.Notion.FindAsync(source, Filter.Text("External_ID", "ext-1"), bench.Token);

        Assert.True(failure.MayHaveBeenWritten);
        Assert.Equal("A node", found!.Title);
        Assert.Single(bench.Simulator.Workspace.Rows("Nodes"));
    }

    [Fact]
    public async Task Blocks_are_not_appended_twice_and_a_body_cut_midway_is_completed()
    {
        await using var bench = await Bench.StartAsync();
        Block[] body = [.. Enumerable.Range(0, 150).Select(n => Blocks.Paragraph($"line {n}")), Blocks.Toggle("wide", Enumerable.Range(0, 150).Select(n => Blocks.Bullet($"within {n}"))), Blocks.Paragraph("last")];
        var page = await bench.AddAsync("NODES", Named, Blocks.Paragraph("there before"));
        var appends = 0;
        bench.Simulator.Script = r => r.Endpoint == "PATCH /v1/blocks/{id}/children" && ++appends is 2 or 4 ? NotionFault.CutAfterWrite : null;

        var failures = 0;
        var first = await Record.ExceptionAsync(() => bench.Notion.AppendAsync(page.Id, body, cancellationToken: bench.Token));
        for (var failure = first as NotionException; failure is not null && failures < 5; failures++)
        {
            Assert.True(failure.MayHaveBeenWritten);
            bench.Simulator.Workspace.WriteBody(page.Id.Value, [System.Text.Json.Nodes.JsonNode.Parse("""{"type":"paragraph","paragraph":{"rich_text":[{"text":{"content":"a person's line"}}]}}""")]);
            failure = await Record.ExceptionAsync(() => bench.Notion.ResumeAsync(page.Id, body, before: 1, bench.Token)) as NotionException;
        }

        var texts = (await bench.Notion.TreeAsync(page.Id, bench.Token)).SelectMany(b => b.Children.Prepend(b)).Select(b => b.PlainText).ToList();
        Assert.Equal(2, failures);
        Assert.Equal(["there before", .. body.SelectMany(b => b.Children.Prepend(b)).Select(b => b.PlainText)], texts.Where(t => t != "a person's line"));
        Assert.Equal(2, texts.Count(t => t == "a person's line"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(529)]
    public async Task What_only_reads_or_changes_is_repeated(int status)
    {
        await using var bench = await Bench.StartAsync();
        var page = await bench.AddAsync("NODES", Named);
        var source = await bench.SourceAsync("NODES");
        var seen = new HashSet<string>();
        bench.Simulator.Script = r => seen.Add(r.Endpoint) ? NotionFault.Refused(status) : null;

        await bench.Notion.GetPageAsync(page.Id, cancellationToken: bench.Token);
        await bench.Notion.QueryAsync(source, new Query(), cancellationToken: bench.Token);
        await bench.Notion.SetAsync(page.Id, new Dictionary<string, PropertyValue> { ["Content"] = Value.Text("changed") }, bench.Token);

        Assert.Equal(3, seen.Count);
        Assert.Equal("changed", (await bench.Notion.GetPageAsync(page.Id, cancellationToken: bench.Token)).Text("Content"));
    }

    [Theory]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(529)]
    public async Task What_was_surely_not_done_is_done_again_even_when_it_creates(int status)
    {
        await using var bench = await Bench.StartAsync();
        await bench.SourceAsync("NODES");
        bench.Once(NotionFault.Refused(status), r => r.Endpoint == "POST /v1/pages");

        await bench.AddAsync("NODES", Named);

        Assert.Single(bench.Simulator.Workspace.Rows("Nodes"));
        Assert.Equal(2, bench.Simulator.Count("POST /v1/pages"));
    }

    [Fact]
    public async Task A_change_whose_connection_was_cut_is_repeated_to_the_same_end()
    {
        await using var bench = await Bench.StartAsync();
        var page = await bench.AddAsync("NODES", Named);
        bench.Once(NotionFault.CutAfterWrite, r => r.IsWrite);

        var changed = await bench.Notion.SetAsync(page.Id, new Dictionary<string, PropertyValue> { ["Content"] = Value.Text("once") }, bench.Token);

        Assert.Equal("once", changed.Text("Content"));
        Assert.Equal(2, bench.Simulator.Count("PATCH /v1/pages/{id}"));
    }

    [Fact]
    public async Task A_refusal_after_an_open_attempt_still_says_that_it_may_have_been_written()
    {
        await using var bench = await Bench.StartAsync(o => o.Retries = 1);
        var page = await bench.AddAsync("NODES", Named);
        var attempt = 0;
        bench.Simulator.Script = r => r.IsWrite ? ++attempt == 1 ? NotionFault.CutAfterWrite : NotionFault.Refused(429) : null;

        var failure = await Assert.ThrowsAsync<NotionRateLimitedException>(() => bench.Notion.SetAsync(page.Id, new Dictionary<string, PropertyValue> { ["Content"] = Value.Text("x") }, bench.Token));

        Assert.True(failure.MayHaveBeenWritten);
    }

    [Fact]
    public async Task A_gateways_page_is_an_outage_whatever_its_status()
    {
        await using var bench = await Bench.StartAsync(o => o.Retries = 0);
        foreach (var status in new[] { 200, 502 })
        {
            bench.Simulator.Script = _ => NotionFault.Page(status);
            await Assert.ThrowsAsync<NotionUnavailableException>(() => bench.Notion.MeAsync(bench.Token));
        }
    }

    [Fact]
    public async Task A_slow_answer_to_a_write_is_a_time_out_with_an_unknown_outcome()
    {
        // The real clock: the answer never comes, and the limit is short.
        await using var simulator = await NotionSimulator.StartAsync();
        var reference = ReferenceWorkspace.Build(simulator.Workspace);
        await using var services = Bench.Services(simulator.Address, TimeProvider.System, o => o.Timeout = TimeSpan.FromSeconds(2));
        var notion = services.GetRequiredService<INotionApi>();
        var source = await services.GetRequiredService<DataSources>().ResolveAsync(new NotionId(reference.Databases["NODES"]), TestContext.Current.CancellationToken);
        simulator.Script = r => r.IsWrite ? NotionFault.Slow(TimeSpan.FromMinutes(10)) : null;

        var failure = await Assert.ThrowsAsync<NotionTimeoutException>(() => notion.CreatePageAsync(new NewPage { Parent = Parent.DataSource(source), Properties = Named }, TestContext.Current.CancellationToken));

        Assert.True(failure.MayHaveBeenWritten);
    }

    [Fact]
    public async Task Without_a_connection_nothing_was_written()
    {
        await using var services = Bench.Services("http://127.0.0.1:9", new ImpatientClock());

        var failure = await Assert.ThrowsAsync<NotionConnectionException>(() => services.GetRequiredService<INotionApi>().CreatePageAsync(new NewPage { Parent = Parent.Top }, TestContext.Current.CancellationToken));

        Assert.False(failure.MayHaveBeenWritten);
    }

    [Fact]
    public async Task A_callers_cancellation_stays_one()
    {
        await using var bench = await Bench.StartAsync();
        using var cancelled = new CancellationTokenSource();
        bench.Simulator.Script = _ =>
        {
            cancelled.Cancel();
            return NotionFault.Refused(503);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Notion.MeAsync(cancelled.Token));
    }

    [Fact]
    public async Task Each_refusal_is_its_own_exception_in_plain_words()
    {
        await using var bench = await Bench.StartAsync();
        var source = await bench.SourceAsync("NODES");

        var unknown = await Assert.ThrowsAsync<NotionValidationException>(() => bench.AddAsync("NODES", new() { ["Nowhere"] = Value.Text("x") }));
        Assert.Equal(("validation_error", false), (unknown.Code, unknown.MayHaveBeenWritten));
        Assert.Contains("Nowhere is not a property that exists", unknown.Message, StringComparison.Ordinal);

        bench.Simulator.Workspace.BlockAllowance = 0;
        await Assert.ThrowsAsync<NotionRestrictedException>(() => bench.AddAsync("NODES", Named));

        bench.Simulator.Workspace.Unshare(bench.Reference.Databases["NODES"]);
        var missing = await Assert.ThrowsAsync<NotionNotFoundException>(() => bench.Notion.GetDataSourceAsync(source, bench.Token));
        Assert.Contains("share", missing.Message, StringComparison.Ordinal);

        await using var stranger = Bench.Services(bench.Simulator.Address, bench.Clock, o => o.Key = "ntn_another");
        var refused = await Assert.ThrowsAsync<NotionUnauthorizedException>(() => stranger.GetRequiredService<INotionApi>().MeAsync(bench.Token));
        Assert.DoesNotContain("ntn_another", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NotionSimulator.Key, "")]
    [InlineData(NotionSimulator.OldKey, "/v1/")]
    public async Task Both_kinds_of_key_and_both_forms_of_the_address_are_taken(string key, string suffix)
    {
        await using var bench = await Bench.StartAsync();
        await using var services = Bench.Services(bench.Simulator.Address + suffix, bench.Clock, o => o.Key = $" {key}\n");

        var bot = await services.GetRequiredService<INotionApi>().MeAsync(bench.Token);

        Assert.Equal((new NotionId(bench.Simulator.Workspace.Bot), "Simulated workspace"), (bot.Id, bot.WorkspaceName));
    }

    [Fact]
    public void Wrong_options_are_named_all_at_once()
    {
        using var services = Bench.Services("http://127.0.0.1:9", TimeProvider.System, o => (o.Key, o.RequestsPerSecond, o.Burst) = ("two words", -1, 0));

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<INotionApi>());

        Assert.Equal(["Key", "RequestsPerSecond", "Burst"], failure.Failures.Select(f => f.Split(':')[0]));
    }
}
