namespace MindMatrix.Decisions;

/// <summary>
/// What choosing an option costs beside the best one in hindsight (decision-science #19). The ranking may change when an
/// option is added or removed, so a regret is only ever shown with the list of options it was computed over.
/// </summary>
public static class Regret
{
    /// <summary>The largest regret over all states, per option, in currency, 0 or more. Over draws: the worst draw of the sample.</summary>
    public static double[] Largest(PayoffTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var largest = new double[table.Options.Count];
        for (var state = 0; state < table.States; state++)
        {
            var best = table.Best(state);
            for (var i = 0; i < largest.Length; i++)
                largest[i] = Math.Max(largest[i], best - table.Prospects[i].Payoffs[state]);
        }
        return largest;
    }

    /// <summary>The probability-weighted regret per option, in currency, 0 or more. The smallest of them is the EVPI.</summary>
    public static double[] Expected(PayoffTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var expected = new double[table.Options.Count];
        for (var state = 0; state < table.States; state++)
        {
            var best = table.Best(state);
            var probability = table.Probability(state);
            for (var i = 0; i < expected.Length; i++)
                expected[i] += probability * (best - table.Prospects[i].Payoffs[state]);
        }
        return expected;
    }
}
