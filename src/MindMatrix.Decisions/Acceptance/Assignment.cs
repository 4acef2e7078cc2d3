namespace MindMatrix.Decisions;

/// <summary>
/// The pairing of two sets with the greatest total likeness (Kuhn 1955, Munkres 1957). Picking the likeliest pair first would
/// be shorter, but gives another total when the two sides are exchanged, and acceptance must not.
/// </summary>
internal static class Assignment
{
    public static IReadOnlyList<(int Left, int Right)> Best(double[,] likeness)
    {
        var size = Math.Max(likeness.GetLength(0), likeness.GetLength(1));
        // Shortest augmenting paths over costs = −likeness; row and column 0 are the usual sentinels.
        var rowPotential = new double[size + 1];
        var columnPotential = new double[size + 1];
        var rowOf = new int[size + 1];
        for (var row = 1; row <= size; row++)
            Augment(row);
        return [.. Enumerable.Range(1, size)
            .Where(column => rowOf[column] <= likeness.GetLength(0) && column <= likeness.GetLength(1))
            .Select(column => (rowOf[column] - 1, column - 1))];

        double Cost(int row, int column) =>
            row <= likeness.GetLength(0) && column <= likeness.GetLength(1) ? -likeness[row - 1, column - 1] : 0;

        void Augment(int start)
        {
            var shortest = new double[size + 1];
            Array.Fill(shortest, double.PositiveInfinity);
            var previous = new int[size + 1];
            var visited = new bool[size + 1];
            rowOf[0] = start;
            var column = 0;
            do
            {
                visited[column] = true;
                var row = rowOf[column];
                var delta = double.PositiveInfinity;
                var next = 0;
                for (var j = 1; j <= size; j++)
                {
                    if (visited[j]) continue;
                    var reduced = Cost(row, j) - rowPotential[row] - columnPotential[j];
                    if (reduced < shortest[j]) (shortest[j], previous[j]) = (reduced, column);
                    if (shortest[j] < delta) (delta, next) = (shortest[j], j);
                }
                for (var j = 0; j <= size; j++)
                {
                    if (visited[j])
                    {
                        rowPotential[rowOf[j]] += delta;
                        columnPotential[j] -= delta;
                    }
                    else
                    {
                        shortest[j] -= delta;
                    }
                }
                column = next;
            }
            while (rowOf[column] != 0);

            while (column != 0)
            {
                rowOf[column] = rowOf[previous[column]];
                column = previous[column];
            }
        }
    }
}
