using Microsoft.Extensions.Time.Testing;
using MindMatrix.Store;

// Not Unit.Store: there «Store.Json» of the other tests would no longer be the product's.
namespace MindMatrix.Tests.Unit;

public sealed class ChangeFeedTests
{
    private const int Kept = 1_000;
    private readonly ChangeFeed _feed = new();

    [Fact]
    public async Task A_watcher_sees_what_is_published_after_it_subscribed()
    {
        _feed.Publish(Nth(1));
        using var watch = _feed.Subscribe();
        _feed.Publish(Nth(2));

        Assert.Equal("2", (await FirstAsync(watch)).Text);
    }

    [Fact]
    public async Task Every_watcher_sees_every_change()
    {
        using var one = _feed.Subscribe();
        using var two = _feed.Subscribe();
        _feed.Publish(Nth(1));

        Assert.Equal(await FirstAsync(one), await FirstAsync(two));
    }

    [Fact]
    public async Task A_slow_watcher_loses_the_oldest_and_holds_up_nobody()
    {
        using var watch = _feed.Subscribe();
        for (var n = 1; n <= Kept + 5; n++)
            _feed.Publish(Nth(n));
        watch.Dispose();

        var seen = await watch.ReadAllAsync(TestContext.Current.CancellationToken).Select(c => c.Text).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal((Kept, "6", $"{Kept + 5}"), (seen.Count, seen[0], seen[^1]));
    }

    [Fact]
    public async Task A_watcher_that_left_sees_no_more_and_ends()
    {
        var watch = _feed.Subscribe();
        watch.Dispose();
        _feed.Publish(Nth(1));

        Assert.Empty(await watch.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_change_that_came_before_the_wait_ends_it_at_once()
    {
        using var watch = _feed.Subscribe();
        _feed.Publish(Nth(1));

        await watch.NextAsync(TimeSpan.FromHours(1), new FakeTimeProvider(), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_wait_takes_all_that_has_come()
    {
        var clock = new FakeTimeProvider();
        using var watch = _feed.Subscribe();
        _feed.Publish(Nth(1));
        _feed.Publish(Nth(2));
        await watch.NextAsync(TimeSpan.FromHours(1), clock, TestContext.Current.CancellationToken);

        Assert.False(watch.NextAsync(TimeSpan.FromHours(1), clock, TestContext.Current.CancellationToken).IsCompleted);
    }

    [Fact]
    public async Task A_wait_ends_without_error_when_its_time_is_up()
    {
        var clock = new FakeTimeProvider();
        using var watch = _feed.Subscribe();
        var wait = watch.NextAsync(TimeSpan.FromSeconds(30), clock, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(wait.IsCompleted);

        clock.Advance(TimeSpan.FromSeconds(1));

        await wait;
    }

    [Fact]
    public async Task A_wait_that_its_caller_gives_up_is_cancelled()
    {
        using var caller = new CancellationTokenSource();
        using var watch = _feed.Subscribe();
        var wait = watch.NextAsync(TimeSpan.FromHours(1), new FakeTimeProvider(), caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static Change Nth(int n) => new("Step", Guid.Empty, Text: $"{n}");

    private static ValueTask<Change> FirstAsync(ChangeFeed.Watch watch) => watch.ReadAllAsync(TestContext.Current.CancellationToken).FirstAsync(TestContext.Current.CancellationToken);
}
