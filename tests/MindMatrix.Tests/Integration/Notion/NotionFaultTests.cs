using Microsoft.EntityFrameworkCore;
using MindMatrix.Capture;
using MindMatrix.Knowledge;
using MindMatrix.Simulators;
using static MindMatrix.Tests.Integration.Notion.NotionScene;

namespace MindMatrix.Tests.Integration.Notion;

/// <summary>Whatever Notion does, each thought ends with exactly one of everything, and the mirror says what the store says.</summary>
public sealed class NotionFaultTests
{
    private static readonly Dictionary<string, NotionFaults> Faults = new()
    {
        ["refused"] = new(Seed: 3, FailEvery: 17, Statuses: [500, 502, 503]),
        ["conflict"] = new(Seed: 5, FailEvery: 11, Statuses: [409]),
        ["too many"] = new(Seed: 7, FailEvery: 13, Statuses: [429, 529]),
        ["cut after the write"] = new(Seed: 11, CutEvery: 9),
        ["slow"] = new(Seed: 13, SlowEvery: 10, SlowFor: TimeSpan.FromMilliseconds(300)),
        ["all together"] = new(Seed: 17, FailEvery: 13, CutEvery: 11, SlowEvery: 19, SlowFor: TimeSpan.FromMilliseconds(100)),
    };

    public static TheoryData<string> EachInTurn => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(EachInTurn))]
    public async Task With_each_fault_every_thought_has_exactly_one_of_everything(string fault)
    {
        await using var scene = await StartAsync();
        scene.Notion.Faults = Faults[fault];
        // Enough that the queue is longer than one pass of the drain.
        var pages = DropMixed(scene, fault is "cut after the write" or "refused" ? 300 : 30);

        await FinishAsync(scene);

        await AssertOnceAsync(scene, pages);
    }

    [Fact]
    public async Task A_gateway_page_instead_of_an_answer_and_a_cut_before_the_write_lose_nothing()
    {
        await using var scene = await StartAsync();
        scene.Notion.Script = r => r.IsWrite && r.Number % 7 == 0 ? NotionFault.Page() : r.IsWrite && r.Number % 11 == 0 ? NotionFault.CutBefore : null;
        var pages = DropMixed(scene, 9);

        await FinishAsync(scene);

        await AssertOnceAsync(scene, pages);
    }

    [Fact]
    public async Task Killed_five_times_while_many_thoughts_run_it_ends_with_exactly_one_of_everything()
    {
        await using var scene = await StartAsync(start: false);
        var folder = TestApp.NewFolder();
        await using var anthropic = await AnthropicSimulator.StartAsync();
        anthropic.Latency = TimeSpan.FromMilliseconds(20);
        scene.Notion.Faults = new NotionFaults(Seed: 23, CutEvery: 29, FailEvery: 31, Statuses: [409, 500, 502, 503]);
        var settings = ProductProcess.Settings(folder, anthropic).Concat(scene.Settings).DistinctBy(s => s.Key).ToDictionary();
        settings["POLLING_INTERVAL_SECONDS"] = "5";
        var pages = DropMixed(scene, 300);

        for (var kill = 1; kill <= 5; kill++)
        {
            using var doomed = ProductProcess.Start(settings, "serve");
            using var http = await doomed.ListeningAsync();
            var goal = scene.Notion.Requests.Count + 250;
            var reached = new TaskCompletionSource();
            scene.Notion.Script = r =>
            {
                if (r.Number >= goal)
                    reached.TrySetResult();
                return null;
            };
            await reached.Task.WaitAsync(TimeSpan.FromMinutes(3), TestApp.Stop);
            doomed.Kill();
            await doomed.EndAsync();
        }
        scene.Notion.Script = _ => null;
        await using var app = await TestApp.StartAsync(settings.Where(s => s.Key.StartsWith("NOTION", StringComparison.Ordinal)).ToDictionary(), dataDir: folder, anthropic: anthropic);
        scene.Use(app);
        await FinishAsync(scene);

        await AssertOnceAsync(scene, pages);
        // An answer in flight when the process died was paid for and is asked for again: at most one a call under way.
        Assert.InRange(anthropic.Calls.Count, 100 * 6 + 200, 100 * 6 + 200 + 5 * 8);
        scene.Release();
    }

    [Fact]
    public async Task A_clock_that_goes_back_loses_nothing()
    {
        var clock = new SetBackClock();
        await using var scene = await StartAsync(clock: clock);
        var pages = DropMixed(scene, 6);
        await FinishAsync(scene);
        clock.Back = TimeSpan.FromHours(3);
        pages.AddRange(DropMixed(scene, 6, from: 6));
        scene.Workspace.Write(IdOf(scene.Rows("Nodes")[0]), "Content", "Re-written while the clock was wrong.");
        await scene.PollWholeAsync();

        await FinishAsync(scene);

        await AssertOnceAsync(scene, pages);
        Assert.True(await scene.App.Store.ReadAsync(db => db.Nodes.AnyAsync(n => n.Content == "Re-written while the clock was wrong.", TestApp.Stop), TestApp.Stop));
    }

    private sealed class SetBackClock : TimeProvider
    {
        public TimeSpan Back { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() - Back;
    }

    private static List<Guid> DropMixed(NotionScene scene, int count, int from = 0) =>
        [.. Enumerable.Range(from, count).Select(i => scene.Drop($"Thought {i}", (i % 3) switch { 0 => $"Should we take the lease {i} or wait?", 1 => $"Please water the plants {i}.", _ => $"Company Alder{(char)('a' + i % 26)} keeps the key of cabinet {i}." }))];

    /// <summary>Polls until nothing is left; each failed write waits for its next attempt, which is told to come now.</summary>
    private static async Task FinishAsync(NotionScene scene)
    {
        for (var round = 0; round < 40; round++)
        {
            await scene.PollAsync();
            if (!await scene.WaitsAsync())
                return;
            await scene.ReleaseAsync();
        }
    }

    private static async Task AssertOnceAsync(NotionScene scene, List<Guid> pages)
    {
        await scene.AssertMirroredAsync();
        var rows = scene.Rows("System Inbox");
        Assert.Equal(pages.Order(), rows.Select(IdOf).Order());
        Assert.All(rows, r => Assert.StartsWith("Triaged_to_", Choice(r, "Status")!, StringComparison.Ordinal));
        var strategic = pages.Where((_, i) => i % 3 == 0).ToList();
        Assert.Equal(strategic.Count, scene.Rows("Executive Intents").Count);
        Assert.Equal(strategic.Count, scene.Rows("Action Pipes").Count);
        Assert.Equal(pages.Where((_, i) => i % 3 == 1).Count(), scene.Rows("Tasks").Count);
        Assert.Equal(scene.Rows("Nodes").Select(r => Text(r, "Name")).Distinct().Count(), scene.Rows("Nodes").Count);
        Assert.Equal(pages.Count, scene.Rows("Execution Log").Count);
        foreach (var intent in scene.Rows("Executive Intents"))
            Assert.Single(scene.Workspace.Body(IdOf(intent)).Split('\n'), line => line.StartsWith("heading_2: 🤝 Analysis of ", StringComparison.Ordinal));
        Assert.False(await scene.App.Store.ReadAsync(db => db.Inbox.AnyAsync(i => i.Status == InboxStatus.Processing || i.Status == InboxStatus.Unprocessed, TestApp.Stop), TestApp.Stop));
    }
}
