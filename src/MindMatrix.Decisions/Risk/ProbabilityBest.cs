namespace MindMatrix.Decisions;

/// <summary>How often an option comes out on top (decision-science #32).</summary>
public static class ProbabilityBest
{
    /// <summary>The probability per option of having the highest payoff, 0 to 1, summing to one; a tie is split evenly.</summary>
    public static double[] Of(PayoffTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var shares = new double[table.Options.Count];
        // Draws are counted and divided once; ten thousand times a ten-thousandth would add up to nearly one.
        var equallyLikely = table.Prospects[0].IsEquallyLikely;
        for (var state = 0; state < table.States; state++)
        {
            var best = table.Best(state);
            var winners = 0;
            foreach (var prospect in table.Prospects)
                if (prospect.Payoffs[state] == best) winners++;
            var share = (equallyLikely ? 1 : table.Probability(state)) / winners;
            for (var i = 0; i < shares.Length; i++)
                if (table.Prospects[i].Payoffs[state] == best) shares[i] += share;
        }
        if (equallyLikely)
            for (var i = 0; i < shares.Length; i++) shares[i] /= table.States;
        return shares;
    }
}
