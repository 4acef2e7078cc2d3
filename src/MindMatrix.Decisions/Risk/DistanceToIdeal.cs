namespace MindMatrix.Decisions;

/// <summary>How far options are from having the best of everything (decision-science #18). For display only: it changes with the set of options.</summary>
public static class DistanceToIdeal
{
    /// <summary>
    /// Euclidean distance to the best value on every criterion, each criterion scaled to 0 … 1 between the best and the worst
    /// of the options; 0 up to √criteria. A criterion on which all are equal adds nothing.
    /// </summary>
    /// <param name="rows">One row per option, one value per criterion.</param>
    /// <param name="directions">One direction per criterion.</param>
    /// <exception cref="InvalidEstimateException">No rows, rows of the wrong length, or a value that is not finite.</exception>
    public static double[] Of(IReadOnlyList<IReadOnlyList<double>> rows, IReadOnlyList<Direction> directions)
    {
        Require.NotEmpty(rows, "rows");
        ArgumentNullException.ThrowIfNull(directions);
        for (var i = 0; i < rows.Count; i++)
        {
            Require.SameLength(rows[i].Count, directions.Count, $"rows[{i}]");
            foreach (var value in rows[i]) Require.Finite(value, $"rows[{i}]");
        }
        var squares = new double[rows.Count];
        for (var c = 0; c < directions.Count; c++)
        {
            var low = rows.Min(r => r[c]);
            var width = rows.Max(r => r[c]) - low;
            if (width <= 0) continue;
            for (var i = 0; i < squares.Length; i++)
            {
                var share = (rows[i][c] - low) / width;
                var missing = directions[c] == Direction.HigherIsBetter ? 1 - share : share;
                squares[i] += missing * missing;
            }
        }
        return [.. squares.Select(Math.Sqrt)];
    }
}
