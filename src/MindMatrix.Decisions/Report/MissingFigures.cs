namespace MindMatrix.Decisions;

/// <summary>Says what a report lacks and why, so that an empty place on a screen is never a riddle.</summary>
internal static class MissingFigures
{
    public static IReadOnlyList<string> Of(DecisionInput input, OptionReport[] options, Simulation simulation, AdviserRanks ranks)
    {
        var missing = new List<string>();
        if (!input.Options.Contains(input.StatusQuo, StringComparer.Ordinal))
            missing.Add($"status quo: «{input.StatusQuo}» is not among the options, so doing nothing is not compared");
        if (simulation.Table is null)
            missing.Add("money figures: no adviser gave a net value and there is no model, so there is no expected value, risk, regret or value of information");
        missing.AddRange(simulation.Assumptions);
        var someGain = options.Any(o => o.Option != input.StatusQuo && CanGain(o));
        foreach (var option in options)
        {
            if (someGain && option.Option != input.StatusQuo && option.Quantiles.Length > 0 && !CanGain(option) && !BringsAndCosts.HasGains(input, option.Option) && input.Scenarios.Count == 0 && input.Model is null)
                missing.Add($"{option.Option}: its range holds nothing but losses while another's does not; if it says what the option costs and not what it brings, the comparison is not a fair one");
            if (simulation.Table is not null && option.ExpectedValue is null)
                missing.Add($"{option.Option}: no net value, so it is left out of every comparison in money");
            if (!option.Eligible)
                missing.Add($"{option.Option}: fails {string.Join(", ", input.Gates.Where(g => g.Option == option.Option && g.Result == GateResult.Fail).Select(g => $"«{g.Rule}»").Distinct())}, so it is left out of the probability of being best, regret and the value of information");
            if (option is { StandardDeviation: not null, Sharpe: null })
                missing.Add($"{option.Option}: no Sharpe-like ratio, because its value does not vary");
            if (option is { StandardDeviation: not null, Sortino: null })
                missing.Add($"{option.Option}: no Sortino ratio, because it never loses");
            if (option.ProbabilityOfSuccess is null)
                missing.Add($"{option.Option}: no probability of success, because nobody gave one");
            string[] unpriced = [.. input.Estimates.Where(e => e.Option == option.Option).SelectMany(e => e.FailureModes).Where(f => f.Loss is null).Select(f => $"«{f.Cause}»").Distinct()];
            if (unpriced.Length > 0)
                missing.Add(option.PremortemLoss is null
                    ? $"{option.Option}: no expected loss by named failures, because nobody said what they would cost"
                    : $"{option.Option}: the expected loss by named failures leaves out {string.Join(", ", unpriced)}, because nobody said what {(unpriced.Length == 1 ? "it" : "they")} would cost");
            if (option.MeanScore is null)
                missing.Add($"{option.Option}: no score, because nobody gave one");
            if (option.Door == DoorKind.Unknown)
                missing.Add($"{option.Option}: door unknown, because {(option.Undo is null || option.UndoDays is null ? "cost and days of undoing are not both known" : "the cost of undoing cannot be judged without a stake")}; treat it as one-way");
            if (input.Criteria.Count > 0 && option.WeightedScore is null)
                missing.Add($"{option.Option}: no weighted score, because a criterion has no value");
        }
        if (simulation.Table is not null)
        {
            if (input.RiskTolerance is null) missing.Add("certainty equivalent: no risk tolerance given");
            if (input.Stake is null || input.Bankroll is null) missing.Add("capital at risk and Kelly share: they need both a stake and a bankroll");
            if (simulation.Draws is null) missing.Add("tornado, flip points and the value of knowing one input: scenarios have no separate inputs");
        }
        if (ranks.Advisers < 2) missing.Add("conflict: it takes at least two advisers to disagree");
        else if (ranks.Options < 2) missing.Add("conflict of rankings: fewer than two options were scored by every adviser");
        return missing;
    }

    private static bool CanGain(OptionReport option) => option.Quantiles.Length > 0 && option.Quantiles[^1] > 0;
}
