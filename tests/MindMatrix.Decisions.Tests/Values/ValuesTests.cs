using System.Text.Json;

namespace MindMatrix.Decisions.Tests.Values;

public sealed class ValuesTests
{
    [Theory]
    [InlineData(-0.1, "-0.1")]
    [InlineData(1.5, "1.5")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_probability_outside_zero_to_one_is_refused(double value, string text)
    {
        Expect.Refusal("probability", text, () => _ = new Probability(value));
        Expect.Refusal("quant.p", text, () => Probability.Of(value, "quant.p"));
    }

    [Fact]
    public void A_rounding_error_in_a_sum_is_divided_out_and_a_gap_is_refused()
    {
        var distribution = Probability.Distribution([0.2, 0.5, 0.3000005], "p");
        Assert.Equal(1, distribution.Sum(), 15);
        Assert.True(distribution[0] < 0.2);
        Expect.Refusal("sum of p", "0.75", () => Probability.Distribution([0.25, 0.5], "p"));
        Expect.Refusal("p[1]", "-0.5", () => Probability.Distribution([1, -0.5, 0.5], "p"));
        Expect.Refusal("p", "empty", () => Probability.Distribution([], "p"));
    }

    [Fact]
    public void Currencies_do_not_mix()
    {
        var euros = new Money(10, "EUR");
        Assert.Equal(new Money(12.5m, "EUR"), euros + new Money(2.5m, "EUR"));
        Assert.Equal(new Money(-10, "EUR"), -euros);
        Assert.Equal("10.00 EUR", euros.ToString());
        Expect.Refusal("currency", "USD", () => _ = euros + new Money(1, "USD"));
        Expect.Refusal("currency", "USD", () => _ = euros < new Money(1, "USD"));
        Expect.Refusal("currency", "eur", () => _ = new Money(1, "eur"));
    }

    [Fact]
    public void A_range_must_be_finite_and_in_order()
    {
        Expect.Refusal("range.low", "5", () => _ = new RangeEstimate(5, 4, 3));
        Expect.Refusal("range.mode", "9", () => _ = new RangeEstimate(1, 9, 3));
        Expect.Refusal("range.high", "Infinity", () => _ = new RangeEstimate(1, 2, double.PositiveInfinity));
        Expect.Refusal("range.mode", "NaN", () => _ = new RangeEstimate(1, double.NaN, 3));
        Expect.Refusal("range.confidence", "0", () => _ = new RangeEstimate(1, 2, 3, 0));
        Expect.Refusal("range.confidence", "80", () => _ = new RangeEstimate(1, 2, 3, 80));
    }

    [Fact]
    public void The_message_names_field_value_and_problem() =>
        Assert.Equal("range.mode is 9: must lie between range.low 1 and range.high 3",
            Assert.Throws<InvalidEstimateException>(() => new RangeEstimate(1, 9, 3)).Message);

    [Fact]
    public void A_horizon_lasts_at_least_a_day() => Expect.Refusal("horizon-days", "0", () => _ = new Horizon(0));

    [Fact]
    public void A_scenario_refuses_a_payoff_that_is_no_number() =>
        Expect.Refusal("scenario boom.payoff of a", "NaN", () => _ = new Scenario("boom", 0.5, new Dictionary<string, double> { ["a"] = double.NaN }));

    [Fact]
    public void Scenarios_that_forget_an_option_are_refused() =>
        Expect.Refusal("scenario bad.payoff of c", "missing", () => PayoffTable.Of(["a", "c"], GoldenCase.Scenarios));

    [Theory]
    [InlineData("{\"low\":1,\"mode\":2,\"high\":3,\"confidence\":0.9}")]
    public void Values_survive_json_and_are_checked_on_the_way_in(string json)
    {
        var range = JsonSerializer.Deserialize<RangeEstimate>(json, JsonSerializerOptions.Web);
        Assert.Equal(new(1, 2, 3, 0.9), range);
        Assert.Equal(json, JsonSerializer.Serialize(range, JsonSerializerOptions.Web));
        Expect.Refusal("range.low", "4", () => JsonSerializer.Deserialize<RangeEstimate>(json.Replace("1", "4", StringComparison.Ordinal), JsonSerializerOptions.Web));
        Assert.Equal(new Money(5, "EUR"), JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(new Money(5, "EUR"))));
    }

    [Fact]
    public void An_adviser_cannot_give_what_is_no_estimate()
    {
        Expect.Refusal("score", "101", () => _ = new AdviserEstimate { Adviser = "quant", Option = "a", Score = 101 });
        Expect.Refusal("probability-of-success", "70", () => _ = new AdviserEstimate { Adviser = "quant", Option = "a", ProbabilityOfSuccess = 70 });
        Expect.Refusal("undo-cost", "-1", () => _ = new AdviserEstimate { Adviser = "quant", Option = "a", UndoCost = -1 });
        Expect.Refusal("undo-days", "-1", () => _ = new AdviserEstimate { Adviser = "quant", Option = "a", UndoDays = -1 });
        Expect.Refusal("adviser", "empty", () => _ = new AdviserEstimate { Adviser = " ", Option = "a" });
        Expect.Refusal("failure-mode «fire».probability", "2", () => _ = new FailureMode("fire", 2));
    }
}
