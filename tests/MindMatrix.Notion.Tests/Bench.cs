using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MindMatrix.Simulators;

namespace MindMatrix.Notion.Tests;

/// <summary>A simulated Notion with the ten databases, and the client towards it; both on one clock on which waiting takes no time.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private ServiceProvider _services = null!;

    public ImpatientClock Clock { get; } = new();
    public NotionSimulator Simulator { get; private set; } = null!;
    public ReferenceWorkspace Reference { get; private set; } = null!;
    public INotionApi Notion { get; private set; } = null!;
    public DataSources Sources { get; private set; } = null!;

    public static async Task<Bench> StartAsync(Action<NotionOptions>? configure = null)
    {
        var bench = new Bench();
        bench.Simulator = await NotionSimulator.StartAsync(clock: bench.Clock);
        bench.Reference = ReferenceWorkspace.Build(bench.Simulator.Workspace);
        bench._services = Services(bench.Simulator.Address, bench.Clock, configure);
        bench.Notion = bench._services.GetRequiredService<INotionApi>();
        bench.Sources = bench._services.GetRequiredService<DataSources>();
        return bench;
    }

    public static ServiceProvider Services(string address, TimeProvider clock, Action<NotionOptions>? configure = null) => new ServiceCollection()
        .AddSingleton(clock)
        .AddNotionClient(o =>
        {
            o.Key = NotionSimulator.Key;
            o.BaseAddress = new Uri(address);
            o.RequestsPerSecond = 0;
            // Never passes on this clock.
            o.Timeout = ImpatientClock.Limit;
            configure?.Invoke(o);
        })
        .BuildServiceProvider();

    public CancellationToken Token { get; } = TestContext.Current.CancellationToken;

    /// <summary>One request goes wrong: the first that fits.</summary>
    public void Once(NotionFault fault, Func<SimulatedNotionRequest, bool>? when = null)
    {
        var left = 1;
        Simulator.Script = r => (when?.Invoke(r) ?? true) && Interlocked.Exchange(ref left, 0) == 1 ? fault : null;
    }

    public Task<NotionId> SourceAsync(string setting) => Sources.ResolveAsync(new NotionId(Reference.Databases[setting]), Token);

    public async Task<Page> AddAsync(string setting, Dictionary<string, PropertyValue> properties, params Block[] body) =>
        (await Notion.CreatePageAsync(Parent.DataSource(await SourceAsync(setting)), properties, body, cancellationToken: Token)).Page;

    /// <summary>Rows of nodes, made without requests.</summary>
    public List<NotionId> Nodes(int count) => [.. Enumerable.Range(1, count).Select(n => new NotionId(Simulator.Workspace.AddRow("Nodes", Titled("Name", $"Node {n}"))))];

    public static JsonObject Titled(string property, string title) =>
        new() { [property] = new JsonObject { ["title"] = new JsonArray(new JsonObject { ["text"] = new JsonObject { ["content"] = title } }) } };

    public static JsonNode? Json(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), NotionJson.Options);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
