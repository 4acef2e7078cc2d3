using System.Text.Json;

namespace MindMatrix.Decisions.Tests.Report;

public sealed class DecisionReportTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static EstimateOverride Sets(string option, string quantity, RangeEstimate value, string by = "ada", int day = 0) =>
        new(option, quantity, value, by, Monday.AddDays(day));

    [Fact]
    public void Everything_is_there_for_a_decision_with_figures()
    {
        var report = DecisionReport.Compute(A.Decision());
        var hire = report.Option("hire");
        foreach (var figure in new[] { hire.ExpectedValue, hire.StandardDeviation, hire.StandardError, hire.P10, hire.P50, hire.P90, hire.ProbabilityOfLoss, hire.Cvar95,
            hire.Sharpe, hire.Sortino, hire.CertaintyEquivalent, hire.ProbabilityOfSuccess, hire.ProbabilityBest, hire.MaxRegret, hire.ExpectedRegret, hire.MeanScore,
            hire.CapitalAtRisk, hire.KellyCap, hire.PremortemRisk, hire.PremortemLoss, hire.Undo, hire.UndoDays, report.Evpi })
        {
            Assert.NotNull(figure);
            Assert.StartsWith("decision-science ", figure.Formula, StringComparison.Ordinal);
            Assert.NotEmpty(figure.Inputs);
        }
        Assert.Equal(41, hire.Quantiles.Length);
        Assert.Equal(hire.Quantiles.Order(), hire.Quantiles);
        Assert.Equal(hire.P50!.Value, hire.Quantiles[20]);
    }

    [Fact]
    public void The_expected_value_is_that_of_the_pooled_and_widened_range()
    {
        // Modes 60, 30, 10; the stretched and widened ends are m ∓ 1.5·(distance)/0.8.
        double[] lows = [60 - 1.5 * 70 / 0.8, 30 - 1.5 * 70 / 0.8, 10 - 1.5 * 70 / 0.8];
        double[] highs = [60 + 1.5 * 90 / 0.8, 30 + 1.5 * 60 / 0.8, 10 + 1.5 * 60 / 0.8];
        var exact = 1000 * (lows.Order().ElementAt(1) + 30 + highs.Order().ElementAt(1)) / 3;
        var value = DecisionReport.Compute(A.Decision()).Option("hire").ExpectedValue!;
        Assert.Equal(exact, value.Value, 100.0);
        Assert.Contains("net value by quant: -40000 | 30000 | 90000 at 0.8", value.Inputs);
        Assert.Contains("2000 draws, seed 42, variables independent", value.Inputs);
    }

    [Fact]
    public void The_standard_error_is_the_spread_over_the_root_of_the_draws()
    {
        var hire = DecisionReport.Compute(A.Decision()).Option("hire");
        Expect.Close(hire.StandardDeviation!.Value / Math.Sqrt(2_000), hire.StandardError?.Value);
    }

    [Fact]
    public void Ranges_asked_at_different_confidences_are_compared_at_the_same()
    {
        var report = DecisionReport.Compute(A.Decision() with
        {
            Estimates = [A.Says("quant", "hire", 50, null, new(0, 10, 30, 1)), A.Says("auditor", "hire", 50, null, new(4, 10, 14, 0.8))],
        });
        var bar = report.Tornado.Single(b => b.Variable == "net value of hire");
        Assert.Equal((3, 20), (bar.Low, bar.High));
    }

    [Fact]
    public void Probabilities_pool_the_auditors_failure_as_its_complement() =>
        Expect.Close(ProbabilityPool.Pool([1 - 0.55, 0.8, 0.5]), DecisionReport.Compute(A.Decision()).Option("hire").ProbabilityOfSuccess?.Value);

    [Fact]
    public void Doors_are_judged_against_the_stake()
    {
        var report = DecisionReport.Compute(A.Decision());
        Assert.Equal(DoorKind.OneWay, report.Option("hire").Door);
        Assert.Equal(DoorKind.TwoWay, report.Option("agency").Door);
        Assert.Equal(DoorKind.TwoWay, report.Option("status-quo").Door);
        var unknown = DecisionReport.Compute(A.Decision() with { Stake = null });
        Assert.Equal(DoorKind.Unknown, unknown.Option("hire").Door);
        Assert.Contains(unknown.Missing, m => m.StartsWith("hire: door unknown, because the cost of undoing cannot be judged without a stake", StringComparison.Ordinal));
    }

    [Fact]
    public void One_adviser_who_says_irreversible_makes_a_one_way_door()
    {
        var input = A.Decision();
        var report = DecisionReport.Compute(input with { Estimates = [.. input.Estimates.Select(e => e is { Adviser: "quant", Option: "agency" } ? e with { Irreversible = true } : e)] });
        Assert.Equal(DoorKind.OneWay, report.Option("agency").Door);
    }

    [Fact]
    public void Even_doing_nothing_may_be_irreversible()
    {
        var input = A.Decision();
        var report = DecisionReport.Compute(input with { Estimates = [.. input.Estimates.Select(e => e.Option == "status-quo" ? e with { Irreversible = true } : e)] });
        Assert.Equal(DoorKind.OneWay, report.Option("status-quo").Door);
    }

    [Fact]
    public void The_conflict_index_is_made_of_the_advisers_rankings_votes_and_modes()
    {
        var report = DecisionReport.Compute(A.Decision());
        // Ranks of hire, agency, status-quo: entrepreneur 1 2 3, quant 2 1 3, auditor 3 1 2.
        Expect.Close(KendallW.Of([new double[] { 1, 2, 3 }, [2, 1, 3], [3, 1, 2]])!.Value, report.ConflictParts.W);
        Expect.Close(VoteEntropy.Of([1, 2, 0]), report.ConflictParts.H);
        Assert.NotNull(report.ConflictParts.D);
        Expect.Close(Conflict.Index(report.ConflictParts, 3), report.ConflictIndex);
    }

    [Fact]
    public void An_adviser_with_two_firsts_splits_the_vote()
    {
        var report = DecisionReport.Compute(A.Decision() with
        {
            Estimates = [.. A.Advisers.SelectMany(a => new[] { A.Says(a, "hire", a == "quant" ? 50 : 10, null, null), A.Says(a, "agency", 50, null, null), A.Says(a, "status-quo", 0, null, null) })],
        });
        Expect.Close(VoteEntropy.Of([0.5, 2.5, 0]), report.ConflictParts.H);
    }

    [Fact]
    public void One_adviser_alone_has_nobody_to_disagree_with()
    {
        var input = A.Decision();
        var report = DecisionReport.Compute(input with { Estimates = [.. input.Estimates.Where(e => e.Adviser == "quant")] });
        Assert.Equal(0, report.ConflictIndex);
        Assert.Equal(new(null, null, null), report.ConflictParts);
        Assert.Contains("conflict: it takes at least two advisers to disagree", report.Missing);
    }

    [Fact]
    public void Contested_are_ranks_probabilities_ranges_framings_and_gates()
    {
        var input = A.Decision();
        var report = DecisionReport.Compute(input with
        {
            Estimates = [.. input.Estimates.Select(e => e is { Adviser: "auditor", Option: "hire" } ? e with { NetValue = new(-90_000, -70_000, -50_000) } : e)],
            Gates = [.. input.Gates, new("hire", "no more than 2 months of runway", GateResult.Fail)],
        });
        var hire = report.Contested.Where(c => c.Option == "hire").ToDictionary(c => c.Quantity);
        Assert.Equal(["framing", "gate", "net-value", "probability-of-success", "rank"], hire.Keys.Order());
        Assert.Equal(["entrepreneur", "auditor"], hire["rank"].Between);
        Assert.Equal(2, hire["rank"].Gap);
        Assert.Equal((40_000, "EUR"), (hire["net-value"].Gap, hire["net-value"].Unit));
        Assert.Equal("auditor ends at -50000, entrepreneur starts at -10000", hire["net-value"].Why);
        Expect.Close(0.35, hire["probability-of-success"].Gap);
        Assert.Equal("the rule «no more than 2 months of runway» is judged failed and unknown", hire["gate"].Why);
    }

    [Fact]
    public void Without_any_money_the_rest_still_works_and_missing_says_so()
    {
        var input = A.Decision();
        var report = DecisionReport.Compute(input with { Estimates = [.. input.Estimates.Select(e => e with { NetValue = null })] });
        Assert.All(report.Options, o => Assert.Null(o.ExpectedValue));
        Assert.Null(report.Evpi);
        Assert.Equal("agency", report.Leader);
        Assert.Equal("mean score", report.LeaderRule);
        Assert.NotNull(report.ConflictParts.H);
        Assert.Null(report.ConflictParts.D);
        Assert.Empty(report.Tornado);
        Assert.Contains("money figures: no adviser gave a net value and there is no model, so there is no expected value, risk, regret or value of information", report.Missing);
    }

    [Fact]
    public void The_status_quo_is_worth_nothing_by_definition_and_missing_says_so()
    {
        var report = DecisionReport.Compute(A.Decision());
        Assert.Equal(0, report.Option("status-quo").ExpectedValue?.Value);
        Assert.Null(report.Option("status-quo").KellyCap);
        Assert.Contains("status-quo: nobody gave a net value; taken as 0, because net values are measured from it", report.Missing);
    }

    [Fact]
    public void An_option_that_fails_a_gate_cannot_lead_and_leaves_the_comparison()
    {
        var input = A.Decision();
        var before = DecisionReport.Compute(input);
        var report = DecisionReport.Compute(input with { Gates = [new(before.Leader!, "the law", GateResult.Fail)] });
        Assert.NotEqual(before.Leader, report.Leader);
        var excluded = report.Option(before.Leader!);
        Assert.False(excluded.Eligible);
        Assert.Null(excluded.ProbabilityBest);
        Assert.NotNull(excluded.ExpectedValue);
        Expect.Close(1, report.Options.Sum(o => o.ProbabilityBest?.Value ?? 0));
        Assert.Contains(report.Missing, m => m.StartsWith($"{before.Leader}: fails «the law»", StringComparison.Ordinal));
    }

    [Fact]
    public void When_no_option_may_be_chosen_there_is_no_leader()
    {
        var input = A.Decision();
        var report = DecisionReport.Compute(input with { Gates = [.. input.Options.Select(o => new Gate(o, "the law", GateResult.Fail))] });
        Assert.Null(report.Leader);
        Assert.Null(report.Evpi);
        Assert.Empty(report.Disagreements);
    }

    [Fact]
    public void When_one_eligible_option_has_no_value_the_mean_score_decides()
    {
        var input = A.Decision();
        var report = DecisionReport.Compute(input with { Estimates = [.. input.Estimates.Select(e => e.Option == "agency" ? e with { NetValue = null } : e)] });
        Assert.Equal("mean score", report.LeaderRule);
        Assert.Contains("agency: no net value, so it is left out of every comparison in money", report.Missing);
    }

    [Fact]
    public void An_override_replaces_the_advisers_and_is_not_widened()
    {
        var report = DecisionReport.Compute(A.Decision() with { Overrides = [Sets("hire", Quantities.NetValue, new(80_000, 100_000, 120_000, 1))] });
        var hire = report.Option("hire");
        Assert.Equal(100_000, hire.ExpectedValue!.Value, 10.0);
        Assert.InRange(hire.Quantiles[0], 80_000, 81_000);
        Assert.Contains("net-value set by ada on 2026-11-23: 80000 | 100000 | 120000 at 1", hire.ExpectedValue.Inputs);
        Assert.Equal("hire", report.Leader);
        Assert.Equal("ada", Assert.Single(report.Overrides).SetBy);
    }

    [Fact]
    public void The_latest_of_two_overrides_counts()
    {
        EstimateOverride[] overrides = [Sets("hire", Quantities.ProbabilityOfSuccess, RangeEstimate.Exactly(0.9), "bob", day: 1), Sets("hire", Quantities.ProbabilityOfSuccess, RangeEstimate.Exactly(0.1))];
        var report = DecisionReport.Compute(A.Decision() with { Overrides = overrides });
        Assert.Equal(0.9, report.Option("hire").ProbabilityOfSuccess?.Value);
        Assert.Equal("bob", Assert.Single(report.Overrides).SetBy);
    }

    [Theory]
    [InlineData(Quantities.Score, 12)]
    [InlineData(Quantities.UndoCost, 1_000)]
    [InlineData(Quantities.UndoDays, 7)]
    public void Every_quantity_can_be_overridden(string quantity, double value)
    {
        var hire = DecisionReport.Compute(A.Decision() with { Overrides = [Sets("hire", quantity, RangeEstimate.Exactly(value))] }).Option("hire");
        var figure = quantity switch { Quantities.Score => hire.MeanScore, Quantities.UndoCost => hire.Undo, _ => hire.UndoDays };
        Assert.Equal(value, figure?.Value);
    }

    [Fact]
    public void The_same_input_gives_the_same_report_to_the_bit() =>
        Assert.Equal(JsonSerializer.Serialize(DecisionReport.Compute(A.Decision())), JsonSerializer.Serialize(DecisionReport.Compute(A.Decision())));

    [Fact]
    public void The_input_survives_json_and_gives_the_same_report()
    {
        var input = A.Decision() with { Model = Sampling.MonteCarloTests.Profit with { Formulas = [Sampling.MonteCarloTests.Profit.Formulas[0] with { Option = "hire" }] } };
        var back = JsonSerializer.Deserialize<DecisionInput>(JsonSerializer.Serialize(input, JsonSerializerOptions.Web), JsonSerializerOptions.Web)!;
        Assert.Equal(JsonSerializer.Serialize(DecisionReport.Compute(input)), JsonSerializer.Serialize(DecisionReport.Compute(back)));
    }

    [Fact]
    public void The_report_round_trips_through_json_unchanged()
    {
        var report = DecisionReport.Compute(A.Decision() with { Overrides = [Sets("hire", Quantities.Score, RangeEstimate.Exactly(50))] });
        var json = JsonSerializer.Serialize(report, JsonSerializerOptions.Web);
        var back = JsonSerializer.Deserialize<DecisionReport>(json, JsonSerializerOptions.Web);
        Assert.Equivalent(report, back, strict: true);
        Assert.Equal(json, JsonSerializer.Serialize(back, JsonSerializerOptions.Web));
        Assert.Contains("\"door\":\"one-way\"", json, StringComparison.Ordinal);
    }
}
