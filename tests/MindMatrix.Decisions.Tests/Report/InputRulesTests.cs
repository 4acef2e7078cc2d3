namespace MindMatrix.Decisions.Tests.Report;

public sealed class InputRulesTests
{
    private static void Refused(string field, string value, Func<DecisionInput, DecisionInput> change) =>
        Expect.Refusal(field, value, () => DecisionReport.Compute(change(A.Decision())));

    [Fact]
    public void An_option_listed_twice_is_refused() => Refused("options", "hire", i => i with { Options = ["hire", "agency", "status-quo", "hire"] });

    [Fact]
    public void No_options_are_refused() => Refused("options", "empty", i => i with { Options = [] });

    [Fact]
    public void An_estimate_of_an_unknown_option_is_refused() =>
        Refused("estimate of quant", "robot", i => i with { Estimates = [A.Says("quant", "robot", 50, null, null)] });

    [Fact]
    public void A_second_estimate_of_the_same_adviser_is_refused() =>
        Refused("estimate of quant", "hire", i => i with { Estimates = [.. i.Estimates, A.Says("quant", "hire", 50, null, null)] });

    [Fact]
    public void A_gate_on_an_unknown_option_is_refused() => Refused("gate law", "robot", i => i with { Gates = [new("robot", "law", GateResult.Pass)] });

    [Fact]
    public void A_range_that_was_never_set_is_refused() =>
        Refused("net-value of hire by quant.confidence", "0", i => i with { Estimates = [A.Says("quant", "hire", 50, null, default(RangeEstimate))] });

    [Fact]
    public void An_override_of_an_unknown_quantity_is_refused() => Refused("override.quantity", "mood", i => i with { Overrides = [Set("hire", "mood", 1)] });

    [Fact]
    public void An_override_outside_its_range_is_refused()
    {
        Refused("override of probability-of-success", "70", i => i with { Overrides = [Set("hire", Quantities.ProbabilityOfSuccess, 70)] });
        Refused("override of score", "101", i => i with { Overrides = [Set("hire", Quantities.Score, 101)] });
        Refused("override of undo-cost", "-1", i => i with { Overrides = [Set("hire", Quantities.UndoCost, -1)] });
        Refused("override of variable:price", "price", i => i with { Overrides = [Set("", "variable:price", 1)] });
        Refused("override of score", "robot", i => i with { Overrides = [Set("robot", Quantities.Score, 1)] });
    }

    [Fact]
    public void Scenarios_and_an_overridden_net_value_do_not_go_together() =>
        Refused("override of net-value", "hire", i => i with { Scenarios = [new("s", 1, new Dictionary<string, double>())], Overrides = [Set("hire", Quantities.NetValue, 1)] });

    [Fact]
    public void Single_values_are_refused_when_they_are_set()
    {
        Refused("currency", "euro", i => i with { Currency = "euro" });
        Refused("horizon-days", "0", i => i with { HorizonDays = 0 });
        Refused("stake", "0", i => i with { Stake = 0 });
        Refused("bankroll", "NaN", i => i with { Bankroll = double.NaN });
        Refused("risk-tolerance", "-5", i => i with { RiskTolerance = -5 });
        Refused("draws", "99", i => i with { Draws = 99 });
    }

    [Fact]
    public void A_criterion_without_room_between_its_anchors_is_refused() =>
        Refused("cost high-anchor", "3", i => i with { Criteria = [new() { Name = "cost", LowAnchor = 3, HighAnchor = 3 }] });

    [Fact]
    public void A_score_on_an_unknown_criterion_is_refused() =>
        Refused("criterion-scores", "fun", i => i with { CriterionScores = [new("hire", "fun", 1)] });

    [Fact]
    public void An_amount_nobody_has_is_refused_before_it_overflows()
    {
        Refused("net-value of hire by quant.high", "1E+200", i => i with { Estimates = [A.Says("quant", "hire", 50, null, new(0, 1, 1e200))] });
        Refused("net-value of hire by quant.confidence", "1E-200", i => i with { Estimates = [A.Says("quant", "hire", 50, null, new(0, 1, 2, 1e-200))] });
        Refused("stake", "1E-300", i => i with { Stake = 1e-300 });
        Refused("failure-mode «fire».loss", "10000000000000000", i => i with { Estimates = [A.Says("quant", "hire", 50, null, null) with { FailureModes = [new("fire", 0.1, 1e16)] }] });
    }

    [Fact]
    public void A_formula_that_leaves_the_range_of_amounts_is_refused_by_the_option_it_belongs_to()
    {
        ModelVariable huge = new() { Name = "x", Range = RangeEstimate.Exactly(1e15) };
        DecisionInput With(DecisionInput input, int power) => input with
        {
            Model = new() { Variables = [huge], Formulas = [new() { Option = "agency", Terms = [new() { Variables = [.. Enumerable.Repeat("x", power)] }] }] },
        };
        Refused("value of agency by its formula", "1E+30", i => With(i, 2));
        Refused("value of agency by its formula", "Infinity", i => With(i, 21));
        Refused("term.coefficient", "1E+200", i => i with { Model = new() { Formulas = [new() { Option = "hire", Terms = [new() { Coefficient = 1e200 }] }] } });
    }

    [Fact]
    public void A_criterion_beyond_any_scale_is_refused()
    {
        Refused("criterion.low-anchor", "-1E+308", i => i with { Criteria = [new() { Name = "cost", LowAnchor = -1e308, HighAnchor = 1e308 }] });
        Refused("criterion.weight", "1E+308", i => i with { Criteria = [new() { Name = "cost", Weight = 1e308 }] });
        Refused("criterion-score.value", "1E+308", i => i with { CriterionScores = [new("hire", "cost", 1e308)] });
    }

    private static EstimateOverride Set(string option, string quantity, double value) =>
        new(option, quantity, RangeEstimate.Exactly(value), "ada", DateTimeOffset.UnixEpoch);
}
