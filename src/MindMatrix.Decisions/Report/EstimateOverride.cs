namespace MindMatrix.Decisions;

/// <summary>A figure that a person set in place of what the advisers said.</summary>
/// <param name="Option">The option's slug; not used for a variable.</param>
/// <param name="Quantity">One of <see cref="Quantities"/>.</param>
/// <param name="Value">The figure. Quantities without spread (a probability, a score) take its mode.</param>
/// <param name="SetBy">Who set it.</param>
/// <param name="SetAt">When; of two overrides of one quantity the later one counts.</param>
public sealed record EstimateOverride(string Option, string Quantity, RangeEstimate Value, string SetBy, DateTimeOffset SetAt);

/// <summary>The quantities a person may override.</summary>
public static class Quantities
{
    /// <summary>Net value, in the decision's currency over its horizon. Taken as given: a person's range is not widened.</summary>
    public const string NetValue = "net-value";

    /// <summary>What it brings in or saves, in the decision's currency over its horizon, before its costs; 0 or more.</summary>
    public const string Brings = "brings";

    /// <summary>What it costs, in the decision's currency over its horizon; 0 or more.</summary>
    public const string Costs = "costs";

    /// <summary>Probability of success, 0 to 1. What a person said the option brings counts with it.</summary>
    public const string ProbabilityOfSuccess = "probability-of-success";

    /// <summary>Mean score, 0 to 100.</summary>
    public const string Score = "score";

    /// <summary>Cost of undoing, in the decision's currency.</summary>
    public const string UndoCost = "undo-cost";

    /// <summary>Days undoing takes.</summary>
    public const string UndoDays = "undo-days";

    /// <summary>A variable of the value model, as in <c>variable:units-sold</c>; in the variable's unit.</summary>
    public const string VariablePrefix = "variable:";
}
