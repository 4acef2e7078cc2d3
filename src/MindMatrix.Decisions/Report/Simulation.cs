using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>The net values of the options against common states: exact scenarios, or draws of a model.</summary>
internal sealed class Simulation
{
    /// <summary>Options in ordinal order with a net value; null when there are none.</summary>
    public PayoffTable? Table { get; private init; }

    /// <summary>What was drawn; empty for scenarios.</summary>
    public IReadOnlyList<ModelVariable> Variables { get; private init; } = [];

    public CompiledModel? Model { get; private init; }
    public MonteCarlo? Draws { get; private init; }
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Inputs { get; private init; } = new Dictionary<string, IReadOnlyList<string>>();
    public IReadOnlyList<string> Assumptions { get; private init; } = [];

    /// <summary>How the table came about, in words; nothing for exact scenarios.</summary>
    public IReadOnlyList<string> Sample(DecisionInput input) => Draws is null
        ? []
        : [string.Create(CultureInfo.InvariantCulture, $"{Draws.Draws} draws, seed {input.Seed}, variables independent")];

    public static Simulation Of(DecisionInput input, IReadOnlyList<PooledOption> pooled) =>
        input.Scenarios.Count > 0 ? OfScenarios(input, pooled) : OfDraws(input, pooled);

    private static Simulation OfScenarios(DecisionInput input, IReadOnlyList<PooledOption> pooled) => new()
    {
        Table = PayoffTable.Of([.. pooled.Select(p => p.Option)], input.Scenarios),
        Inputs = pooled.ToDictionary(p => p.Option, p => (IReadOnlyList<string>)
            [.. input.Scenarios.Select(s => string.Create(CultureInfo.InvariantCulture, $"scenario {s.Name}: p {s.Probability}, {s.Payoffs[p.Option]}"))]),
    };

    private static Simulation OfDraws(DecisionInput input, IReadOnlyList<PooledOption> pooled)
    {
        var supports = new Dictionary<string, Triangular>(StringComparer.Ordinal);
        var variables = new List<ModelVariable>();
        var formulas = new List<OptionFormula>();
        var inputs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var assumptions = new List<string>();
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        var anyValue = pooled.Any(p => p.Range is not null || BringsAndCosts.IsGiven(input, p.Option)) || input.Model?.Formulas.Count > 0;

        foreach (var variable in (input.Model?.Variables ?? []).OrderBy(v => v.Name, StringComparer.Ordinal))
        {
            var set = input.Overrides.Where(o => o.Quantity == Quantities.VariablePrefix + variable.Name).OrderBy(o => o.SetAt).LastOrDefault();
            variables.Add(set is null ? variable : variable with { Range = set.Value });
            if (!supports.TryAdd(variable.Name, set is null ? RangeHygiene.Support(variable.Range, input.Widening, variable.Floor) : RangeHygiene.Support(set.Value, floor: variable.Floor)))
                throw new InvalidEstimateException("model.variables", variable.Name, "is listed twice");
            var floor = variable.Floor is { } least ? string.Create(CultureInfo.InvariantCulture, $", never below {least}") : "";
            said[variable.Name] = (set is null ? $"{variable.Name}: {variable.Range}" : PooledOption.Says(set)) + floor;
        }
        foreach (var option in pooled)
        {
            var formula = input.Model?.Formulas.FirstOrDefault(f => f.Option == option.Option);
            if (formula is not null && PooledOption.Latest(input, option.Option, Quantities.NetValue) is null)
            {
                formulas.Add(formula);
                inputs[option.Option] = [.. formula.Terms.SelectMany(t => t.Variables).Distinct().Where(said.ContainsKey).Select(v => said[v])];
            }
            else if (BringsAndCosts.Of(input, option) is { } parts)
            {
                foreach (var (variable, bounds) in parts.Variables)
                {
                    supports[variable.Name] = bounds;
                    variables.Add(variable);
                }
                formulas.Add(new() { Option = option.Option, Terms = parts.Terms });
                inputs[option.Option] = parts.Inputs;
                assumptions.AddRange(parts.Assumptions);
            }
            else if (option is { Range: { } support, Elicited: { } elicited })
            {
                var name = $"net value of {option.Option}";
                supports[name] = support;
                variables.Add(new() { Name = name, Unit = input.Currency, Range = elicited });
                formulas.Add(new() { Option = option.Option, Terms = [new() { Variables = [name] }] });
                inputs[option.Option] = option.RangeInputs;
            }
            else if (option.Option == input.StatusQuo && anyValue)
            {
                formulas.Add(new() { Option = option.Option });
                inputs[option.Option] = ["net value of the status quo: 0 by definition"];
                assumptions.Add($"{option.Option}: nobody gave a net value; taken as 0, because net values are measured from it");
            }
        }
        if (!anyValue || formulas.Count == 0) return new();

        var model = CompiledModel.From(new() { Variables = variables, Formulas = formulas }, v => supports[v.Name]);
        var draws = new MonteCarlo(model, input.Draws);
        draws.Run(input.Seed);
        foreach (var formula in input.Model?.Formulas ?? [])
            if (formulas.IndexOf(formula) is >= 0 and var own)
                CheckAmounts(draws.Values(own), $"value of {formula.Option} by its formula");
        return new() { Table = draws.ToTable(), Variables = variables, Model = model, Draws = draws, Inputs = inputs, Assumptions = assumptions };
    }

    // The variables are in range, but a product of them may leave it.
    private static void CheckAmounts(ReadOnlySpan<double> values, string field)
    {
        foreach (var value in values) Require.Amount(value, field);
    }
}
