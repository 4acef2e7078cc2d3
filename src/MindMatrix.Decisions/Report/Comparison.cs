namespace MindMatrix.Decisions;

/// <summary>The figures that compare options with each other, over those that may be chosen.</summary>
internal sealed class Comparison
{
    private Comparison(PayoffTable table)
    {
        Table = table;
        Best = ProbabilityBest.Of(table);
        Largest = Regret.Largest(table);
        Expected = Regret.Expected(table);
    }

    public PayoffTable Table { get; }
    public double[] Best { get; }
    public double[] Largest { get; }
    public double[] Expected { get; }

    /// <summary>Null when no eligible option has a net value.</summary>
    public static Comparison? Among(PayoffTable? table, IReadOnlyList<PooledOption> pooled)
    {
        bool MayBeChosen(string option) => pooled.Any(p => p.Option == option && p.Eligible);
        return table is not null && table.Options.Any(MayBeChosen) ? new(table.Only(MayBeChosen)) : null;
    }

    public Figure? Figure(string option, Func<Comparison, double[]> values, string name, string unit, string formula, IReadOnlyList<string> inputs)
    {
        for (var i = 0; i < Table.Options.Count; i++)
            if (Table.Options[i] == option)
                return new(name, values(this)[i], unit, $"decision-science {formula}", [.. inputs, $"compared: {string.Join(", ", Table.Options)}"]);
        return null;
    }
}
