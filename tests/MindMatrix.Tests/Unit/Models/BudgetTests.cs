using MindMatrix.Models;

namespace MindMatrix.Tests.Unit.Models;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(0, 900_000_000, 1)]
    [InlineData(0.5, 450_000, 50_000)]
    [InlineData(0.5, 0, 500_000)]
    public void A_call_within_the_budget_or_without_one_is_granted(decimal budget, long taken, long estimate) =>
        Assert.Null(BudgetGrain.Refusal("decision's", "DECISION_BUDGET_USD", budget, taken, estimate));

    [Fact]
    public void One_that_would_pass_it_is_refused_in_words() => Assert.Equal(
        "The decision's budget of 0.50 USD would be passed: 0.4700 are spent or set aside, and this call may cost 0.0500. Raise DECISION_BUDGET_USD and ask for the missing parts again.",
        BudgetGrain.Refusal("decision's", "DECISION_BUDGET_USD", 0.5m, 470_000, 50_000));
}
