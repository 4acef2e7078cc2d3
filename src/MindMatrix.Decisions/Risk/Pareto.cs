namespace MindMatrix.Decisions;

/// <summary>Dominance over several criteria at once (decision-science #17).</summary>
public static class Pareto
{
    /// <summary>
    /// For each row the index of a row that dominates it (at least as good everywhere, better somewhere), or null for a row
    /// on the frontier. Equal rows do not dominate each other. A row that lacks a value on a criterion cannot be compared
    /// with any other and stays on the frontier.
    /// </summary>
    /// <param name="rows">One row per option, one value per criterion in the criterion's unit; null for unknown.</param>
    /// <param name="directions">One direction per criterion.</param>
    /// <exception cref="InvalidEstimateException">A row has another number of values than there are criteria, or a value is not finite.</exception>
    public static int?[] DominatedBy(IReadOnlyList<IReadOnlyList<double?>> rows, IReadOnlyList<Direction> directions)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(directions);
        for (var i = 0; i < rows.Count; i++)
        {
            Require.SameLength(rows[i].Count, directions.Count, $"rows[{i}]");
            foreach (var value in rows[i])
                if (value is { } given) Require.Finite(given, $"rows[{i}]");
        }
        var dominators = new int?[rows.Count];
        for (var i = 0; i < rows.Count; i++)
            for (var j = 0; j < rows.Count && dominators[i] is null; j++)
                if (Dominates(rows[j], rows[i], directions)) dominators[i] = j;
        return dominators;
    }

    private static bool Dominates(IReadOnlyList<double?> left, IReadOnlyList<double?> right, IReadOnlyList<Direction> directions)
    {
        var better = false;
        for (var c = 0; c < directions.Count; c++)
        {
            if (left[c] is not { } l || right[c] is not { } r) return false;
            var gain = directions[c] == Direction.HigherIsBetter ? l - r : r - l;
            if (gain < 0) return false;
            better |= gain > 0;
        }
        return better;
    }
}
