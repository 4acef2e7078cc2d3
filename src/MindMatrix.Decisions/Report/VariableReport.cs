namespace MindMatrix.Decisions;

/// <summary>What one uncertain quantity means for the choice.</summary>
/// <param name="Variable">The variable's name; <c>net value of OPTION</c> when there is no model.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Evppi">What knowing it exactly would be worth at most, in the decision's currency (#22).</param>
/// <param name="FlipPoint">The value nearest to its mode at which the leader changes, in its unit; null is «robust» (#24).</param>
/// <param name="FlipsTo">The option that leads beyond the flip point.</param>
public sealed record VariableReport(string Variable, string Unit, Figure Evppi, double? FlipPoint, string? FlipsTo);

/// <summary>What moves the leader's lead over the best alternative: tornado, flip points, and the value of knowing.</summary>
internal sealed class Sensitivity
{
    public IReadOnlyList<TornadoBar> Tornado { get; private init; } = [];

    public IReadOnlyList<VariableReport> Variables { get; private init; } = [];

    public static Sensitivity Of(DecisionInput input, Simulation simulation, Comparison? comparison, string? leader, double evpi)
    {
        if (simulation is not { Model: { } model, Draws: { } draws } || comparison is null || leader is null) return new();
        var names = model.Options.ToList();
        var own = names.IndexOf(leader);
        if (own < 0) return new();
        var rivals = comparison.Table.Options.Where(o => o != leader).Select(o => names.IndexOf(o)).ToArray();
        var mode = simulation.Variables.Select(v => v.Range.Mode).ToArray();

        var reports = new List<VariableReport>();
        for (var j = 0; j < simulation.Variables.Count; j++)
        {
            var variable = simulation.Variables[j];
            var evppi = Math.Min(evpi, ValueOfInformation.Evppi(comparison.Table, Bins(draws.Slices(j)), ValueOfInformation.Bins));
            var flip = rivals.Length == 0 ? null : FlipPoint.Of(variable.Range, value => Lead(At(j, value)));
            reports.Add(new(variable.Name, variable.Unit,
                new("value of knowing it", evppi, input.Currency, "decision-science #22", [$"{variable.Name}: {variable.Range}"]),
                flip, flip is { } at ? names[BestRival(At(j, at))] : null));
        }
        return new()
        {
            Tornado = Decisions.Tornado.Of(simulation.Variables, Lead),
            Variables = [.. reports.OrderByDescending(r => r.Evppi.Value).ThenBy(r => r.Variable, StringComparer.Ordinal)],
        };

        double Lead(double[] point) => model.Value(own, point) - (rivals.Length == 0 ? 0 : model.Value(BestRival(point), point));

        int BestRival(double[] point) => rivals.MaxBy(r => model.Value(r, point));

        double[] At(int variable, double value)
        {
            var point = (double[])mode.Clone();
            point[variable] = value;
            return point;
        }
    }

    // The slice a draw came from is its rank, so the bins need no sorting.
    private static int[] Bins(ReadOnlySpan<int> slices)
    {
        var bins = new int[slices.Length];
        for (var i = 0; i < bins.Length; i++) bins[i] = (int)((long)slices[i] * ValueOfInformation.Bins / slices.Length);
        return bins;
    }
}
