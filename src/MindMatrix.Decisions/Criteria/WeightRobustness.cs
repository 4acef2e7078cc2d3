namespace MindMatrix.Decisions;

/// <summary>Whether the winner of a weighted sum is a winner of the weights (after SMAA, Lahdelma 1998; decision-science #26).</summary>
public static class WeightRobustness
{
    private const double Tie = 1e-9;

    /// <summary>
    /// The share of all weightings on a regular grid over the simplex in which each option comes first; ties are split. The
    /// shares sum to one. With step 0.1 and three criteria there are 66 weightings.
    /// </summary>
    /// <param name="values">One row per option, one 0 to 1 value per criterion.</param>
    /// <param name="steps">Grid steps per weight, at least 1; 10 means a step of 0.1.</param>
    /// <exception cref="InvalidEstimateException">No options or criteria, rows of different lengths, or a value outside 0 to 1.</exception>
    public static double[] Shares(IReadOnlyList<IReadOnlyList<double>> values, int steps = 10)
    {
        Require.NotEmpty(values, "values");
        Require.AtLeast(steps, 1, "steps");
        Require.NotEmpty(values[0], "criteria");
        for (var i = 0; i < values.Count; i++)
        {
            Require.SameLength(values[i].Count, values[0].Count, $"values[{i}]");
            foreach (var value in values[i]) Require.Within(value, 0, 1, $"values[{i}]");
        }
        var wins = new double[values.Count];
        var sums = new double[values.Count];
        var weights = new int[values[0].Count];
        var grid = 0;
        Visit(0, steps);
        return [.. wins.Select(w => w / grid)];

        void Visit(int criterion, int left)
        {
            if (criterion < weights.Length - 1)
            {
                for (var w = 0; w <= left; w++)
                {
                    weights[criterion] = w;
                    Visit(criterion + 1, left - w);
                }
                return;
            }
            weights[criterion] = left;
            grid++;
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] = 0;
                for (var c = 0; c < weights.Length; c++) sums[i] += weights[c] * values[i][c];
            }
            // Sums of tenths are rounded; what differs by less than that is a tie.
            var best = sums.Max() - Tie;
            var winners = sums.Count(s => s >= best);
            for (var i = 0; i < sums.Length; i++)
                if (sums[i] >= best) wins[i] += 1.0 / winners;
        }
    }
}
