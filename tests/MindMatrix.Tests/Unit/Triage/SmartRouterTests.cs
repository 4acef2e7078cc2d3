using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Triage;

public sealed class SmartRouterTests
{
    [Theory]
    [InlineData("Grow the brand in a new market", "High", 8, SmartRouter.Auditor)]
    [InlineData("The contract has a liability clause and a budget and a forecast", "Low", 5, SmartRouter.Auditor)]
    [InlineData("Which budget gives the better roi, and does growth help?", "Low", 5, SmartRouter.Quant)]
    [InlineData("Launch the product to every customer", "Low", 5, SmartRouter.Entrepreneur)]
    [InlineData("Nothing to go by", "Low", 7, SmartRouter.Entrepreneur)]
    [InlineData("Nothing to go by", "Medium", 5, SmartRouter.Auditor)]
    [InlineData("A word on the budget and on growth", "Low", 5, SmartRouter.Quant)]
    [InlineData("A word on growth and on tax", "Low", 5, SmartRouter.Entrepreneur)]
    [InlineData("A word on tax", "Low", 5, SmartRouter.Auditor)]
    [InlineData("Nothing to go by", "Low", 5, SmartRouter.Entrepreneur)]
    public void The_first_rule_that_applies_decides(string text, string risk, int impact, string adviser) =>
        Assert.Equal(adviser, SmartRouter.Route(text, Enum.Parse<RiskLevel>(risk), impact).Adviser);

    [Fact]
    public void Words_match_whole_only()
    {
        // «cost» in «Costa» and «fund» in «fundamental» are not money.
        var route = SmartRouter.Route("A fundamental rethink of the Costa trip", RiskLevel.Low, 5);

        Assert.Equal(SmartRouter.Entrepreneur, route.Adviser);
        Assert.True(route.Confidence < 0.5);
    }

    [Fact]
    public void An_alternative_is_named_where_a_rule_has_one()
    {
        Assert.Equal(SmartRouter.Quant, SmartRouter.Route("Launch the product to every customer", RiskLevel.Low, 8).Alternative);
        Assert.Null(SmartRouter.Route("Launch the product to every customer", RiskLevel.Low, 5).Alternative);
        Assert.Equal(SmartRouter.Entrepreneur, SmartRouter.Route("contract and liability", RiskLevel.Low, 5).Alternative);
        Assert.Equal(SmartRouter.Auditor, SmartRouter.Route("budget and cost", RiskLevel.High, 5).Alternative);
    }
}
