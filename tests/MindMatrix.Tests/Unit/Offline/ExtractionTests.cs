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
    [InlineData("Lisbon or Ghent after the baby", "Lisbon|Ghent")]
    [InlineData("Oak vs pine vs steel", "Oak|pine|steel")]
    [InlineData("We can sell now, do it up, or let it.", "sell now|do it up|let it")]
    [InlineData("I am torn between the lab and the start-up.", "the lab|the start-up")]
    [InlineData("What now?\n(a) rewrite it\n(b) buy one and migrate\n(c) wait", "rewrite it|buy one and migrate|wait")]
    [InlineData("Buy a van? Or lease one for now.", "Buy a van|lease one for now")]
    [InlineData("Nursery\n\nLittle Acorns has a place at £1,180 a month. The childminder on Vale Road is £5.50 an hour. Or my mum moves in.", "Little Acorns|The childminder on Vale Road|my mum moves in")]
    [InlineData("Phones\n\nWe must decide. A total ban is clean but hard to keep. Allowing them at lunch is what we have now.", "A total ban|Allowing them at lunch")]
    [InlineData("Which shop?\n1. Close the Leeds one\n2. Keep it until the lease ends", "Close the Leeds one|Keep it until the lease ends")]
    [InlineData("Two offers: Brightwell (71k, hybrid) and Corvus (78k, on site).", "Brightwell|Corvus")]
    [InlineData("Should I open on Sundays\n\nor swap it, open Sunday and close Monday", "open on Sundays|open Sunday and close Monday")]
    [InlineData("Clients ask for monthly instead of per project. Should I?", "monthly|per project")]
    [InlineData("Stall\n\nIf I stay I pay 70 a day. If I leave I lose the regulars. My cousin says share it with the baker.", "stay|leave|share it with the baker")]
    [InlineData("40 acres of hazels\n\nAlternative is let the block to the solar people at 950 an acre per year for 35 years. Or carry on with wheat.", "40 acres of hazels|let the block to the solar people|carry on with wheat")]
    [InlineData("12s or 8s on the step-down unit", "12s|8s")]
    public void Options_are_found_by_form(string text, string options) => Assert.Equal(options.Split('|'), Facts(text).Options.Select(o => o.Own));

    [Theory]
    [InlineData("The contract must be signed by 31 January or it goes to another firm.")]
    [InlineData("Dear Sir, please confirm. They told me it is a joke or a mistake.")]
    [InlineData("We can wait a day or two, or so.")]
    [InlineData("Uptake is 48%. Finance is nervous. The kitchen is paid anyway.")]
    [InlineData("Should we open on Sundays?")]
    public void A_threat_a_statement_or_one_way_alone_is_no_choice(string text) => Assert.Empty(Facts(text).Options);

    [Fact]
    public void What_is_asked_about_is_kept_as_the_only_way() => Assert.Equal("open on Sundays", Assert.Single(Facts("Should we open on Sundays?").Ways).Own);

    [Theory]
    [InlineData("twelve hundred a month and fifteen grand upfront", "1200|15000")]
    [InlineData("1 200,50 € or 1.200,50 € or 6,10 €", "1200.5|1200.5|6.1")]
    [InlineData("CHF 12'500.– for the press, 1,5 Mio. € overall", "12500|1500000")]
    [InlineData("between 80 and 90k, €80k-100k, £1.2-1.5m, 10-15 EUR", "80000|90000|80000|100000|1200000|1500000|10|15")]
    [InlineData("AUD 12,000, NZ$300 and USD 38k", "12000|300|38000")]
    [InlineData("two and a half million, one point two million, half a million, a couple of grand", "2500000|1200000|500000|2000")]
    [InlineData("45p a mile, 60 cents each", "0.45|0.6")]
    [InlineData("a 3 pound ticket, and ring me before anything over 150", "3|150")]
    [InlineData("Pricing today\n\nStarter 19, Team 49.", "19|49")]
    [InlineData("Chase the rent\n\nDue on the 1st. 875", "875")]
    public void Amounts_are_read_in_many_spellings(string text, string amounts) =>
        Assert.Equal(amounts.Split('|').Select(a => double.Parse(a, System.Globalization.CultureInfo.InvariantCulture)), Facts(text).Money.Select(m => m.Amount));

    [Fact]
    public void Both_ends_of_a_range_have_its_currency() => Assert.Equal(["EUR", "EUR"], Facts("a salary of €80k-100k").Money.Select(m => m.Currency));

    [Theory]
    [InlineData("They need our answer by close of business on Friday. We signed the last one in 2019.", "by close of business on Friday", "2026-03-06")]
    [InlineData("Please book it within ten days.", "within ten days", "2026-03-13")]
    [InlineData("The assessment was on Monday. They want us to choose by the end of next week.", "by the end of next week", null)]
    [InlineData("We want to announce before the spring conference.", "before the spring conference", null)]
    [InlineData("Chair wants a view before the nominations committee on the 17th.", "before the nominations committee on the 17th", "2026-03-17")]
    [InlineData("Call needed by tmrw standup", "by tmrw standup", "2026-03-04")]
    [InlineData("Reply must reach us by noon tomorrow.", "by noon tomorrow", "2026-03-04")]
    [InlineData("Free change window closes the day after tomorrow.", "the day after tomorrow", "2026-03-05")]
    [InlineData("Bought on 3 May 2023, five years of parts.", null, null)]
    [InlineData("The office was moved last Friday.", null, null)]
    public void The_deadline_is_the_phrase_that_sets_it(string text, string? phrase, string? day)
    {
        var deadline = Facts(text).Deadline;

        Assert.Equal(phrase, deadline?.Span.In(text));
        Assert.Equal(day, deadline?.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

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
