namespace MindMatrix.Decisions;

/// <summary>One way an option fails, told as if it had happened.</summary>
/// <param name="Cause">What went wrong.</param>
/// <param name="Probability">0 to 1, over the decision's horizon.</param>
/// <param name="Loss">What it costs, in the decision's currency, 0 or more; null when nobody said.</param>
/// <exception cref="InvalidEstimateException">The probability is outside 0 to 1, or the loss is negative or not finite.</exception>
public sealed record FailureMode(string Cause, double Probability, double? Loss = null)
{
    /// <summary>0 to 1, over the decision's horizon.</summary>
    public double Probability { get; init => field = Require.Within(value, 0, 1, "failure-mode.probability"); } =
        Require.Within(Probability, 0, 1, $"failure-mode «{Cause}».probability");

    /// <summary>What it costs, in the decision's currency, 0 or more; null when nobody said.</summary>
    public double? Loss { get; init => field = Require.Within(value, 0, Require.LargestAmount, "failure-mode.loss"); } =
        Require.Within(Loss, 0, Require.LargestAmount, $"failure-mode «{Cause}».loss");
}

/// <summary>Rolls up what may go wrong (decision-science #28). Failure modes are taken as independent.</summary>
public static class Premortem
{
    /// <summary>No failure mode counts as more certain than this.</summary>
    public const double Cap = 0.95;

    /// <summary>The probability that at least one of them happens, 1 − Π(1 − p), 0 to 1.</summary>
    public static double ProbabilityOfAny(IEnumerable<FailureMode> modes)
    {
        ArgumentNullException.ThrowIfNull(modes);
        return 1 - modes.Aggregate(1.0, (none, mode) => none * (1 - Math.Min(Cap, mode.Probability)));
    }

    /// <summary>Expected loss Σ p·L over the failures whose loss is stated, in currency; null when none is, since unknown is not nothing.</summary>
    public static double? ExpectedLoss(IEnumerable<FailureMode> modes)
    {
        ArgumentNullException.ThrowIfNull(modes);
        var stated = modes.Where(mode => mode.Loss is not null).ToArray();
        return stated.Length == 0 ? null : stated.Sum(mode => Math.Min(Cap, mode.Probability) * mode.Loss!.Value);
    }
}
