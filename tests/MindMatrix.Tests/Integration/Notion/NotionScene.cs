using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MindMatrix.Audit;
using MindMatrix.Connectors.Notion;
using MindMatrix.Engine;
using MindMatrix.Simulators;
using MindMatrix.Store;

namespace MindMatrix.Tests.Integration.Notion;

/// <summary>The real application beside a simulated workspace with the ten databases.</summary>
internal sealed class NotionScene : IAsyncDisposable
{
    private readonly Dictionary<string, string> _more;
    private readonly string _folder = TestApp.NewFolder();
    private AnthropicSimulator? _anthropic;
    private TimeProvider? _clock;

    private NotionScene(NotionSimulator notion, ReferenceWorkspace reference, Dictionary<string, string> more) => (Notion, Reference, _more) = (notion, reference, more);

    public NotionSimulator Notion { get; }

    public ReferenceWorkspace Reference { get; }

    public NotionWorkspace Workspace => Notion.Workspace;

    public TestApp App { get; private set; } = null!;

    public Dictionary<string, string> Settings => new(Reference.Settings(Notion.Address).Concat(_more).DistinctBy(s => s.Key));

    /// <param name="perSecond">How fast both sides go; 0 for no limit.</param>
    public static async Task<NotionScene> StartAsync(ReferenceShape? shape = null, double perSecond = 0, bool start = true, Dictionary<string, string>? more = null, TimeProvider? clock = null)
    {
        var notion = await NotionSimulator.StartAsync();
        if (perSecond > 0)
            (notion.RequestsPerSecond, notion.Burst) = (perSecond, 10);
        var scene = new NotionScene(notion, ReferenceWorkspace.Build(notion.Workspace, shape), new() { ["NOTION_REQUESTS_PER_SECOND"] = perSecond.ToString(System.Globalization.CultureInfo.InvariantCulture), ["POLLING_INTERVAL_SECONDS"] = "3600" });
        foreach (var (name, value) in more ?? [])
            scene._more[name] = value;
        scene._clock = clock;
        if (start)
            await scene.RunAsync();
        return scene;
    }

    /// <summary>Starts the application, and waits until everything it began with is written.</summary>
    public async Task RunAsync()
    {
        _anthropic ??= await AnthropicSimulator.StartAsync();
        App = await TestApp.StartAsync(Settings, builder => { if (_clock is not null) builder.Services.AddSingleton<TimeProvider>(new SteadyClock(_clock)); }, _folder, _anthropic);
        await App.PollAsync();
        var health = (await App.GetAsync("/health"))["checks"]!["notion"]!;
        Assert.True((string?)health["status"] == "healthy", (string?)health["message"]);
    }

    public async Task StopAsync()
    {
        await App.DisposeAsync();
        App = null!;
    }

    /// <summary>Looks at an application that a test started itself, which the test ends with <see cref="Release"/>.</summary>
    public void Use(TestApp app) => App = app;

    public void Release() => App = null!;

    /// <summary>Drops a thought into System Inbox, as a person does.</summary>
    public Guid Drop(string title, string content) => Workspace.AddRow("System Inbox", new JsonObject
    {
        ["Input_Title"] = new JsonObject { ["title"] = Runs(title) },
        ["Content"] = new JsonObject { ["rich_text"] = Runs(content) },
        ["Status"] = new JsonObject { ["select"] = new JsonObject { ["name"] = "Unprocessed" } },
    });

    /// <summary>Fetches and works until nothing is left to be done or written.</summary>
    public Task PollAsync() => App.PollAsync();

    public IReadOnlyList<JsonObject> Rows(string database) => Workspace.Rows(database);

    public JsonObject Row(Guid page) => Workspace.Rows("System Inbox").Concat(Workspace.Rows("Action Pipes")).Concat(Workspace.Rows("Tasks")).Single(r => Guid.Parse((string)r["id"]!) == page);

    public static Guid IdOf(JsonObject row) => Guid.Parse((string)row["id"]!);

