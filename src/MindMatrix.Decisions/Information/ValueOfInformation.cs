namespace MindMatrix.Decisions;

/// <summary>What it would be worth to know more before choosing (decision-science #20 to #22). All in the decision's currency, 0 or more.</summary>
public static class ValueOfInformation
{
    /// <summary>The number of groups draws are sorted into for <see cref="Evppi(PayoffTable, ReadOnlySpan{int}, int)"/>.</summary>
    public const int Bins = 30;

    /// <summary>Expected value of perfect information, Σ p·max x − max EV: an upper bound for what any question is worth (#20).</summary>
    public static double Evpi(PayoffTable table) => Regret.Expected(table).Min();

    /// <summary>
    /// Expected value of sample information: what an imperfect test is worth (#21).
    /// </summary>
    /// <param name="table">Options against states, with the probabilities held before the test.</param>
    /// <param name="likelihoods">One row per possible result of the test: its probability in each state. The rows sum to one in every state.</param>
    /// <exception cref="InvalidEstimateException">A likelihood is outside 0 to 1, or they do not sum to one in a state.</exception>
    public static double Evsi(PayoffTable table, IReadOnlyList<IReadOnlyList<double>> likelihoods)
    {
        ArgumentNullException.ThrowIfNull(table);
        Require.NotEmpty(likelihoods, "likelihoods");
        for (var r = 0; r < likelihoods.Count; r++)
            Require.SameLength(likelihoods[r].Count, table.States, $"likelihoods[{r}]");
        for (var state = 0; state < table.States; state++)
            Probability.Distribution([.. likelihoods.Select(row => row[state])], $"likelihoods in state {state}");

        // P(z)·E[x | z] is Σ P(state)·P(z | state)·x, so the posterior need never be divided out.
        var informed = 0.0;
        foreach (var row in likelihoods)
        {
            var best = double.NegativeInfinity;
            foreach (var prospect in table.Prospects)
            {
                var sum = 0.0;
                for (var state = 0; state < table.States; state++)
                    sum += table.Probability(state) * row[state] * prospect.Payoffs[state];
                best = Math.Max(best, sum);
            }
            informed += best;
        }
        return Math.Max(0, informed - table.Prospects.Max(Moments.ExpectedValue));
    }

    /// <summary>The same for a yes-or-no test of two states, the first of which the test is to detect.</summary>
    /// <param name="table">Options against exactly two states.</param>
    /// <param name="sensitivity">Probability of a positive result in the first state, 0 to 1.</param>
    /// <param name="specificity">Probability of a negative result in the second state, 0 to 1.</param>
    /// <exception cref="InvalidEstimateException">Not two states, or a number outside 0 to 1.</exception>
    public static double Evsi(PayoffTable table, double sensitivity, double specificity)
    {
        ArgumentNullException.ThrowIfNull(table);
        Require.SameLength(table.States, 2, "states");
        Require.Within(sensitivity, 0, 1, "sensitivity");
        Require.Within(specificity, 0, 1, "specificity");
        return Evsi(table, [[sensitivity, 1 - specificity], [1 - sensitivity, specificity]]);
    }

    /// <summary>
    /// Expected value of knowing one input exactly, E[max E[x | input]] − max EV (#22; single loop, Strong and Oakley 2013).
    /// </summary>
    /// <param name="table">Options against states.</param>
    /// <param name="bins">The bin each state belongs to, 0 … count−1: its value of a discrete input, or a slice of a continuous one.</param>
    /// <param name="count">How many bins there are. With few draws per bin the result is too high.</param>
    /// <exception cref="InvalidEstimateException">Not one bin per state, or a bin outside the range.</exception>
    public static double Evppi(PayoffTable table, ReadOnlySpan<int> bins, int count)
    {
        ArgumentNullException.ThrowIfNull(table);
        Require.SameLength(bins.Length, table.States, "bins");
        Require.AtLeast(count, 1, "bins.count");
        var best = new double[count];
        Array.Fill(best, double.NegativeInfinity);
        var sums = new double[count];
        foreach (var prospect in table.Prospects)
        {
            Array.Clear(sums);
            for (var state = 0; state < bins.Length; state++)
            {
                if ((uint)bins[state] >= (uint)count)
                    throw Require.Refuse($"bins[{state}]", bins[state], $"must be from 0 to {count - 1}");
                sums[bins[state]] += prospect.Probability(state) * prospect.Payoffs[state];
            }
            for (var bin = 0; bin < count; bin++) best[bin] = Math.Max(best[bin], sums[bin]);
        }
        return Math.Max(0, best.Sum() - table.Prospects.Max(Moments.ExpectedValue));
    }
}
