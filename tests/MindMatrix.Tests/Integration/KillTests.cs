using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Execution;
using MindMatrix.Learning;
using MindMatrix.Models;
using MindMatrix.Simulators;

namespace MindMatrix.Tests.Integration;

/// <summary>A process that is killed loses nothing and does nothing twice.</summary>
public sealed class KillTests
{
    private const string Decision = "Should we hire a senior engineer or an agency?";

    public static TheoryData<string, string> EveryCommit => new(
        from step in new[] { "triage", "open-intent", "assess/the-entrepreneur", "assess/the-quant", "assess/the-auditor", "compute", "synthesise/forward", "synthesise/reverse", "verdict" }
        from at in new[] { "before", "after" }
        select (at, step));

    [Theory]
    [MemberData(nameof(EveryCommit))]
    public async Task Killed_around_the_commit_of_a_step_it_ends_with_exactly_one_of_everything(string at, string step)
    {
        await using var scene = await Scene.StartAsync();
        using (var doomed = ProductProcess.StartCrashHost(scene.Settings, at, step))
        {
            using var http = await doomed.ListeningAsync();
            (await http.PostAsJsonAsync("/api/inbox", new { content = Decision }, TestApp.Stop)).EnsureSuccessStatusCode();
            Assert.NotEqual(0, (await doomed.EndAsync()).ExitCode);
        }
        var (journalled, asked) = (scene.JournalledCalls(), scene.Anthropic.Calls.Count);

        await using var app = await scene.RestartAsync();
        await app.PollAsync();

        await ExactlyOneOfEverythingAsync(app);
        Assert.Equal(6 - journalled, scene.Anthropic.Calls.Count - asked);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task Killed_while_a_model_holds_its_answer_it_goes_on_from_there(int held)
    {
        await using var scene = await Scene.StartAsync();
        var reached = new TaskCompletionSource();
        scene.Anthropic.Script = async (call, stop) =>
        {
            if (call.Number < held)
                return null;
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        };
        using (var doomed = ProductProcess.Start(scene.Settings, "serve"))
        {
            using var http = await doomed.ListeningAsync();
            (await http.PostAsJsonAsync("/api/inbox", new { content = Decision }, TestApp.Stop)).EnsureSuccessStatusCode();
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestApp.Stop);
            doomed.Kill();
            await doomed.EndAsync();
        }
        scene.Anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        var (journalled, asked) = (scene.JournalledCalls(), scene.Anthropic.Calls.Count);

        await using var app = await scene.RestartAsync();
        await app.PollAsync();

        await ExactlyOneOfEverythingAsync(app);
        Assert.Equal(6 - journalled, scene.Anthropic.Calls.Count - asked);
    }

    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 3)]
    public async Task Killed_around_the_commit_of_an_approval_it_is_executed_wholly_or_not_at_all(string at, int tasksAfterwards)
    {
        await using var scene = await Scene.StartAsync();
        string number, hash;
        using (var doomed = ProductProcess.StartCrashHost(scene.Settings, at, nameof(Settlement)))
        {
            using var http = await doomed.ListeningAsync();
            (await http.PostAsJsonAsync("/api/inbox", new { content = Decision }, TestApp.Stop)).EnsureSuccessStatusCode();
            (await http.PostAsync("/trigger-poll?wait=true", null, TestApp.Stop)).EnsureSuccessStatusCode();
            var action = (await http.GetFromJsonAsync<JsonObject>("/api/intents/INT-1", TestApp.Stop))!["action"]!;
            (number, hash) = ((string)action["number"]!, (string)action["planHash"]!);
            await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsJsonAsync($"/api/actions/{number}/approve", new { planHash = hash }, TestApp.Stop));
            await doomed.EndAsync();
        }

        await using var app = await scene.RestartAsync();
        Assert.Equal(tasksAfterwards, await app.Store.ReadAsync(db => db.Tasks.CountAsync(TestApp.Stop), TestApp.Stop));
        await app.PostAsync($"/api/actions/{number}/approve", new { planHash = hash });

        await app.Store.ReadAsync(async db =>
        {
            Assert.Equal(3, await db.Tasks.CountAsync(TestApp.Stop));
            Assert.Equal(1, await db.Projects.CountAsync(TestApp.Stop));
            Assert.Equal(1, await db.Set<Settlement>().CountAsync(TestApp.Stop));
            Assert.Null((await ExecutionLog.VerifyAsync(db, TestApp.Stop)).Fault);
            return true;
        }, TestApp.Stop);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task Killed_around_the_commit_of_a_capture_the_repeated_request_yields_one_item(string at)
    {
        await using var scene = await Scene.StartAsync();
        using (var doomed = ProductProcess.StartCrashHost(scene.Settings, at, nameof(InboxItem)))
        {
            using var http = await doomed.ListeningAsync();
            http.DefaultRequestHeaders.Add("Idempotency-Key", "one");
            await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsJsonAsync("/api/inbox", new { content = Decision }, TestApp.Stop));
            await doomed.EndAsync();
        }

        await using var app = await scene.RestartAsync();
        await app.PostAsync("/api/inbox", new { content = Decision }, at == "before" ? HttpStatusCode.Created : HttpStatusCode.OK, ("Idempotency-Key", "one"));
        await app.PollAsync();

        await ExactlyOneOfEverythingAsync(app);
    }

    [Fact]
    public async Task Answers_that_come_while_it_stops_are_kept()
    {
        await using var scene = await Scene.StartAsync();
        var (inFlight, release) = (new Rendezvous(3), new TaskCompletionSource());
        scene.Anthropic.Script = async (call, stop) =>
        {
            if (call.Asked == Asked.Assessment)
            {
                await inFlight.ArriveAsync(stop);
                await release.Task.WaitAsync(stop);
            }
            return null;
        };
        using (var server = ProductProcess.Start(scene.Settings, "serve"))
        {
            using var http = await server.ListeningAsync();
            (await http.PostAsJsonAsync("/api/inbox", new { content = Decision }, TestApp.Stop)).EnsureSuccessStatusCode();
            await inFlight.ArrivedAsync(TestApp.Stop);
            await server.TerminateAsync();
            await RefusesAsync(http);
            release.SetResult();
            var end = await server.EndAsync();

            Assert.True(end.ExitCode == 0, end.Error);
            Assert.DoesNotContain("fail:", end.Error, StringComparison.Ordinal);
        }
        Assert.Equal(4, scene.JournalledCalls());

        await using var app = await scene.RestartAsync();
        await app.PollAsync();

        await ExactlyOneOfEverythingAsync(app);
        Assert.Equal(6, scene.Anthropic.Calls.Count);
    }

    /// <summary>Until the server takes no more connections.</summary>
    private static async Task RefusesAsync(HttpClient http)
    {
        try
        {
            while (true)
                (await http.GetAsync("/health/live", TestApp.Stop)).Dispose();
        }
        catch (HttpRequestException)
        {
        }
    }

    [Fact]
    public async Task Asked_to_stop_it_ends_within_twenty_seconds_and_pays_for_no_answer_twice()
    {
        await using var scene = await Scene.StartAsync();
        var (inFlight, release) = (new Rendezvous(3), new TaskCompletionSource());
        scene.Anthropic.Script = async (call, stop) =>
        {
            if (call.Asked == Asked.Triage)
            {
                await inFlight.ArriveAsync(stop);
                await release.Task.WaitAsync(stop);
            }
            return null;
        };
        using (var server = ProductProcess.Start(scene.Settings, "serve"))
        {
            using var http = await server.ListeningAsync();
            for (var i = 0; i < 3; i++)
                (await http.PostAsJsonAsync("/api/inbox", new { content = $"{Decision} {i}" }, TestApp.Stop)).EnsureSuccessStatusCode();
            await inFlight.ArrivedAsync(TestApp.Stop);
            var begun = Stopwatch.GetTimestamp();
            await server.TerminateAsync();
            // The answers arrive when the process is well on its way down.
            await server.DeafAsync();
            release.SetResult();
            var end = await server.EndAsync();

            Assert.True(end.ExitCode == 0, end.Error);
            Assert.InRange(Stopwatch.GetElapsedTime(begun).TotalSeconds, 0, 20);
        }
        Assert.Equal(3, scene.JournalledCalls());

        await using var app = await scene.RestartAsync();
        await app.PollAsync();

        Assert.Equal(3 * 6, scene.Anthropic.Calls.Count);
        Assert.Equal(3, await app.Store.ReadAsync(db => db.Actions.CountAsync(TestApp.Stop), TestApp.Stop));
    }

    private static Task<bool> ExactlyOneOfEverythingAsync(TestApp app) => app.Store.ReadAsync(async db =>
    {
        var item = await db.Inbox.SingleAsync(TestApp.Stop);
        Assert.Equal(InboxStatus.Triaged_to_Intent, item.Status);
        var intent = await db.Intents.SingleAsync(TestApp.Stop);
        Assert.Equal(IntentStatus.Analyzed, intent.Status);
        Assert.Equal(VerdictStatus.Recommended, intent.Verdict!.Status);
        Assert.Equal(["the-auditor", "the-entrepreneur", "the-quant"], await db.Assessments.OrderBy(a => a.Adviser).Select(a => a.Adviser).ToListAsync(TestApp.Stop));
        Assert.Equal(intent.Id, (await db.Actions.SingleAsync(TestApp.Stop)).IntentId);
        Assert.Empty(await db.Tasks.ToListAsync(TestApp.Stop));
        Assert.Equal(6, await db.ModelCalls.CountAsync(TestApp.Stop));
        Assert.Equal(1, await db.Log.CountAsync(e => e.Act == "Thought Triaged", TestApp.Stop));
        Assert.Equal(3, await db.Log.CountAsync(e => e.Act == "Assessment Given", TestApp.Stop));
        Assert.Null((await ExecutionLog.VerifyAsync(db, TestApp.Stop)).Fault);
        return true;
    }, TestApp.Stop);

    /// <summary>A data folder and a model that outlive the process under test.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly string _dataDir = TestApp.NewFolder();

        public required AnthropicSimulator Anthropic { get; init; }

        public Dictionary<string, string> Settings => ProductProcess.Settings(_dataDir, Anthropic);

        public static async Task<Scene> StartAsync() => new() { Anthropic = await AnthropicSimulator.StartAsync() };

        public Task<TestApp> RestartAsync() => TestApp.StartAsync(dataDir: _dataDir, anthropic: Anthropic);

        /// <summary>How many answers are in the journal, read from the file while no process has it.</summary>
        public int JournalledCalls()
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(_dataDir, "mindmatrix.db")};Pooling=False");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM ModelCalls";
            return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }

        public async ValueTask DisposeAsync()
        {
            await Anthropic.DisposeAsync();
            SqliteConnection.ClearAllPools();
            Directory.Delete(_dataDir, recursive: true);
        }
    }
}
