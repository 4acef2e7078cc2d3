using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Engine;
using MindMatrix.Knowledge;
using MindMatrix.Store;

namespace MindMatrix.Tests.Integration;

/// <summary>The log's chain, durable steps and the outbox, on a real SQLite file.</summary>
public sealed class StoreTests
{
    [Theory]
    [InlineData("UPDATE ExecutionLog SET Summary = 'never' WHERE Position = 3", "LOG-3 was changed after it was written.")]
    [InlineData("UPDATE ExecutionLog SET CostMicroUsd = 7 WHERE Position = 2", "LOG-2 was changed after it was written.")]
    [InlineData("DELETE FROM ExecutionLog WHERE Position = 3", "LOG-3 is missing.")]
    [InlineData("DELETE FROM ExecutionLog WHERE Position = (SELECT max(Position) FROM ExecutionLog)", "The log ends at LOG-")]
    [InlineData("UPDATE ExecutionLog SET Position = CASE Position WHEN 2 THEN -3 ELSE -2 END WHERE Position IN (2, 3); UPDATE ExecutionLog SET Position = -Position WHERE Position < 0", "LOG-2 does not follow from the entry before it.")]
    public async Task Tampering_with_the_log_is_found_and_named(string sql, string said)
    {
        await using var app = await TestApp.StartAsync();
        await app.DecideAsync("Please water the plants.");
        Assert.Null((await VerifyAsync(app)).Fault);

        await app.Store.WriteAsync(unit => unit.Db.Database.ExecuteSqlRawAsync(sql, TestApp.Stop), TestApp.Stop);

        Assert.StartsWith(said, (await VerifyAsync(app)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_cannot_be_changed_through_the_product()
    {
        await using var app = await TestApp.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Store.WriteAsync(async unit =>
        {
            unit.Db.Remove(await unit.Db.Log.FirstAsync(TestApp.Stop));
        }, TestApp.Stop));
    }

    [Fact]
    public async Task A_committed_step_is_not_run_again_and_a_failed_commit_leaves_neither_effect_nor_result()
    {
        await using var app = await TestApp.StartAsync();
        var (item, runs) = (Guid.CreateVersion7(), 0);
        var steps = await ResumeAsync(app, item, attempts: 1);
        await Assert.ThrowsAsync<StepFailedException>(() => steps.RunAsync("one", _ => Task.FromResult(++runs), (unit, _) =>
        {
            unit.Db.Add(new Area { Name = "Half" });
            throw new InvalidOperationException("in the middle");
        }));
        Assert.False(await app.Store.ReadAsync(db => db.Areas.AnyAsync(a => a.Name == "Half", TestApp.Stop), TestApp.Stop));

        Assert.Equal(2, await (await ResumeAsync(app, item, 1)).RunAsync("one", _ => Task.FromResult(++runs)));
        Assert.Equal(2, await (await ResumeAsync(app, item, 1)).RunAsync("one", _ => Task.FromResult(++runs)));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task A_failing_step_is_tried_as_often_as_said_with_growing_waits()
    {
        var clock = new FakeTimeProvider();
        await using var app = await TestApp.StartAsync();
        var waits = new List<TimeSpan>();
        var last = clock.GetUtcNow();
        var steps = await ResumeAsync(app, Guid.CreateVersion7(), attempts: 4, clock);

        var run = steps.RunAsync<int>("fails", _ =>
        {
            waits.Add(clock.GetUtcNow() - last);
            last = clock.GetUtcNow();
            throw new TimeoutException("too slow");
        });
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        var failed = await Assert.ThrowsAsync<StepFailedException>(() => run);
        Assert.Contains("too slow", failed.Message, StringComparison.Ordinal);
        Assert.Equal(4, waits.Count);
        // 1, 2 and 4 s, up to a quarter more, seen on a clock that goes in tenths.
        Assert.All(waits.Skip(1).Select((wait, i) => wait.TotalSeconds / Math.Pow(2, i)), wait => Assert.InRange(wait, 1, 1.35));
    }

    [Fact]
    public async Task A_permanent_failure_is_not_tried_again_and_giving_up_is_a_result()
    {
        await using var app = await TestApp.StartAsync();
        var (item, runs) = (Guid.CreateVersion7(), 0);
        Task<int> Refuse(CancellationToken _)
        {
            runs++;
            throw new PermanentFailureException("no credit");
        }

        Assert.Equal(-1, await (await ResumeAsync(app, item, 5)).RunAsync("pay", Refuse, giveUp: _ => -1));
        Assert.Equal(-1, await (await ResumeAsync(app, item, 5)).RunAsync("pay", Refuse, giveUp: _ => -1));

        Assert.Equal(1, runs);
        Assert.True(await app.Store.ReadAsync(db => db.Set<StepRecord>().Where(s => s.ItemId == item).Select(s => s.GivenUp).SingleAsync(TestApp.Stop), TestApp.Stop));
    }

    [Fact]
    public async Task Each_changed_record_reaches_a_destination_through_failures_and_what_waits_goes_out_together()
    {
        var carrier = new Carrier { Broken = true };
        await using var app = await TestApp.StartAsync(adjust: builder => builder.Services.AddSingleton<IOutboxDestination>(carrier));
        await app.DecideAsync("Please water the plants.");
        var drain = app.Services.GetRequiredService<IGrainFactory>().GetGrain<IOutboxDrainGrain>(carrier.Name);

        Assert.True(await drain.Finish());
        var waiting = await app.Store.ReadAsync(db => db.Set<OutboxMessage>().ToListAsync(TestApp.Stop), TestApp.Stop);
        Assert.NotEmpty(waiting);
        Assert.All(waiting, m => Assert.Null(m.SentAt));
        Assert.Empty(carrier.Sent);
        carrier.Broken = false;
        // A failed record waits for its next attempt; the store is told that the time has come.
        await app.Store.WriteAsync(unit => unit.Db.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(m => m.NotBefore, (DateTimeOffset?)null), TestApp.Stop), TestApp.Stop);
        Assert.True(await drain.Finish());

        Assert.All(await app.Store.ReadAsync(db => db.Set<OutboxMessage>().ToListAsync(TestApp.Stop), TestApp.Stop), m => Assert.NotNull(m.SentAt));
        Assert.Equal(waiting.Select(m => m.RecordId).Distinct(), carrier.Sent);
    }

    private static Task<LogVerification> VerifyAsync(TestApp app) => app.Store.ReadAsync(db => ExecutionLog.VerifyAsync(db, TestApp.Stop), TestApp.Stop);

    private static Task<DurableSteps> ResumeAsync(TestApp app, Guid item, int attempts, TimeProvider? clock = null) => DurableSteps.ResumeAsync(
        item, app.Store, app.Services.GetRequiredService<ChangeFeed>(), clock ?? TimeProvider.System, new StepPolicy(attempts, TimeSpan.FromSeconds(1)),
        app.Services.GetRequiredService<Shutdown>(), TestApp.Stop);

    private sealed class Carrier : IOutboxDestination
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<Guid> _sent = new();

        public bool Broken { get; set; }

        public IReadOnlyList<Guid> Sent => [.. _sent];

        public string Name => "carrier";

        public IEnumerable<(string Kind, Guid Id)> Carried(IReadOnlyList<object> changed) => changed.OfType<InboxItem>().Select(i => (nameof(InboxItem), i.Id));

        public Task<bool> IsReadyAsync(CancellationToken cancellationToken) => Task.FromResult(true);

        public int Rank(string recordKind) => 0;

        public Task SendAsync(string recordKind, Guid recordId, CancellationToken cancellationToken)
        {
            if (Broken)
                throw new HttpRequestException("the line is dead");
            _sent.Enqueue(recordId);
            return Task.CompletedTask;
        }
    }
}
