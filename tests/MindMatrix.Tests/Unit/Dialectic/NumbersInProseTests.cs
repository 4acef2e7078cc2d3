using MindMatrix.Decisions;
using MindMatrix.Dialectic;

namespace MindMatrix.Tests.Unit.Dialectic;

public sealed class NumbersInProseTests
{
    private const string Text = "A senior engineer costs 150k a year, the agency 1.200,50 € a day. We keep 37% of our clients. Call 0171 23.";

    [Theory]
    [InlineData("It costs 150k.")]
    [InlineData("It costs 150,000 EUR a year.")]
    [InlineData("It costs 0.15 million.")]
    [InlineData("At 1200.50 a day it is dear.")]
    [InlineData("37 % stay.")]
    [InlineData("Of 100,000 at stake much may go.")]
    [InlineData("Two of 3 advisers agree, within 12 months, by 2027.")]
    [InlineData("It has a mark of 50.")]
    [InlineData("It is 50 % likely.")]
    [InlineData("It costs EUR150,000, or 100k-150k.")]
    [InlineData("Sign by 2027-03-31, by 31 March or on March 31, after COVID-19.")]
    [InlineData("There is no number here.")]
    [InlineData("")]
    [InlineData(null)]
    public void Numbers_of_the_text_the_assessments_and_the_table_are_known(string? prose) => Assert.Empty(Numbers().Unknown(prose));

    [Theory]
    [InlineData("That saves 30,000 a year.", "30,000")]
    [InlineData("It pays back in 17 months.", "17")]
    [InlineData("There is a 73 % chance.", "73 %")]
    [InlineData("It costs 151.9k.", "151.9k")]
    [InlineData("It brings €2.5m.", "2.5m")]
    [InlineData("The bad case is -47,113 a year.", "47,113")]
    [InlineData("It costs 47,000-150,000 a year.", "47,000")]
    [InlineData("It costs 150k-470k a year.", "470k")]
    [InlineData("A 36-month lease is dear.", "36")]
    [InlineData("It costs EUR47113.", "EUR47113")]
    [InlineData("In March 31 % will leave.", "31 %")]
    public void A_number_that_stands_nowhere_is_found(string prose, string number) => Assert.Equal([number], Numbers().Unknown(prose));

    [Fact]
    public void Rounding_for_display_is_no_invention()
    {
        var report = Report() with { Evpi = new Figure("value of perfect information", 80_833.4, "EUR", "", []) };
        var numbers = new NumbersInProse(An.Frame(), [], report, "");

        Assert.Empty(numbers.Unknown("Knowing it is worth 80,833 or about 81k."));
        Assert.Equal(["90k"], numbers.Unknown("It is worth 90k."));
    }

    private static NumbersInProse Numbers() => new(An.Frame(), [An.View("quant")], Report(), Text);

    private static DecisionReport Report() => DecisionReport.Compute(Computation.Input(Guid.Empty, An.Frame(), [An.View("quant")], []));
}
