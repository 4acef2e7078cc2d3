using System.Globalization;
using MindMatrix.Language;
using MindMatrix.Offline.Extraction;
using MindMatrix.Offline.Kinds;

namespace MindMatrix.Offline.Assess;

/// <summary>What an option costs or brings over the horizon, as far as the text says so.</summary>
/// <param name="Total">Over the horizon; negative is cost.</param>
/// <param name="Source">The amounts it is made of.</param>
internal sealed record StatedFigure(double Total, IReadOnlyList<MoneyMention> Source);

/// <summary>Arithmetic with the amounts of the text; never an amount that is not there.</summary>
internal static class Figures
{
    private static readonly PhraseSet Income = new("revenue, income, earn, earns, brings, bring, grant, turns over, turnover, gives us, pays us, would give, donate, donation, gift, refund, sell for, sells for, sold for, proceeds, base of, gross, stipend, profit, saves, save, saving");

    // Amounts that measure something else than what the option costs or brings.
    private static readonly PhraseSet Measure = new("cap, valuation, valued, arr, mrr, debt, owes, plan, covenant, worth, orders, market, clear, current, currently, had, last time, before was, strike, covers, budget, remaining, left");

    private static readonly PhraseSet Thresholds = new("above, over, under, below");

    // In choices about one's own work an amount is pay, unless it stands with something to learn.
    private static readonly PhraseSet Study = new("mba, emba, degree, phd, master, masters, master's, bootcamp, course, tuition, fee, fees, certificate, licence");

    private static readonly PhraseSet PayOfToday = new("i make, i earn, i am on, i'm on, i am making, i'm making, i am earning, i'm earning, i get, i currently make, i currently earn, i now make, i now earn, my salary is, my pay is, my salary of, current salary, current pay, pays me");

    private static readonly PhraseSet Outlays = new("buy, buying, lease, leasing, rent, renting, hire, hiring, pay, paying, spend, order, subscribe, repair, replace");

    public static StatedFigure? Of(TextFacts facts, OptionText option, OptionShape shape, DecisionKind kind, int horizonDays)
    {
        // A price asked for, money put in and money owed are amounts, but neither cost nor gain.
        if (shape == OptionShape.Keep || option.Money.Count is 0 or > 3 || kind == KindCatalogue.Price || kind == KindCatalogue.Invest || kind == KindCatalogue.Borrow)
            return null;
        double total = 0;
        var source = new List<MoneyMention>();
        foreach (var amount in option.Money)
        {
            var (from, to) = facts.Words.Range(amount.Span);
            var around = (From: Math.Max(0, from - 4), To: Math.Min(facts.Words.Count, to + 3));
            if (Measure.In(facts.Words, around.From, around.To).Any() || Thresholds.HasWord(facts.Words.Lower(from - 1)) || OverHorizon(kind == KindCatalogue.Career && IsSalary(facts, amount) ? amount with { Period = Period.Year } : amount, horizonDays) is not { } value)
                continue;
            var income = Income.In(facts.Words, around.From, around.To).Any()
                || (shape == OptionShape.Leave ? !AfterOutlay(facts.Words, from) : kind == KindCatalogue.Career && !Study.In(facts.Words, around.From, around.To).Any());
            total += income ? value : -value;
            source.Add(amount);
        }
        return source.Count > 0 && total != 0 && Math.Abs(total) < 1e13 ? new StatedFigure(total, source) : null;
    }

    /// <summary>«a job at 92k»: so large an amount without a period is pay for a year, where the choice is about work.</summary>
    public static bool IsSalary(TextFacts facts, MoneyMention amount)
    {
        var (from, to) = facts.Words.Range(amount.Span);
        return amount is { Period: Period.None, Amount: >= 10_000 } && !Study.In(facts.Words, Math.Max(0, from - 4), Math.Min(facts.Words.Count, to + 3)).Any();
    }

    /// <summary>«I make 72k now»: what the writer's work brings today, which is the measure of every other way and belongs to none.</summary>
    public static bool SaysPayOfToday(TextFacts facts) => facts.Money.Any(m =>
    {
        var (from, to) = facts.Words.Range(m.Span);
        return PayOfToday.In(facts.Words, Math.Max(0, from - 4), from).Any() || facts.Words.Lower(to) is "now" or "today" or "currently";
    });

    /// <summary>«sell the van for 18k and lease one at 600 a month»: after the second act the amount is paid, although the option gives something up.</summary>
    private static bool AfterOutlay(Words words, int amount)
    {
        var sentence = words.Range(words.SentenceAt(words[Math.Min(amount, words.Count - 1)].Start)).From;
        for (var i = amount - 1; i > sentence; i--)
        {
            if (Outlays.HasWord(words.Lower(i)) && words.Lower(i - 1) is "and" or "then" or "to" or "or")
                return true;
        }
        return false;
    }

    /// <summary>The amount over the horizon; null for prices per hour, day or piece, whose number is not known.</summary>
    public static double? OverHorizon(MoneyMention amount, int horizonDays) => amount.Period switch
    {
        Period.Year => amount.Amount * horizonDays / 365.0,
        Period.Month => amount.Amount * 12 * horizonDays / 365.0,
        Period.Week => amount.Amount * horizonDays / 7.0,
        Period.None => amount.Amount,
        _ => null,
    };

    /// <summary>«1,200», «0.92»; without needless decimals.</summary>
    public static string Show(double amount) => amount.ToString(Math.Abs(amount) >= 100 || amount == Math.Floor(amount) ? "#,0" : "#,0.##", CultureInfo.InvariantCulture);
}
