using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MindMatrix.Simulators;

namespace MindMatrix.Notion.Tests;

/// <summary>What the client never sends, sent by hand: the simulator refuses it as Notion does.</summary>
public sealed class SimulatorTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "a run of 2,001 characters", """{"properties":{"Name":{"title":[{"text":{"content":"MANY"}}]}}}""".Replace("MANY", new string('x', 2_001), StringComparison.Ordinal) },
        { "101 runs", """{"properties":{"Content":{"rich_text":[MANY]}}}""".Replace("MANY", Many("""{"text":{"content":"x"}}"""), StringComparison.Ordinal) },
        { "101 blocks", """{"properties":{},"children":[MANY]}""".Replace("MANY", Many("""{"divider":{}}"""), StringComparison.Ordinal) },
        { "101 options", """{"properties":{"Tags":{"multi_select":[MANY]}}}""".Replace("MANY", Many("""{"name":"a"}"""), StringComparison.Ordinal) },
        { "an empty address", """{"properties":{"URL":{"url":""}}}""" },
        { "an unknown property", """{"properties":{"Nowhere":{"number":1}}}""" },
        { "another type", """{"properties":{"Content":{"number":1}}}""" },
        { "a comma in an option", """{"properties":{"Tags":{"multi_select":[{"name":"a,b"}]}}}""" },
        { "no date", """{"properties":{"Date added":{"date":{"start":"soon"}}}}""" },
        { "an unknown key", """{"properties":{},"archived":true}""" },
        { "an unknown kind of block", """{"properties":{},"children":[{"type":"hologram","hologram":{}}]}""" },
        { "text that only answers carry", """{"properties":{"Name":{"title":[{"text":{"content":"x"},"plain_text":"x"}]}}}""" },
        { "blocks three levels within", """{"properties":{},"children":[{"toggle":{"rich_text":[],"children":[{"toggle":{"rich_text":[],"children":[{"toggle":{"rich_text":[],"children":[{"toggle":{"rich_text":[]}}]}}]}}]}}]}""" },
        { "children of a plain heading", """{"properties":{},"children":[{"heading_2":{"rich_text":[],"children":[{"divider":{}}]}}]}""" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task A_page_against_the_rules_is_refused_and_leaves_nothing(string what, string body)
    {
        await using var bench = await Bench.StartAsync();
        using var http = Client(bench);
        var page = JsonNode.Parse(body)!.AsObject();
        page["parent"] = new JsonObject { ["data_source_id"] = (await bench.SourceAsync("NODES")).ToString() };

        var (status, code) = await PostAsync(http, "/v1/pages", page, bench.Token);

        Assert.Equal((400, "validation_error"), (status, code));
        Assert.True(bench.Simulator.Workspace.Rows("Nodes").Count == 0, what);
    }

    [Fact]
    public async Task A_status_that_does_not_exist_is_refused_and_a_select_is_made()
    {
        await using var bench = await Bench.StartAsync();

        await Assert.ThrowsAsync<NotionValidationException>(() => bench.AddAsync("TASKS", new() { ["Name"] = Value.Title("t"), ["Status"] = Value.Status("Later") }));
        await bench.AddAsync("TASKS", new() { ["Name"] = Value.Title("t"), ["Priority"] = Value.Select("P0") });

        var source = await bench.Notion.GetDataSourceAsync(await bench.SourceAsync("TASKS"), bench.Token);
        Assert.Equal(["P0"], source.Properties["Priority"].Options.Select(o => o.Name));
    }

    [Fact]
    public async Task Without_the_version_or_with_a_broken_body_a_request_is_refused()
    {
        await using var bench = await Bench.StartAsync();
        using var http = Client(bench);

        using var broken = await http.PostAsync("/v1/search", new StringContent("{", System.Text.Encoding.UTF8, "application/json"), bench.Token);
        Assert.Equal("invalid_json", (string?)(await broken.Content.ReadFromJsonAsync<JsonObject>(bench.Token))!["code"]);
        http.DefaultRequestHeaders.Remove("Notion-Version");
        Assert.Equal((400, "missing_version"), await PostAsync(http, "/v1/search", [], bench.Token));
    }

    [Fact]
    public async Task Workspaces_differ_as_the_test_wants()
    {
        await using var simulator = await NotionSimulator.StartAsync();
        var reference = ReferenceWorkspace.Build(simulator.Workspace, new ReferenceShape("select", "Related Intents", ExternalIds: false));

        var tasks = simulator.Workspace.Show(simulator.Workspace.Database(reference.Databases["TASKS"]).Sources[0])["properties"]!.AsObject();

        Assert.Equal("select", (string?)tasks["Status"]!["type"]);
        Assert.True(tasks.ContainsKey("Related Intents"));
        Assert.False(tasks.ContainsKey("Source Intent") || tasks.ContainsKey("External_ID"));
    }

    [Fact]
    public void Faults_by_count_fall_on_every_so_many_writes_and_the_same_ones_each_time()
    {
        static List<NotionFault?> Run(int seed) => [.. Enumerable.Range(1, 340).Select(new NotionFaults(seed, FailEvery: 17, CutEvery: 34).Of)];

        Assert.Equal(Run(4), Run(4));
        Assert.NotEqual(Run(4), Run(5));
        Assert.Equal(20, Run(4).Count(f => f is { Applied: false }));
        Assert.Equal(10, Run(4).Count(f => f == NotionFault.CutAfterWrite));
        Assert.True(Run(4).OfType<NotionFault>().Where(f => !f.Applied).Select(f => f.Status).Distinct().Count() > 3);
    }

    private static string Many(string one) => string.Join(',', Enumerable.Repeat(one, 101));

    private static HttpClient Client(Bench bench)
    {
        var http = new HttpClient { BaseAddress = new Uri(bench.Simulator.Address) };
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {NotionSimulator.Key}");
        http.DefaultRequestHeaders.Add("Notion-Version", NotionSimulator.Version);
        return http;
    }

    private static async Task<(int Status, string? Code)> PostAsync(HttpClient http, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(path, body, cancellationToken);
        return ((int)response.StatusCode, (string?)(await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["code"]);
    }
}
