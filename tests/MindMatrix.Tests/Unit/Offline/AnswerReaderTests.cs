using MindMatrix.Offline.Questions;

namespace MindMatrix.Tests.Unit.Offline;

/// <summary>What people answer, as they write it.</summary>
public sealed class AnswerReaderTests
{
    private static readonly MindMatrix.Triage.Frame Frame = An.Frame() with
    {
        Options = [new("hire-senior-engineer", "Hire a senior engineer at 150k", "."), new("agency", "Hire an agency at 120k a year", "."), new("status-quo", "Leave it", ".")],
    };

    [Theory]
    [InlineData("220k a year", "hire-senior-engineer brings 154000 220000 264000")]
    [InlineData("the senior brings in 220k a year", "hire-senior-engineer brings 154000 220000 264000")]
    [InlineData("exactly 220k a year", "hire-senior-engineer brings 220000 220000 220000")]
    [InlineData("180k to 260k a year", "hire-senior-engineer brings 180000 220000 260000")]
    [InlineData("between €180k and €260k a year", "hire-senior-engineer brings 180000 220000 260000")]
    [InlineData("100k, most likely 200k, at best 250k a year", "hire-senior-engineer brings 100000 200000 250000")]
    [InlineData("10k a month", "hire-senior-engineer brings 84000 120000 144000")]
    [InlineData("220000", "hire-senior-engineer brings 154000 220000 264000")]
    [InlineData("150k plus 50k", "hire-senior-engineer brings 140000 200000 240000")]
    [InlineData("nothing", "hire-senior-engineer brings 0 0 0")]
    [InlineData("the agency earns us 90k a year", "agency brings 63000 90000 108000")]
    [InlineData("the senior brings in 220k a year and the agency 150k", "hire-senior-engineer brings 154000 220000 264000; agency brings 105000 150000 180000")]
    [InlineData("it brings 200k a year and costs 20k once", "hire-senior-engineer brings 140000 200000 240000; hire-senior-engineer costs 18000 20000 28000")]
    public void Gains_are_read_with_whose_they_are_and_how_sure_they_are(string text, string expected) => Assert.Equal(expected, Read("brings-hire-senior-engineer", text));

    [Theory]
    [InlineData("costs-agency", "130k all in", "agency costs 117000 130000 182000")]
    [InlineData("worth-agency", "about 30k", "agency net-value 21000 30000 39000")]
    [InlineData("today", "we lose 3k every month", "status-quo costs 32400 36000 50400")]
    [InlineData("chance-agency", "70 %", "agency probability-of-success 0.7 0.7 0.7")]
    [InlineData("chance-agency", "7 in 10", "agency probability-of-success 0.7 0.7 0.7")]
    [InlineData("chance-agency", "0.7", "agency probability-of-success 0.7 0.7 0.7")]
    public void Each_question_says_what_its_figure_is(string id, string text, string expected) => Assert.Equal(expected, Read(id, text));

    [Theory]
    [InlineData("two years", 730)]
    [InlineData("18 months", 540)]
    [InlineData("half a year", 180)]
    [InlineData("a year", 365)]
    [InlineData("2 years to 4 years", 1095)]
    public void A_length_becomes_the_horizon(string text, int days) => Assert.Equal(days, Of("horizon", text).HorizonDays);

    [Theory]
    [InlineData("EUR", "EUR")]
    [InlineData("in dollars", "USD")]
    [InlineData("£", "GBP")]
    public void A_currency_is_read_from_its_code_name_or_sign(string text, string currency) => Assert.Equal(currency, Of("currency", text).Currency);

    [Fact]
    public void A_day_is_read_and_one_that_is_past_is_not()
    {
        Assert.Equal(new DateOnly(2026, 12, 1), Of("decide-by", "by 2026-12-01").DecideBy);
        Assert.Null(Of("decide-by", "on 2020-01-01").DecideBy);
    }

    [Theory]
    [InlineData("brings-agency", "a lot", "Give an amount with its period")]
    [InlineData("brings-agency", "$90k a year", "no rate for USD is known")]
    [InlineData("brings-agency", "90 EUR an hour", "Say it a week, a month, a year or in all")]
    [InlineData("brings-agency", "10k, 20k, 30k and 40k", "more amounts than the rules can tell apart")]
    [InlineData("horizon", "a while", "Give a length of time")]
    [InlineData("chance-agency", "quite likely", "Give a chance")]
    [InlineData("chance-agency", "170 %", "Give a chance")]
    [InlineData("currency", "shells", "Name the currency")]
    [InlineData("decide-by", "soon", "Name a day")]
    public void What_cannot_be_read_is_a_note_and_says_what_form_is_expected(string id, string text, string expected)
    {
        var reading = Of(id, text);

        Assert.Null(reading.Understood);
        Assert.Empty(reading.Figures);
        Assert.Contains(expected, reading.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_count_as_they_are_and_figures_in_them_only_where_they_say_of_what()
    {
        Assert.Equal("", Read("q-who-leads", "I do, two hours a week for 500 EUR"));
        Assert.Equal("agency costs 108000 120000 168000", Read("q-who-leads", "The agency costs 120k a year"));
        Assert.NotNull(Of("q-who-leads", "I do").Understood);
    }

    [Fact]
    public void An_amount_without_a_period_is_said_to_count_once() =>
        Assert.EndsWith("No period was given, so it counts once.", Of("brings-agency", "90k").Understood, StringComparison.Ordinal);

    private static Reading Of(string id, string text) => AnswerReader.Read(QuestionTopic.Of(id, "Who leads?"), text, Frame, Ask.Tuesday);

    private static string Read(string id, string text) =>
        string.Join("; ", Of(id, text).Figures.Select(f => FormattableString.Invariant($"{f.Option} {f.Quantity} {f.Value.Low} {f.Value.Mode} {f.Value.High}")));
}
