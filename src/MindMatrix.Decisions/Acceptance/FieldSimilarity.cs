namespace MindMatrix.Decisions;

/// <summary>How alike two versions of a value are, 0 to 1 and symmetric (decision-science 4.4).</summary>
public static class FieldSimilarity
{
    /// <summary>Items without a common id are the same item from this likeness on.</summary>
    public const double SameItem = 0.5;

    /// <summary>Likeness of two values; values of different kinds have none.</summary>
    public static double Of(FieldValue left, FieldValue right) => (left, right) switch
    {
        (FieldValue.Exact l, FieldValue.Exact r) => l.Value == r.Value ? 1 : 0,
        (FieldValue.Number l, FieldValue.Number r) => Number(l.Value, r.Value),
        (FieldValue.Text l, FieldValue.Text r) => TextSimilarity.Of(l.Value, r.Value),
        (FieldValue.List l, FieldValue.List r) => List(l.Items, r.Items),
        (FieldValue.Group l, FieldValue.Group r) => Acceptance.Measure(l.Fields, r.Fields).Value,
        _ => 0,
    };

    /// <summary>1 − |a − b| / max(|a|, |b|); 1 when equal, 0 when the signs differ.</summary>
    /// <exception cref="InvalidEstimateException">A number is not finite.</exception>
    public static double Number(double left, double right)
    {
        Require.Finite(left, "number");
        Require.Finite(right, "number");
        if (left == right) return 1;
        // Halves, so that the difference of two huge numbers stays a number.
        var larger = Math.Max(Math.Abs(left), Math.Abs(right));
        return Math.Max(0, 1 - 2 * (Math.Abs(left / 2 - right / 2) / larger));
    }

    /// <summary>
    /// Σ likeness of matched items / (matched + added + removed). Items match by id, the rest by the pairing with the
    /// greatest total likeness among pairs of at least 0.5; two empty lists are equal.
    /// </summary>
    /// <exception cref="InvalidEstimateException">An id is used twice in one list.</exception>
    public static double List(IReadOnlyList<ListItem> left, IReadOnlyList<ListItem> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Count == 0 && right.Count == 0) return 1;
        var rightById = ById(right);
        var matched = ById(left).Where(l => rightById.ContainsKey(l.Key)).Select(l => (Left: l.Value, Right: rightById[l.Key])).ToArray();
        var sum = matched.Sum(m => Of(m.Left.Value, m.Right.Value));

        var leftRest = left.Except(matched.Select(m => m.Left), ReferenceEqualityComparer.Instance).Cast<ListItem>().ToArray();
        var rightRest = right.Except(matched.Select(m => m.Right), ReferenceEqualityComparer.Instance).Cast<ListItem>().ToArray();
        var likeness = new double[leftRest.Length, rightRest.Length];
        for (var i = 0; i < leftRest.Length; i++)
            for (var j = 0; j < rightRest.Length; j++)
                likeness[i, j] = Of(leftRest[i].Value, rightRest[j].Value) is var alike && alike >= SameItem ? alike : 0;
        var pairs = Assignment.Best(likeness).Where(p => likeness[p.Left, p.Right] > 0).ToArray();
        sum += pairs.Sum(p => likeness[p.Left, p.Right]);

        var all = matched.Length + pairs.Length;
        return sum / (left.Count + right.Count - all);
    }

    private static Dictionary<string, ListItem> ById(IReadOnlyList<ListItem> items)
    {
        var byId = new Dictionary<string, ListItem>(StringComparer.Ordinal);
        foreach (var item in items)
            if (item.Id is not null && !byId.TryAdd(item.Id, item))
                throw new InvalidEstimateException("list item id", item.Id, "is used twice in one list");
        return byId;
    }
}
