using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace MindMatrix.Notion.Tests;

public sealed class PaceTests
{
    private readonly ImpatientClock _clock = new();

    private CancellationToken Token { get; } = TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_a_burst_requests_go_one_interval_apart()
    {
        var pace = new Pace(perSecond: 4, burst: 3, TimeSpan.FromMinutes(1), _clock);
        var start = _clock.GetUtcNow();
        var turns = new List<double>();

        for (var i = 0; i < 6; i++)
        {
            await pace.WaitAsync(Token);
            turns.Add((_clock.GetUtcNow() - start).TotalSeconds);
        }

        Assert.Equal([0, 0, 0, 0.25, 0.5, 0.75], turns);
    }

    [Fact]
    public async Task A_quiet_time_fills_the_bucket_and_no_more()
    {
        var pace = new Pace(perSecond: 1, burst: 2, TimeSpan.FromMinutes(1), _clock);
        await pace.WaitAsync(Token);
        _clock.Advance(TimeSpan.FromHours(1));
        var start = _clock.GetUtcNow();

        for (var i = 0; i < 3; i++)
            await pace.WaitAsync(Token);

        Assert.Equal(TimeSpan.FromSeconds(1), _clock.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_refusal_holds_back_everybody_and_then_lets_them_go_one_by_one()
    {
        var pace = new Pace(perSecond: 2, burst: 10, TimeSpan.FromMinutes(1), _clock);
        var start = _clock.GetUtcNow();
        pace.Refused(TimeSpan.FromSeconds(17));
        var turns = new List<double>();

        for (var i = 0; i < 3; i++)
        {
            await pace.WaitAsync(Token);
            turns.Add((_clock.GetUtcNow() - start).TotalSeconds);
        }

        Assert.Equal([17, 17.5, 18], turns);
    }

    [Fact]
    public async Task A_turn_given_before_a_refusal_waits_for_the_pause_too()
    {
        var clock = new FakeTimeProvider();
        var pace = new Pace(perSecond: 1, burst: 1, TimeSpan.FromMinutes(1), clock);
        await pace.WaitAsync(Token);
        var waiting = pace.WaitAsync(Token);

        pace.Refused(TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(waiting.IsCompleted);

        // To the end of the pause, and past the turn that the old place in the queue costs.
        clock.Advance(TimeSpan.FromSeconds(2));
        await waiting;
    }

    [Fact]
    public async Task Without_a_rate_nothing_waits_until_a_refusal()
    {
        var pace = new Pace(perSecond: 0, burst: 10, TimeSpan.FromMinutes(1), _clock);
        var start = _clock.GetUtcNow();
        for (var i = 0; i < 1_000; i++)
            await pace.WaitAsync(Token);
        Assert.Equal(start, _clock.GetUtcNow());

        pace.Refused(TimeSpan.FromSeconds(5));
        await pace.WaitAsync(Token);
        await pace.WaitAsync(Token);
        Assert.InRange((_clock.GetUtcNow() - start).TotalSeconds, 5.333, 5.335);

        _clock.Advance(TimeSpan.FromMinutes(2));
        start = _clock.GetUtcNow();
        for (var i = 0; i < 1_000; i++)
            await pace.WaitAsync(Token);
        Assert.Equal(start, _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_pause_longer_than_wanted_is_said_and_not_waited_out()
    {
        var pace = new Pace(perSecond: 3, burst: 10, TimeSpan.FromSeconds(30), _clock);
        pace.Refused(TimeSpan.FromMinutes(10));

        var failure = await Assert.ThrowsAsync<PauseTooLongException>(() => pace.WaitAsync(Token));

        Assert.Equal(TimeSpan.FromMinutes(10), failure.Pause);
    }

    [Fact]
    public void In_no_span_of_time_do_more_go_than_the_rate_and_the_burst_allow() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 12], Gen.Int[0, 400].Array[1, 60]).Holds((rate, burst, gaps) =>
        {
            var clock = new ImpatientClock();
            var pace = new Pace(rate, burst, TimeSpan.FromMinutes(1), clock);
            var turns = new List<DateTimeOffset>();
            foreach (var gap in gaps)
            {
                clock.Advance(TimeSpan.FromMilliseconds(gap));
                pace.WaitAsync(CancellationToken.None).GetAwaiter().GetResult();
                turns.Add(clock.GetUtcNow());
            }
            // A tick for each division that does not come out even.
            return Enumerable.Range(0, turns.Count).All(i => Enumerable.Range(i, turns.Count - i).All(j =>
                j - i + 1 <= burst + (turns[j] - turns[i] + TimeSpan.FromTicks(turns.Count)).TotalSeconds * rate));
        }, times: 100);
}
