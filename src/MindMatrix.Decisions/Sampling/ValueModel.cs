namespace MindMatrix.Decisions;

/// <summary>An uncertain quantity the options' values depend on, such as units sold.</summary>
public sealed record ModelVariable
{
    /// <summary>Unique in its decision, such as <c>units-sold</c>.</summary>
    public required string Name { get; init => field = Require.Named(value, "variable.name"); }

    /// <summary>The unit, such as <c>EUR per unit</c>.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What it may be, in the unit.</summary>
    public required RangeEstimate Range { get; init; }

    /// <summary>The smallest value it can have, in the unit, such as 0 for a price; null when there is none. Stretching and widening stop there.</summary>
    public double? Floor { get; init => field = Require.Within(value, -Require.LargestAmount, Require.LargestAmount, "variable.floor"); }
}

/// <summary>A coefficient times the product of some variables; without variables, a constant.</summary>
public sealed record ModelTerm
{
    /// <summary>The factor before the variables.</summary>
    public double Coefficient { get; init => field = Require.Amount(value, "term.coefficient"); } = 1;

    /// <summary>The names of the variables that are multiplied; a name given twice is squared.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];
}

/// <summary>What an option is worth as a sum of terms, in the decision's currency.</summary>
public sealed record OptionFormula
{
    /// <summary>The option's slug.</summary>
    public required string Option { get; init => field = Require.Named(value, "formula.option"); }

    /// <summary>The terms that are added up; none means the option is worth exactly nothing.</summary>
    public IReadOnlyList<ModelTerm> Terms { get; init; } = [];
}

/// <summary>
/// How the options' net values follow from uncertain quantities. Sums of products are data and not code: the model can be
/// stored with the decision and computed again years later.
/// </summary>
public sealed record ValueModel
{
    /// <summary>The uncertain quantities; independent of each other.</summary>
    public IReadOnlyList<ModelVariable> Variables { get; init; } = [];

    /// <summary>One formula per option.</summary>
    public IReadOnlyList<OptionFormula> Formulas { get; init; } = [];
}
