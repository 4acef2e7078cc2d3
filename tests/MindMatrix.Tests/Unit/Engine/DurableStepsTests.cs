using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using MindMatrix.Engine;
using MindMatrix.Knowledge;
using MindMatrix.Store;

namespace MindMatrix.Tests.Unit.Engine;

public sealed class DurableStepsTests : IAsyncLifetime
{
    private static readonly Guid Item = Guid.CreateVersion7();
    private readonly ImpatientClock _clock = new();
    private readonly Lifetime _lifetime = new();
    private Shutdown _shutdown = null!;
    private TempStore _store = null!;

    public async ValueTask InitializeAsync() => (_store, _shutdown) = (await TempStore.CreateAsync(), new Shutdown(_lifetime));

    public async ValueTask DisposeAsync()
    {
        _shutdown.Dispose();
        _lifetime.Dispose();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task A_committed_step_is_not_run_again_by_whoever_resumes()
    {
        await (await ResumeAsync()).RunAsync("triage", _ => Task.FromResult(new[] { "a", "b" }));

        var again = await (await ResumeAsync()).RunAsync("triage", _ => Never<string[]>());

        Assert.Equal(["a", "b"], again);
    }

    [Fact]
    public async Task A_committed_step_is_not_run_again_by_the_same_run()
    {
        var steps = await ResumeAsync();
        await steps.RunAsync("triage", _ => Task.FromResult(1));

        Assert.Equal(1, await steps.RunAsync("triage", _ => Never<int>()));
    }

    [Fact]
    public async Task The_step_of_another_item_is_not_taken_for_ones_own()
    {
        await (await ResumeAsync()).RunAsync("triage", _ => Task.FromResult(1));

        Assert.Equal(2, await (await ResumeAsync(item: Guid.CreateVersion7())).RunAsync("triage", _ => Task.FromResult(2)));
    }

    [Fact]
    public async Task A_result_of_nothing_is_a_result()
    {
        await (await ResumeAsync()).RunAsync<int?>("look", _ => Task.FromResult<int?>(5));

        Assert.Equal(5, await (await ResumeAsync()).RunAsync("look", _ => Never<int?>()));
    }

    [Fact]
    public async Task Effects_and_result_are_committed_together()
    {
        await (await ResumeAsync()).RunAsync("triage", _ => Task.FromResult("Chess"), Effect);

        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task A_commit_that_fails_leaves_neither_effect_nor_result()
    {
        var steps = await ResumeAsync(attempts: 1);

        await Assert.ThrowsAsync<StepFailedException>(() => steps.RunAsync("triage", _ => Task.FromResult("Chess"), async (unit, name) =>
        {
            await Effect(unit, name);
            await unit.SaveAsync(TestContext.Current.CancellationToken);
            throw new IOException("the disk is full");
        }));

        Assert.Equal((0, 0), await CountAsync());
    }

    [Fact]
    public async Task A_step_whose_commit_failed_can_be_run_again()
    {
        var failed = false;
        await (await ResumeAsync()).RunAsync("triage", _ => Task.FromResult("Chess"), (unit, name) =>
            failed ? Effect(unit, name) : throw new IOException($"the disk is full {failed = true}"));

        Assert.Equal((1, 1), await CountAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_failing_step_is_tried_as_often_as_the_policy_says(int attempts)
    {
        var tries = 0;
        var steps = await ResumeAsync(attempts);

        var error = await Assert.ThrowsAsync<StepFailedException>(() => steps.RunAsync<int>("assess", _ => throw new IOException($"no network {++tries}")));

        Assert.Equal(attempts, tries);
        Assert.Equal($"The step «assess» failed: no network {attempts}", error.Message);
    }

    [Fact]
    public async Task The_waits_between_attempts_grow()
    {
        var steps = await ResumeAsync(attempts: 5);

        await Assert.ThrowsAsync<StepFailedException>(() => steps.RunAsync<int>("assess", _ => throw new IOException("no network")));

        // 1, 2, 4 and 8 s, all longer by the same share of at most a quarter, which the item's id decides.
        Assert.Equal(4, _clock.Waits.Count);
        var stretch = _clock.Waits.Select((wait, i) => wait.TotalSeconds / Math.Pow(2, i)).ToList();
        Assert.InRange(stretch[0], 1, 1.25);
        // Timers count whole milliseconds.
        Assert.All(stretch, s => Assert.InRange(s, stretch[0] - 0.002, stretch[0] + 0.002));
    }

    [Fact]
    public async Task A_step_that_recovers_is_done()
    {
        var tries = 0;

        Assert.Equal(3, await (await ResumeAsync()).RunAsync("assess", _ => ++tries < 3 ? throw new IOException("no network") : Task.FromResult(tries)));
    }

    [Fact]
    public async Task A_permanent_failure_is_not_tried_again()
    {
        var tries = 0;
        var steps = await ResumeAsync();

        var error = await Assert.ThrowsAsync<StepFailedException>(() => steps.RunAsync<int>("assess", _ => throw new PermanentFailureException($"wrong key {++tries}")));

        Assert.Equal(1, tries);
        Assert.IsType<PermanentFailureException>(error.InnerException);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        var tries = 0;
        var steps = await ResumeAsync();

        await Assert.ThrowsAsync<StepFailedException>(() => steps.RunAsync<int>("assess", _ => throw RefusalException.NotFound("item", $"{++tries}", "INB")));

        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task A_step_given_up_has_a_result_that_stays()
    {
        await (await ResumeAsync()).RunAsync("assess", _ => throw new IOException("no network"), giveUp: error => $"absent: {error.Message}");

        Assert.Equal("absent: no network", await (await ResumeAsync()).RunAsync("assess", _ => Never<string>()));
        Assert.True(await _store.ReadAsync(db => db.Set<StepRecord>().Select(s => s.GivenUp).SingleAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_step_given_up_commits_its_effects_too()
    {
        await (await ResumeAsync(attempts: 1)).RunAsync("assess", _ => throw new IOException("no network"), Effect, _ => "absent");

        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task A_failed_step_leaves_no_result_behind()
    {
        var steps = await ResumeAsync(attempts: 1);
        await Assert.ThrowsAsync<StepFailedException>(() => steps.RunAsync<int>("assess", _ => throw new IOException("no network")));

        Assert.Equal(1, await (await ResumeAsync()).RunAsync("assess", _ => Task.FromResult(1)));
    }

    [Fact]
    public async Task The_feed_tells_how_a_step_goes()
    {
        using var watch = _store.Feed.Subscribe();
        var tries = 0;
        await (await ResumeAsync()).RunAsync("assess", _ => ++tries < 2 ? throw new IOException("no network") : Task.FromResult(1));
        watch.Dispose();

        var told = await watch.ReadAllAsync(TestContext.Current.CancellationToken).Where(c => c.Kind == "Step").ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["started", "retrying", "done"], told.Select(c => c.State));
        Assert.All(told, c => Assert.Equal((Item, "assess"), (c.Id, c.Step)));
        Assert.Contains("no network", told[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_server_stops_no_step_begins()
    {
        var steps = await ResumeAsync();
        _lifetime.StopApplication();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => steps.RunAsync("assess", _ => Never<int>()));
    }

    [Fact]
    public async Task A_step_in_flight_may_end_while_the_server_stops()
    {
        var steps = await ResumeAsync();

        await steps.RunAsync("assess", _ =>
        {
            _lifetime.StopApplication();
            return Task.FromResult(1);
        });

        Assert.Equal(1, await _store.ReadAsync(db => db.Set<StepRecord>().CountAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_stop_waits_for_the_items_at_work()
    {
        var (ended, atWork) = (new TaskCompletionSource(), new TaskCompletionSource());
        ended.SetResult();
        _shutdown.WaitFor(ended.Task);
        _shutdown.WaitFor(atWork.Task);

        var stop = _shutdown.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(stop.IsCompleted);
        atWork.SetResult();

        await stop;
    }

    private Task<DurableSteps> ResumeAsync(int attempts = 5, Guid? item = null) => DurableSteps.ResumeAsync(
        item ?? Item, _store.Database, _store.Feed, _clock, new StepPolicy(attempts, TimeSpan.FromSeconds(1)), _shutdown, TestContext.Current.CancellationToken);

    private static Task<T> Never<T>() => throw new PermanentFailureException("It ran.");

    private static Task Effect(UnitOfWork unit, string name)
    {
        unit.Db.Add(new Area { Name = name, CreatedAt = DateTimeOffset.UnixEpoch });
        return Task.CompletedTask;
    }

    private Task<(int Effects, int Results)> CountAsync() => _store.ReadAsync(async db =>
        (await db.Areas.CountAsync(TestContext.Current.CancellationToken), await db.Set<StepRecord>().CountAsync(TestContext.Current.CancellationToken)));

    /// <summary>Lets every wait pass at once, and remembers how long it would have been.</summary>
    private sealed class ImpatientClock : FakeTimeProvider
    {
        public ConcurrentQueue<TimeSpan> Waits { get; } = new();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero)
            {
                Waits.Enqueue(dueTime);
                ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
            }
            return timer;
        }
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource _stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => _stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => _stopping.Cancel();

        public void Dispose() => _stopping.Dispose();
    }
}
