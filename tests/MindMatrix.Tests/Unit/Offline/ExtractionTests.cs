using MindMatrix.Offline.Extraction;

namespace MindMatrix.Tests.Unit.Offline;

public sealed class ExtractionTests
{
    [Theory]
    [InlineData("a senior engineer at 150k a year", 150_000, null, "Year", "150k a year")]
    [InlineData("they want €1.2m for it", 1_200_000, "EUR", "None", "€1.2m")]
    [InlineData("a tutor at $15/h", 15, "USD", "Hour", "$15/h")]
    [InlineData("travel contract pays 1,340/week", 1340, null, "Week", "1,340/week")]
    [InlineData("it would cost me 2 grand", 2000, null, "None", "2 grand")]
    [InlineData("Angebot über 1.200,50 EUR", 1200.50, "EUR", "None", "1.200,50 EUR")]
    [InlineData("das kostet 1 250 000 €", 1_250_000, "EUR", "None", "1 250 000 €")]
    [InlineData("CHF 12'500 for the machine", 12_500, "CHF", "None", "CHF 12'500")]
    [InlineData("the fee is 23,40 EUR", 23.40, "EUR", "None", "23,40 EUR")]
    [InlineData("service contract €14,500 p.a.", 14_500, "EUR", "Year", "€14,500 p.a")]
    [InlineData("the van is eleven thousand nine hundred", 11_900, null, "None", "eleven thousand nine hundred")]
    [InlineData("transfer 300 to the joint account", 300, null, "None", "300")]
    public void Money_is_read_with_currency_and_period(string text, double amount, string? currency, string period, string span)
    {
        var money = Assert.Single(Facts(text).Money);

        Assert.Equal((amount, currency, Enum.Parse<Period>(period)), (money.Amount, money.Currency, money.Period));
        Assert.Equal(span, money.Span.In(text));
    }

    [Theory]
    [InlineData("We met in 2019 and again on 14 March 2024")]
    [InlineData("call at 16:05 or 8.40, room 204, order #4471")]
    [InlineData("churn is 5.8% of 640 students, 9k accounts and 22,000 users")]
    [InlineData("version 10.0.12 on 192.168.0.1, ticket CHG-4471")]
    public void Years_times_counts_and_codes_are_not_money(string text) => Assert.Empty(Facts(text).Money);

    [Fact]
    public void A_range_shares_its_scale() => Assert.Equal([10_000, 15_000], Facts("a budget of 10-15k").Money.Select(m => m.Amount));

    [Theory]
    [InlineData("send it by 2026-04-01", "2026-04-01")]
    [InlineData("reply by Friday please", "2026-03-06")]
    [InlineData("it is due tomorrow", "2026-03-04")]
    [InlineData("sign by 1 June", "2026-06-01")]
    [InlineData("until the 17th", "2026-03-17")]
    [InlineData("vote within two weeks", "2026-03-17")]
    [InlineData("answer by end of the month", "2026-03-31")]
    [InlineData("Frist bis 3.4.2026", "2026-04-03")]
    [InlineData("before next Friday", null)]
    public void Days_are_fixed_only_where_the_words_fix_them(string text, string? day)
    {
        var date = Assert.Single(Facts(text).Dates);

        Assert.Equal(day, date.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("Lisbon or Ghent after the baby", "Lisbon|Ghent after the baby")]
    [InlineData("Oak vs pine vs steel", "Oak|pine|steel")]
    [InlineData("We can sell now, do it up, or let it.", "sell now|do it up|let it")]
    [InlineData("I am torn between the lab and the start-up.", "the lab|the start-up")]
    [InlineData("What now?\n(a) rewrite it\n(b) buy one and migrate\n(c) wait", "rewrite it|buy one and migrate|wait")]
    [InlineData("Should we open on Sundays?", "open on Sundays")]
    [InlineData("Buy a van? Or lease one for now.", "Buy a van|lease one for now")]
    public void Options_are_found_by_form(string text, string options) => Assert.Equal(options.Split('|'), Facts(text).Options.Select(o => o.Own));

    [Fact]
    public void Shares_durations_constraints_and_names_keep_their_place()
    {
        const string text = "Dr. Lindqvist from Brightledger Ltd gives it a 30% chance. We must stay under budget. It is a 3-year contract.";
        var facts = Facts(text);

        Assert.Equal((0.3, true), (facts.Percents[0].Value, facts.Percents[0].Probability));
        Assert.Equal(3 * 365, facts.Durations[0].Days);
        Assert.Equal("We must stay under budget.", facts.Constraints[0].In(text));
        Assert.Contains(facts.Names, n => n.Name == "Brightledger Ltd");
    }

    [Fact]
    public void Hostile_input_is_read_in_time()
    {
        string[] hostile =
        [
            new('1', 100_000), string.Concat(Enumerable.Repeat("1,", 50_000)), string.Concat(Enumerable.Repeat("a or ", 20_000)), new('(', 100_000),
            string.Concat(Enumerable.Repeat("1 000 ", 16_000)), string.Concat(Enumerable.Repeat("hundred ", 12_000)), string.Concat(Enumerable.Repeat("if I go, ", 11_000)), string.Concat(Enumerable.Repeat("€1k ", 25_000)),
        ];
        foreach (var text in hostile)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            Ask.Frame(text);
            // Generous for a busy machine; a backtracking pattern would take minutes.
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"«{text[..12]}…» took {watch.Elapsed}.");
        }
    }

    private static TextFacts Facts(string text) => TextFacts.Of(text, Ask.Tuesday);
}
