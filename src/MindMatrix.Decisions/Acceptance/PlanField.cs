namespace MindMatrix.Decisions;

/// <summary>The value of a field of a plan; its kind decides how two versions are compared (decision-science 4.4).</summary>
public abstract record FieldValue
{
    private FieldValue() { }

    /// <summary>An id, a choice or a yes or no: equal or not.</summary>
    public sealed record Exact(string Value) : FieldValue;

    /// <summary>A quantity, finite.</summary>
    public sealed record Number(double Value) : FieldValue
    {
        /// <summary>The quantity.</summary>
        public double Value { get; init => field = Require.Finite(value, "number"); } = Require.Finite(Value, "number");
    }

    /// <summary>Prose, compared by words.</summary>
    public sealed record Text(string Value) : FieldValue;

    /// <summary>Items, compared without regard to order.</summary>
    public sealed record List(IReadOnlyList<ListItem> Items) : FieldValue;

    /// <summary>Named fields of their own, compared as a plan is.</summary>
    public sealed record Group(IReadOnlyList<PlanField> Fields) : FieldValue;
}

/// <summary>One item of a list.</summary>
/// <param name="Id">Items with the same id are the same item, however much it was edited; null when there is no id.</param>
/// <param name="Value">The item.</param>
public sealed record ListItem(string? Id, FieldValue Value);

/// <summary>One field of a plan.</summary>
/// <param name="Name">Unique in its plan or group.</param>
/// <param name="Value">The value.</param>
/// <param name="Weight">How much it counts, 0 or more; one of <see cref="Acceptance"/>'s default weights.</param>
/// <exception cref="InvalidEstimateException">The weight is negative or not finite.</exception>
public sealed record PlanField(string Name, FieldValue Value, double Weight = 1)
{
    /// <summary>How much it counts, 0 or more.</summary>
    public double Weight { get; init => field = Require.NotNegative(value, "field.weight"); } = Require.NotNegative(Weight, $"{Name}.weight");
}
