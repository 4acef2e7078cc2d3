using MindMatrix.Settings;

namespace MindMatrix.Models;

/// <summary>What providers charge, as data.</summary>
internal static class Prices
{
    /// <param name="Input">Micro-dollars per token, which is US dollars per million tokens.</param>
    /// <param name="Output">The same for what the model writes, its thinking included.</param>
    /// <param name="CacheWrite">For tokens written to the five-minute cache.</param>
    /// <param name="CacheRead">For tokens read from it.</param>
    internal sealed record Price(decimal Input, decimal Output, decimal CacheWrite, decimal CacheRead);

    private static readonly Dictionary<string, Price> PerToken = new()
    {
        ["claude-opus-5-5"] = new(4m, 20m, 5m, 0.4m),
        ["claude-sonnet-5-5"] = new(2m, 10m, 2.5m, 0.2m),
        ["claude-haiku-5-5"] = new(0.1m, 0.5m, 0.125m, 0.01m),
        ["claude-fable-5-1"] = new(10m, 50m, 12.5m, 1m),
        ["claude-haiku-4-5"] = new(1m, 5m, 1.25m, 0.1m),
    };

    // Above this size of a prompt the small model charges five times as much.
    private const long HaikuLongPrompt = 100_000;
    private static readonly Price HaikuLong = new(0.5m, 2.5m, 0.625m, 0.05m);

    /// <summary>The price of a call in micro-dollars, rounded up; null when the model's price is not known.</summary>
    /// <param name="input">All tokens read, cache included.</param>
    /// <param name="further">Prices besides those known here; they count before these.</param>
    public static long? MicroUsd(string model, long input, long cacheRead, long cacheWrite, long output, IReadOnlyDictionary<string, ModelPrice>? further = null)
    {
        // Without a word on the cache its tokens are charged in full: better too much than too little.
        var price = further?.GetValueOrDefault(model) is { } said ? new Price(said.Input, said.Output, said.Input, said.Input) : PerToken.FirstOrDefault(p => model == p.Key || model.StartsWith(p.Key + "-", StringComparison.Ordinal)).Value;
        if (price is null)
            return null;
        if (model.StartsWith("claude-haiku-5-5", StringComparison.Ordinal) && input > HaikuLongPrompt)
            price = HaikuLong;
        var fresh = Math.Max(0, input - cacheRead - cacheWrite);
        return (long)Math.Ceiling(fresh * price.Input + cacheRead * price.CacheRead + cacheWrite * price.CacheWrite + output * price.Output);
    }
}
