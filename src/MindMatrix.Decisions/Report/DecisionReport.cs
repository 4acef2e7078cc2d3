namespace MindMatrix.Decisions;

/// <summary>
/// Everything the brief and the charts show about a decision, computed without a model. The same input gives the same report,
/// to the bit, on every machine; it round-trips through JSON unchanged.
/// </summary>
public sealed record DecisionReport
{
    /// <summary>The currency of all money figures.</summary>
    public required string Currency { get; init; }

    /// <summary>The horizon of all figures, in days.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>One report per option, in the order of the input.</summary>
    public required IReadOnlyList<OptionReport> Options { get; init; }

    /// <summary>
    /// The deterministic leader among the eligible options: the one with the highest probability of being best when every
    /// eligible option has a net value, else the one with the highest mean score. Ties go to the higher expected value, then
    /// the higher mean score, then the first slug in ordinal order. Null when no option is eligible, or none has a figure.
    /// </summary>
    public string? Leader { get; init; }

    /// <summary>The figure the leader leads by: <c>probability of being best</c> or <c>mean score</c>.</summary>
    public string? LeaderRule { get; init; }

    /// <summary>How far the advisers are apart, 0 to 1 (decision-science 3.7); 0 with fewer than two advisers, and then <see cref="Missing"/> says so.</summary>
    public double ConflictIndex { get; init; }

    /// <summary>The parts of <see cref="ConflictIndex"/>.</summary>
    public required ConflictParts ConflictParts { get; init; }

    /// <summary>What perfect information would be worth among the eligible options, in currency (#20).</summary>
    public Figure? Evpi { get; init; }

    /// <summary>How far each uncertain quantity alone moves the leader's lead over the best alternative, widest first (#23).</summary>
    public IReadOnlyList<TornadoBar> Tornado { get; init; } = [];

    /// <summary>What each uncertain quantity means for the choice, most worth knowing first (#22, #24).</summary>
    public IReadOnlyList<VariableReport> Variables { get; init; } = [];

    /// <summary>What the advisers disagree about (1.10, step 3), in the order of the options.</summary>
    public IReadOnlyList<ContestedItem> Contested { get; init; } = [];

    /// <summary>What each method would choose.</summary>
    public IReadOnlyList<MethodChoice> Choices { get; init; } = [];

    /// <summary>The methods that do not choose the leader, and why.</summary>
    public IReadOnlyList<MethodDisagreement> Disagreements { get; init; } = [];

    /// <summary>The figures set by people that were used, with who set them.</summary>
    public IReadOnlyList<EstimateOverride> Overrides { get; init; } = [];

    /// <summary>
    /// True when the ranges hold what options cost and not what they bring, while leaving things as they are is taken as 0: then spending
    /// nothing would always win, so no chance of loss, of being best and no regret is given and money does not name the leader.
    /// </summary>
    public bool OutlaysOnly { get; init; }

