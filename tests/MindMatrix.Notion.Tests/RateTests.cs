using MindMatrix.Simulators;

namespace MindMatrix.Notion.Tests;

public sealed class RateTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(529)]
    public async Task A_pause_that_Notion_asks_for_is_kept_by_all_callers(int status)
    {
        await using var bench = await Bench.StartAsync();
        bench.Once(NotionFault.Refused(status, retryAfterSeconds: 17));
        var start = bench.Clock.GetUtcNow();

        await bench.Notion.MeAsync(bench.Token);
        await bench.Notion.MeAsync(bench.Token);

        Assert.All(bench.Simulator.Requests.Skip(1), r => Assert.True(r.At - start >= TimeSpan.FromSeconds(17), $"{r.At - start}"));
    }

    [Fact]
    public async Task A_longer_pause_than_wanted_fails_at_once_and_says_how_long()
    {
        await using var bench = await Bench.StartAsync(o => o.LongestPause = TimeSpan.FromSeconds(60));
        bench.Simulator.Script = _ => NotionFault.Refused(429, retryAfterSeconds: 900);

        var first = await Assert.ThrowsAsync<NotionRateLimitedException>(() => bench.Notion.MeAsync(bench.Token));
        var second = await Assert.ThrowsAsync<NotionRateLimitedException>(() => bench.Notion.MeAsync(bench.Token));

        Assert.All(new[] { first, second }, f => Assert.InRange(f.RetryAfter!.Value.TotalSeconds, 800, 900));
        Assert.Single(bench.Simulator.Requests);
    }

    [Fact]
    public async Task At_three_requests_a_second_a_hundred_go_through_with_hardly_a_refusal()
    {
        await using var bench = await Bench.StartAsync(o => (o.RequestsPerSecond, o.Burst) = (3, 10));
        (bench.Simulator.RequestsPerSecond, bench.Simulator.Burst) = (3, 10);

        for (var i = 0; i < 100; i++)
            await bench.Notion.MeAsync(bench.Token);

        Assert.InRange(bench.Simulator.Refusals, 0, 2);
    }

    [Fact]
    public async Task A_stricter_Notion_than_expected_is_learned_from_the_first_refusal()
    {
        await using var bench = await Bench.StartAsync(o => (o.RequestsPerSecond, o.Burst) = (0, 10));
        (bench.Simulator.RequestsPerSecond, bench.Simulator.Burst) = (3, 3);

        for (var i = 0; i < 60; i++)
            await bench.Notion.MeAsync(bench.Token);

        Assert.InRange(bench.Simulator.Refusals, 1, 2);
    }

    [Fact]
    public async Task Without_a_pause_named_it_still_waits()
    {
        await using var bench = await Bench.StartAsync();
        bench.Once(NotionFault.Refused(429, retryAfterSeconds: null));
        var start = bench.Clock.GetUtcNow();

        await bench.Notion.MeAsync(bench.Token);

        Assert.True(bench.Clock.GetUtcNow() - start >= TimeSpan.FromSeconds(1));
    }
}
