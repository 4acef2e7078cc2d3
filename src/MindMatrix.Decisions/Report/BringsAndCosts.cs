using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>
/// An option's net value from what people said it brings and costs (decision-science #33): chance · brings − costs. A cost nobody stated is the
/// advisers' range, where that holds nothing but losses; with a chance of gain in it, it may count what the option brings already, and is left out.
/// </summary>
internal sealed class BringsAndCosts
{
    public required IReadOnlyList<(ModelVariable Variable, Triangular Support)> Variables { get; init; }
    public required IReadOnlyList<ModelTerm> Terms { get; init; }
    public required IReadOnlyList<string> Inputs { get; init; }
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>Null when nobody said what the option brings or costs, or somebody set its net value as a whole.</summary>
    public static BringsAndCosts? Of(DecisionInput input, PooledOption option)
    {
        if (!IsGiven(input, option.Option))
            return null;
        var brings = PooledOption.Latest(input, option.Option, Quantities.Brings);
        var costs = PooledOption.Latest(input, option.Option, Quantities.Costs);
        var chance = brings is null ? null : PooledOption.Latest(input, option.Option, Quantities.ProbabilityOfSuccess);
        var variables = new List<(ModelVariable, Triangular)>();
        var terms = new List<ModelTerm>();
        var inputs = new List<string>();
        var assumptions = new List<string>();
        if (brings is not null)
        {
            Add($"brings of {option.Option}", brings.Value, RangeHygiene.Support(brings.Value, floor: 0), chance?.Value.Mode ?? 1, PooledOption.Says(brings));
            if (chance is not null)
                inputs.Add(PooledOption.Says(chance));
            else if (option.Option != input.StatusQuo)
                assumptions.Add($"{option.Option}: what it brings is counted as sure to come, because nobody set its probability of success");
        }
        if (costs is not null)
            Add($"costs of {option.Option}", costs.Value, RangeHygiene.Support(costs.Value, floor: 0), -1, PooledOption.Says(costs));
        else if (option is { AdviserRange: { High: <= 0 } outlay, Elicited: { } elicited })
            Add($"net value of {option.Option}", elicited, outlay, 1, [.. option.RangeInputs]);
        else if (option.Option != input.StatusQuo)
            assumptions.Add(option.AdviserRange is null
                ? $"{option.Option}: nobody said what it costs; taken as nothing"
                : $"{option.Option}: the advisers' range may hold what it brings already, so only what people set counts; nobody set what it costs");
        return new() { Variables = variables, Terms = terms, Inputs = inputs, Assumptions = assumptions };

        void Add(string name, RangeEstimate range, Triangular support, double coefficient, params string[] said)
        {
            variables.Add((new() { Name = name, Unit = input.Currency, Range = range }, support));
            terms.Add(new() { Coefficient = coefficient, Variables = [name] });
            inputs.AddRange(said);
            if (coefficient is not (1 or -1))
                inputs.Add(string.Create(CultureInfo.InvariantCulture, $"counted with the chance {coefficient}"));
        }
    }

    /// <summary>Somebody said what the option brings, be it that it is not worth its costs.</summary>
    public static bool HasGains(DecisionInput input, string option) => PooledOption.Latest(input, option, Quantities.Brings) is not null;

    /// <summary>Somebody said what the option brings or costs, and nobody what it is worth as a whole.</summary>
    public static bool IsGiven(DecisionInput input, string option) =>
        PooledOption.Latest(input, option, Quantities.NetValue) is null
        && (PooledOption.Latest(input, option, Quantities.Brings) ?? PooledOption.Latest(input, option, Quantities.Costs)) is not null;
}
