namespace MindMatrix.Decisions;

/// <summary>How far one input alone moves the result.</summary>
/// <param name="Variable">The input's name.</param>
/// <param name="Unit">The input's unit.</param>
/// <param name="Low">The input's lower end, in its unit.</param>
/// <param name="High">The input's upper end, in its unit.</param>
/// <param name="AtLow">The result with the input at its lower end, in the result's unit.</param>
/// <param name="AtHigh">The result with the input at its upper end.</param>
/// <param name="Swing">|AtHigh − AtLow|, in the result's unit.</param>
/// <param name="Share">Swing² over the sum of all swings², 0 to 1.</param>
public sealed record TornadoBar(
    string Variable, string Unit, double Low, double High, double AtLow, double AtHigh, double Swing, double Share);

/// <summary>One-at-a-time sensitivity (decision-science #23). What two inputs do only together stays invisible.</summary>
public static class Tornado
{
    /// <summary>One bar per variable, widest first, ties by name; every other variable stays at its mode.</summary>
    /// <param name="variables">The inputs with their elicited ranges.</param>
    /// <param name="result">The result at a point with one value per variable, in the order of <paramref name="variables"/>.</param>
    public static IReadOnlyList<TornadoBar> Of(IReadOnlyList<ModelVariable> variables, Func<double[], double> result)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(result);
        var point = variables.Select(v => v.Range.Mode).ToArray();
        var bars = new List<TornadoBar>(variables.Count);
        for (var j = 0; j < point.Length; j++)
        {
            var range = variables[j].Range;
            var atLow = At(j, range.Low);
            var atHigh = At(j, range.High);
            bars.Add(new(variables[j].Name, variables[j].Unit, range.Low, range.High, atLow, atHigh, Math.Abs(atHigh - atLow), 0));
        }
        var total = bars.Sum(b => b.Swing * b.Swing);
        return [.. bars
            .Select(b => b with { Share = total > 0 ? b.Swing * b.Swing / total : 0 })
            .OrderByDescending(b => b.Swing).ThenBy(b => b.Variable, StringComparer.Ordinal)];

        double At(int variable, double value)
        {
            point[variable] = value;
            var at = Require.Finite(result(point), $"result at {variables[variable].Name}");
            point[variable] = variables[variable].Range.Mode;
            return at;
        }
    }
}
