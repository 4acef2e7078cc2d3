using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>Computes the figures of every option.</summary>
internal sealed class OptionFigures(
    DecisionInput input, IReadOnlyList<PooledOption> pooled, Simulation simulation, Comparison? comparison, bool outlaysOnly)
{
    private const int QuantileSteps = 40;

    public IReadOnlyList<OptionReport> Compute()
    {
        var weighted = WeightedCriteria.Of(input);
        OptionReport[] reports = [.. pooled.Select(option => Report(option, weighted))];
        return Frontier(reports);
    }

    private OptionReport Report(PooledOption option, WeightedCriteria? weighted)
    {
        var report = new OptionReport
        {
            Option = option.Option,
            Eligible = option.Eligible,
            Door = option.Door,
            MeanScore = option.MeanScore,
            ProbabilityOfSuccess = option.ProbabilityOfSuccess,
            PremortemRisk = option.PremortemRisk,
            PremortemLoss = option.PremortemLoss,
            Undo = option.UndoCost,
            UndoDays = option.UndoDays,
            WeightedScore = weighted?.Score(option.Option),
            WeightRobustness = weighted?.Robustness(option.Option),
        };
        return ProspectOf(option.Option) is { } prospect ? Money(report, option, prospect) : report;
    }

    private OptionReport Money(OptionReport report, PooledOption option, Prospect prospect)
    {
        var inputs = simulation.Inputs[option.Option];
        var drawn = simulation.Draws is not null;
        string[] sampled = [.. inputs, .. simulation.Sample(input)];
        var spread = Moments.StandardDeviation(prospect);
        var kelly = option.Option == input.StatusQuo ? null : KellyCap(prospect, sampled);
        return report with
        {
            ExpectedValue = Currency("expected value", Moments.ExpectedValue(prospect), "#1"),
            StandardDeviation = Currency("standard deviation", spread, "#2"),
            StandardError = drawn ? Currency("standard error of the expected value", spread / Math.Sqrt(prospect.Count), "#13") : null,
            P10 = Currency("10th percentile", Moments.PayoffAt(prospect, 0.1), "#13"),
            P50 = Currency("median", Moments.PayoffAt(prospect, 0.5), "#13"),
            P90 = Currency("90th percentile", Moments.PayoffAt(prospect, 0.9), "#13"),
            ProbabilityOfLoss = outlaysOnly ? null : Of("probability of loss", Moments.ProbabilityOfLoss(prospect), "probability", "#5"),
            Cvar95 = Currency("mean loss of the worst 5 %", TailRisk.Cvar(prospect, 0.95), "#6"),
            Sharpe = Moments.SharpeRatio(prospect) is { } sharpe ? Of("Sharpe-like ratio", sharpe, "ratio", "#3") : null,
            Sortino = Moments.SortinoRatio(prospect) is { } sortino ? Of("Sortino ratio", sortino, "ratio", "#4") : null,
            CertaintyEquivalent = input.RiskTolerance is { } tolerance
                ? new("certainty equivalent", CertaintyEquivalent.Of(prospect, tolerance), input.Currency, "decision-science #7",
                    [.. sampled, Invariant($"risk tolerance {tolerance}")])
                : null,
            ProbabilityBest = comparison?.Figure(option.Option, c => c.Best, "probability of being best", "probability", "#32", sampled),
            MaxRegret = comparison?.Figure(option.Option, c => c.Largest, "largest regret", input.Currency, "#19", sampled),
            ExpectedRegret = comparison?.Figure(option.Option, c => c.Expected, "expected regret", input.Currency, "#19", sampled),
            CapitalAtRisk = kelly is null ? null : new("capital at risk", input.Stake!.Value / input.Bankroll!.Value, "share", "decision-science #16",
                [Invariant($"stake {input.Stake}"), Invariant($"bankroll {input.Bankroll}")]),
            KellyCap = kelly,
            Quantiles = [.. Enumerable.Range(0, QuantileSteps + 1).Select(q => Moments.PayoffAt(prospect, (double)q / QuantileSteps))],
        };

        Figure Currency(string name, double value, string formula) => Of(name, value, input.Currency, formula);
        Figure Of(string name, double value, string unit, string formula) => new(name, value, unit, $"decision-science {formula}", sampled);
    }

    private Figure? KellyCap(Prospect prospect, string[] inputs)
    {
        if (input is not { Stake: { } stake, Bankroll: not null }) return null;
        var returns = prospect.Scaled(1 / stake);
        return new("half Kelly share", Kelly.Shown(Kelly.Fraction(returns)), "share", "decision-science #15, #16", [.. inputs, Invariant($"stake {stake}")]);
    }

    private Prospect? ProspectOf(string option)
    {
        for (var i = 0; i < simulation.Table?.Options.Count; i++)
            if (simulation.Table.Options[i] == option) return simulation.Table.Prospects[i];
        return null;
    }

    private static OptionReport[] Frontier(OptionReport[] reports)
    {
        // A measure nobody has is not a criterion; one that only some have makes those without it incomparable.
        (Func<OptionReport, Figure?> Of, Direction Direction)[] all =
        [
            (r => r.ExpectedValue, Direction.HigherIsBetter),
            (r => r.Cvar95, Direction.LowerIsBetter),
            (r => r.ProbabilityOfSuccess, Direction.HigherIsBetter),
            (r => r.MeanScore, Direction.HigherIsBetter),
        ];
        var measures = all.Where(m => reports.Any(r => m.Of(r) is not null)).ToArray();
        var dominators = Pareto.DominatedBy([.. reports.Select(r => (IReadOnlyList<double?>)[.. measures.Select(m => m.Of(r)?.Value)])],
            [.. measures.Select(m => m.Direction)]);
        return [.. reports.Select((r, i) => r with
        {
            OnParetoFrontier = dominators[i] is null,
            DominatedBy = dominators[i] is { } by ? reports[by].Option : null,
        })];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