    /// <summary>A select or a status.</summary>
    public static string? Choice(JsonObject row, string property) => (string?)row["properties"]![property]![(string)row["properties"]![property]!["type"]!]?["name"];

    public static string Text(JsonObject row, string property) => string.Concat(((JsonArray)row["properties"]![property]![(string)row["properties"]![property]!["type"]!]!).Select(r => (string)r!["plain_text"]!));

    public static string ExternalId(JsonObject row) => Text(row, "External_ID");

    /// <summary>No record has two pages, and each page says what the store says.</summary>
    public async Task AssertMirroredAsync()
    {
        foreach (var spec in Schema.Databases)
        {
            var ids = Rows(spec.Title).Select(ExternalId).Where(id => id.Length > 0).ToList();
            Assert.Equal(ids.Distinct(), ids);
        }
        var waiting = await App.Store.ReadAsync(db => db.Set<OutboxMessage>().Where(m => m.SentAt == null).Select(m => $"{m.RecordKind}: {m.LastError}").ToListAsync(TestApp.Stop), TestApp.Stop);
        Assert.Empty(waiting);
        var links = await App.Store.ReadAsync(db => db.NotionLinks.ToListAsync(TestApp.Stop), TestApp.Stop);
        Assert.All(links, l => Assert.Null(l.Doubt));
        var rows = Schema.Databases.SelectMany(d => Rows(d.Title)).ToDictionary(IdOf);
        Assert.All(links, link => Assert.All(link.Agreed, agreed =>
        {
            if (rows[link.PageId!.Value]["properties"]![agreed.Key] is { } value && (string?)value["type"] is "title" or "rich_text" or "select" or "status")
                Assert.Equal(agreed.Value, (string?)rows[link.PageId!.Value]["properties"]![agreed.Key]!["type"] is "title" or "rich_text" ? Text(rows[link.PageId!.Value], agreed.Key) : Choice(rows[link.PageId!.Value], agreed.Key) ?? "");
        }));
    }

    private static JsonArray Runs(string text) => [.. Enumerable.Range(0, (text.Length + 1999) / 2000).Select(i => new JsonObject { ["text"] = new JsonObject { ["content"] = text[(i * 2000)..Math.Min(text.Length, (i + 1) * 2000)] } })];

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
        await Notion.DisposeAsync();
        if (_anthropic is not null)
            await _anthropic.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}

internal static class NotionSceneActs
{
    extension(NotionScene scene)
    {
        /// <summary>Reads all databases, not only those that must be.</summary>
        public async Task PollWholeAsync()
        {
            scene.App.Services.GetRequiredService<NotionPull>().ReadWhole();
            await scene.PollAsync();
        }

        /// <summary>What waits for another attempt gets it now.</summary>
        public async Task ReleaseAsync()
        {
            await scene.App.Store.WriteAsync(unit => unit.Db.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(m => m.NotBefore, (DateTimeOffset?)null), TestApp.Stop), TestApp.Stop);
            await scene.PollAsync();
        }

        /// <summary>Something could not be written yet.</summary>
        public Task<bool> WaitsAsync() => scene.App.Store.ReadAsync(db => db.Set<OutboxMessage>().AnyAsync(m => m.SentAt == null, TestApp.Stop), TestApp.Stop);

        /// <summary>Waits for a change after which the store looks so.</summary>
        public async Task UntilAsync(Func<MindMatrixDb, Task<bool>> looks)
        {
            using var watch = scene.App.Services.GetRequiredService<ChangeFeed>().Subscribe();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestApp.Stop);
            patience.CancelAfter(TimeSpan.FromSeconds(60));
            while (!await scene.App.Store.ReadAsync(looks, patience.Token))
                await watch.NextAsync(TimeSpan.FromMilliseconds(200), TimeProvider.System, patience.Token);
        }

        /// <summary>How many entries the log has.</summary>
        public Task<int> LogAsync() => scene.App.Store.ReadAsync(db => db.Log.CountAsync(TestApp.Stop), TestApp.Stop);
    }
}