    /// <summary>What could not be computed and why, and what was assumed.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Computes the report.</summary>
    /// <exception cref="InvalidEstimateException">The parts of the input do not fit together; the message names field and value.</exception>
    public static DecisionReport Compute(DecisionInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        InputRules.Check(input);

        // In ordinal order, so that neither sums nor ties depend on how the options were listed.
        PooledOption[] pooled = [.. input.Options.Order(StringComparer.Ordinal).Select(o => PooledOption.From(input, o))];
        var simulation = Simulation.Of(input, pooled);
        var outlaysOnly = IsOutlaysOnly(input, simulation);
        var comparison = outlaysOnly ? null : Comparison.Among(simulation.Table, pooled);
        var computed = new OptionFigures(input, pooled, simulation, comparison, outlaysOnly).Compute().ToDictionary(o => o.Option, StringComparer.Ordinal);
        OptionReport[] options = [.. input.Options.Select(o => computed[o])];

        var (leader, rule) = LeaderAmong(options);
        var ranks = new AdviserRanks(input);
        var parts = new ConflictParts(ranks.Concordance, ranks.Entropy, SpreadOf(pooled.FirstOrDefault(p => p.Option == leader)));
        var evpi = comparison is null ? null : new Figure("value of perfect information", comparison.Expected.Min(), input.Currency,
            "decision-science #20", [.. simulation.Sample(input), $"compared: {string.Join(", ", comparison.Table.Options)}"]);
        var sensitivity = Sensitivity.Of(input, simulation, comparison, leader, evpi?.Value ?? 0);
        var choices = Methods.Choices(options, outlaysOnly ? input.StatusQuo : null);
        return new()
        {
            Currency = input.Currency,
            HorizonDays = input.HorizonDays,
            Options = options,
            Leader = leader,
            LeaderRule = rule,
            ConflictIndex = Conflict.Index(parts, Math.Max(1, ranks.Options)),
            ConflictParts = parts,
            Evpi = evpi,
            Tornado = sensitivity.Tornado,
            Variables = sensitivity.Variables,
            Contested = Decisions.Contested.Among(input, ranks),
            Choices = choices,
            Disagreements = Methods.Disagreements(choices, options, leader),
            Overrides = [.. input.Overrides
                .GroupBy(o => (Option: o.Quantity.StartsWith(Quantities.VariablePrefix, StringComparison.Ordinal) ? "" : o.Option, o.Quantity))
                .Select(g => g.OrderBy(o => o.SetAt).Last())],
            OutlaysOnly = outlaysOnly,
            Missing =
            [
                .. outlaysOnly ? ["chance of loss and of being best, regret: only outlays are given, not what they bring"] : Array.Empty<string>(),
                .. MissingFigures.Of(input, options, simulation, ranks),
            ],
        };
    }

    /// <summary>Every figure of the decision as a whole, with what it came from; those of one option are in its report.</summary>
    public IEnumerable<Figure> AllFigures() => WholeFigures.Of(this);

    private static bool IsOutlaysOnly(DecisionInput input, Simulation simulation) =>
        simulation.Table is { } table
        && !input.Estimates.Any(e => e.Option == input.StatusQuo && e.NetValue is not null)
        && !input.Overrides.Any(o => o.Option == input.StatusQuo && o.Quantity is Quantities.NetValue or Quantities.Brings or Quantities.Costs)
        && !input.Scenarios.Any(s => s.Payoffs.ContainsKey(input.StatusQuo))
        && input.Model?.Formulas.Any(f => f.Option == input.StatusQuo) != true
        && !table.Options.All(o => o == input.StatusQuo || BringsAndCosts.HasGains(input, o))
        && table.Prospects.All(p => Moments.PayoffAt(p, 1) <= 0);

    private static (string? Leader, string? Rule) LeaderAmong(OptionReport[] options)
    {
        var eligible = options.Where(o => o.Eligible).ToArray();
        if (eligible.Length == 0) return (null, null);
        var byMoney = eligible.All(o => o.ProbabilityBest is not null);
        if (!byMoney && eligible.All(o => o.MeanScore is null)) return (null, null);
        var leader = eligible
            .OrderByDescending(o => byMoney ? o.ProbabilityBest!.Value : o.MeanScore?.Value ?? double.NegativeInfinity)
            .ThenByDescending(o => o.ExpectedValue?.Value ?? double.NegativeInfinity)
            .ThenByDescending(o => o.MeanScore?.Value ?? double.NegativeInfinity)
            .ThenBy(o => o.Option, StringComparer.Ordinal)
            .First();
        return (leader.Option, byMoney ? leader.ProbabilityBest!.Name : leader.MeanScore!.Name);
    }

    // Of the advisers' ranges even when a person has set the figure: the index measures the advisers.
    private static double? SpreadOf(PooledOption? leader) =>
        leader?.AdviserRange is { } range && leader.Estimates.Count(e => e.NetValue is not null) >= 2
            ? Conflict.Spread([.. leader.Estimates.Where(e => e.NetValue is not null).Select(e => e.NetValue!.Value.Mode)], range)
            : null;
}
