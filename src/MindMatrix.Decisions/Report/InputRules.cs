using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>What the parts of an input must fulfil together.</summary>
internal static class InputRules
{
    /// <exception cref="InvalidEstimateException">The first rule that is broken, with field and value.</exception>
    public static void Check(DecisionInput input)
    {
        Require.NotEmpty(input.Options, "options");
        var options = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in input.Options)
            if (!options.Add(Require.Named(option, "options")))
                throw new InvalidEstimateException("options", option, "is listed twice");

        var given = new HashSet<(string, string)>();
        foreach (var estimate in input.Estimates)
        {
            Known(estimate.Option, $"estimate of {estimate.Adviser}");
            if (!given.Add((estimate.Adviser, estimate.Option)))
                throw new InvalidEstimateException($"estimate of {estimate.Adviser}", estimate.Option, "is given twice");
            if (estimate.NetValue is { } range)
                Require.Amounts(range, $"net-value of {estimate.Option} by {estimate.Adviser}");
        }
        foreach (var gate in input.Gates)
            Known(gate.Option, $"gate {gate.Rule}");
        foreach (var set in input.Overrides)
            CheckOverride(set, input, Known);
        CheckCriteria(input, Known);
        if (input.Scenarios.Count > 0 && input.Model is not null)
            throw new InvalidEstimateException("model", "given", "cannot be used together with scenarios");
        foreach (var variable in input.Model?.Variables ?? [])
        {
            Require.Amounts(variable.Range, $"variable {variable.Name}");
            NotBelow(variable.Floor, variable.Range, $"variable {variable.Name}");
        }
        foreach (var scenario in input.Scenarios)
            foreach (var (option, payoff) in scenario.Payoffs)
                Require.Amount(payoff, $"scenario {scenario.Name}.payoff of {option}");
        foreach (var formula in input.Model?.Formulas ?? [])
            Known(formula.Option, "model.formulas");

        void Known(string option, string field)
        {
            if (!options.Contains(option))
                throw new InvalidEstimateException(field, option ?? "null", $"is not one of the options {string.Join(", ", input.Options)}");
        }
    }

    private static void CheckOverride(EstimateOverride set, DecisionInput input, Action<string, string> known)
    {
        var field = $"override of {set.Quantity}";
        Require.Named(set.SetBy, $"{field}.set-by");
        Require.Amounts(set.Value, field);
        if (set.Quantity.StartsWith(Quantities.VariablePrefix, StringComparison.Ordinal))
        {
            var variable = set.Quantity[Quantities.VariablePrefix.Length..];
            if (input.Model?.Variables.FirstOrDefault(v => v.Name == variable) is not { } overridden)
                throw new InvalidEstimateException(field, variable, "is not among the model's variables");
            NotBelow(overridden.Floor, set.Value, field);
            return;
        }
        known(set.Option, field);
        var mode = set.Value.Mode;
        switch (set.Quantity)
        {
            case Quantities.NetValue:
                if (input.Scenarios.Count > 0)
                    throw new InvalidEstimateException(field, set.Option, "has scenarios; change the scenarios' payoffs instead");
                break;
            case Quantities.Brings or Quantities.Costs:
                if (input.Scenarios.Count > 0)
                    throw new InvalidEstimateException(field, set.Option, "has scenarios; change the scenarios' payoffs instead");
                Require.NotNegative(set.Value.Low, field);
                break;
            case Quantities.ProbabilityOfSuccess:
                Require.Within(mode, 0, 1, field);
                break;
            case Quantities.Score:
                Require.Within(mode, 0, 100, field);
                break;
            case Quantities.UndoCost or Quantities.UndoDays:
                Require.NotNegative(mode, field);
                break;
            default:
                throw new InvalidEstimateException("override.quantity", set.Quantity,
                    $"must be {Quantities.NetValue}, {Quantities.Brings}, {Quantities.Costs}, {Quantities.ProbabilityOfSuccess}, {Quantities.Score}, {Quantities.UndoCost}, {Quantities.UndoDays} or {Quantities.VariablePrefix}NAME");
        }
    }

    private static void NotBelow(double? floor, RangeEstimate range, string field)
    {
        if (range.Low < floor)
            throw Require.Refuse($"{field}.low", range.Low, string.Create(CultureInfo.InvariantCulture, $"must not be below the variable's floor {floor}"));
    }

    private static void CheckCriteria(DecisionInput input, Action<string, string> known)
    {
        var criteria = new Dictionary<string, Criterion>(StringComparer.Ordinal);
        foreach (var criterion in input.Criteria)
        {
            if (!criteria.TryAdd(criterion.Name, criterion))
                throw new InvalidEstimateException("criteria", criterion.Name, "is listed twice");
            if (criterion.HighAnchor <= criterion.LowAnchor)
                throw new InvalidEstimateException($"{criterion.Name} high-anchor",
                    criterion.HighAnchor.ToString("R", CultureInfo.InvariantCulture), "must be above the low anchor");
        }
        var seen = new HashSet<(string, string)>();
        foreach (var score in input.CriterionScores)
        {
            known(score.Option, $"score on {score.Criterion}");
            if (!criteria.ContainsKey(score.Criterion))
                throw new InvalidEstimateException("criterion-scores", score.Criterion, "is not among the criteria");
            if (!seen.Add((score.Option, score.Criterion)))
                throw new InvalidEstimateException($"score on {score.Criterion}", score.Option, "is given twice");
        }
    }
}
