using System.Globalization;

namespace MindMatrix.Decisions;

/// <summary>The numbers of a whole decision as figures. Made from the report alone, so that a stored one is explained as it was.</summary>
internal static class WholeFigures
{
    public static IEnumerable<Figure> Of(DecisionReport report)
    {
        string[] parts = [.. Part("agreement of the rankings W", report.ConflictParts.W), .. Part("scatter of the first votes H", report.ConflictParts.H),
            .. Part($"spread of the modes for {report.Leader} D", report.ConflictParts.D)];
        if (parts.Length > 0)
            yield return new("conflict index", report.ConflictIndex, "index", "decision-science 3.7", parts);
        if (report.Evpi is not null)
            yield return report.Evpi;
        foreach (var variable in report.Variables)
        {
            yield return variable.Evppi with { Name = $"value of knowing {variable.Variable}" };
            if (variable.FlipPoint is { } flip)
                yield return new($"flip point of {variable.Variable}", flip, variable.Unit, "decision-science #24", [.. variable.Evppi.Inputs, $"beyond it leads {variable.FlipsTo}"]);
        }
        foreach (var bar in report.Tornado)
            yield return new($"swing of the lead by {bar.Variable}", bar.Swing, report.Currency, "decision-science #23",
                [Invariant($"at {bar.Low}: {bar.AtLow}"), Invariant($"at {bar.High}: {bar.AtHigh}"), "every other quantity at its mode"]);
    }

    private static string[] Part(string name, double? value) => value is { } known ? [Invariant($"{name}: {known}")] : [];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
