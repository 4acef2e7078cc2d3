namespace MindMatrix.Decisions;

/// <summary>One possible future, with what every option would be worth in it.</summary>
/// <param name="Name">What happens in it.</param>
/// <param name="Probability">0 to 1; those of all scenarios of a decision sum to one.</param>
/// <param name="Payoffs">Net value per option slug, in the decision's currency over its horizon.</param>
/// <exception cref="InvalidEstimateException">The probability is outside 0 to 1, or a payoff is not finite.</exception>
public sealed record Scenario(string Name, double Probability, IReadOnlyDictionary<string, double> Payoffs)
{
    /// <summary>0 to 1.</summary>
    public double Probability { get; init => field = Require.Within(value, 0, 1, "scenario.probability"); } =
        Require.Within(Probability, 0, 1, $"scenario {Name}.probability");

    /// <summary>Net value per option slug.</summary>
    public IReadOnlyDictionary<string, double> Payoffs { get; init; } = Checked(Name, Payoffs);

    private static IReadOnlyDictionary<string, double> Checked(string name, IReadOnlyDictionary<string, double> payoffs)
    {
        ArgumentNullException.ThrowIfNull(payoffs);
        foreach (var (option, payoff) in payoffs)
            Require.Finite(payoff, $"scenario {name}.payoff of {option}");
        return payoffs;
    }
}
