namespace MindMatrix.Decisions;

/// <summary>
/// Options against the same states of the world: what regret, the value of information and the probability of being best are
/// computed on. Draw k of every option belongs to the same simulated world.
/// </summary>
public sealed class PayoffTable
{
    /// <summary>A table from one prospect per option.</summary>
    /// <exception cref="InvalidEstimateException">No options, or the prospects differ in their number of states.</exception>
    public PayoffTable(IReadOnlyList<string> options, IReadOnlyList<Prospect> prospects)
    {
        Options = Require.NotEmpty(options, "options");
        ArgumentNullException.ThrowIfNull(prospects);
        Require.SameLength(prospects.Count, options.Count, "prospects");
        for (var i = 1; i < prospects.Count; i++)
            Require.SameLength(prospects[i].Count, prospects[0].Count, $"states of {options[i]}");
        Prospects = prospects;
    }

    /// <summary>Option slugs.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <summary>One prospect per option, in the order of <see cref="Options"/>.</summary>
    public IReadOnlyList<Prospect> Prospects { get; }

    /// <summary>How many states of the world there are.</summary>
    public int States => Prospects[0].Count;

    /// <summary>A table of scenarios.</summary>
    /// <exception cref="InvalidEstimateException">A scenario lacks an option's payoff, or the probabilities do not sum to one.</exception>
    public static PayoffTable Of(IReadOnlyList<string> options, IReadOnlyList<Scenario> scenarios)
    {
        Require.NotEmpty(scenarios, "scenarios");
        var probabilities = scenarios.Select(s => s.Probability).ToArray();
        return new(options, [.. Require.NotEmpty(options, "options").Select(option => Prospect.Of(probabilities,
            [.. scenarios.Select(s => s.Payoffs.TryGetValue(option, out var payoff)
                ? payoff
                : throw new InvalidEstimateException($"scenario {s.Name}.payoff of {option}", "missing", "every scenario needs a payoff for every option"))]))]);
    }

    /// <summary>The probability of a state, 0 to 1.</summary>
    public double Probability(int state) => Prospects[0].Probability(state);

    /// <summary>The same states for some of the options.</summary>
    /// <exception cref="InvalidEstimateException">None of the options is left.</exception>
    public PayoffTable Only(Func<string, bool> keep)
    {
        var kept = Enumerable.Range(0, Options.Count).Where(i => keep(Options[i])).ToArray();
        return new([.. kept.Select(i => Options[i])], [.. kept.Select(i => Prospects[i])]);
    }

    internal double Best(int state)
    {
        var best = double.NegativeInfinity;
        foreach (var prospect in Prospects) best = Math.Max(best, prospect.Payoffs[state]);
        return best;
    }
}
