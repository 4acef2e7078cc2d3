using System.Globalization;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Language;
using MindMatrix.Offline.Assess;
using MindMatrix.Offline.Extraction;
using MindMatrix.Triage;
using Quantities = MindMatrix.Decisions.Quantities;

namespace MindMatrix.Offline.Questions;

/// <summary>The amounts of an answer: of which option each is, whether it comes in or goes out, and how sure it is.</summary>
internal static class Amounts
{
    private static readonly PhraseSet Brings = new("bring, brings, bringing, earn, earns, save, saves, saving, savings, revenue, income, sales, turnover, gain, gains, yields, generates, makes, sells, worth, brings in, bring in, more sales");
    private static readonly PhraseSet Costs = new("cost, costs, costing, pay, pays, fee, fees, salary, price, spend, spends, rent, outlay, charge, charges, loses, lose, losing");
    private static readonly PhraseSet Net = new("net, profit, after costs, after all costs, left over, in the end");
    private static readonly PhraseSet Undo = new("undo, undone, undoing, leave, leaving, exit, end, ending, cancel, cancelled, terminate, terminated, notice, back out, get out, go back");
    private static readonly PhraseSet Sure = new("exactly, exact, fixed, precisely, contractually");
    private static readonly PhraseSet Once = new("once, one off, in all, in total, altogether, upfront, up front, overall, one time, setup");
    private static readonly PhraseSet Today = new("status quo, as it is, as they are, doing nothing, today's situation, staying, if nothing changes");
    private static readonly PhraseSet Nothing = new("nothing, none, zero, nil, no cost, no costs, free");
    private static readonly PhraseSet Adding = new("plus, and, also, as well as");
    private static readonly PhraseSet Between = new("between, from");

    /// <summary>A single figure stands for a range: gains come in lower and costs higher than said more often than not.</summary>
    private static readonly Dictionary<string, (double Low, double High)> Spread = new()
    {
        [Quantities.Brings] = (0.7, 1.2),
        [Quantities.Costs] = (0.9, 1.4),
        [Quantities.NetValue] = (0.7, 1.3),
        [Quantities.UndoCost] = (1, 1),
    };

    private sealed record Said(string Option, string Quantity, MoneyMention Money, bool Adds, bool Sure);

    /// <param name="option">The option that is meant unless the answer names another; null when it must name one.</param>
    /// <param name="quantity">The quantity that is meant unless the answer says another; null when it must say one.</param>
    /// <returns>The figures with what is said of each, or why there is none.</returns>
    public static (IReadOnlyList<(AnswerFigure Figure, string InWords)> Figures, string? Fault) Read(string text, Frame frame, DateOnly today, string? option, string? quantity)
    {
        var facts = TextFacts.Of(text, today);
        // A bare number is an amount here, since an amount was asked for.
        var prompted = facts.Money.Count == 0 && option is not null;
        if (prompted)
            facts = TextFacts.Of("Cost " + text, today);
        if (facts.Money.Count == 0)
            return option is not null && quantity is not null && Nothing.IsIn(new Words(text))
                ? ([(new AnswerFigure(option, quantity, RangeEstimate.Exactly(0)), $"«{frame.Option(option).Title}» {Verb(quantity)} nothing.")], null)
                : ([], null);
        if (facts.Money.FirstOrDefault(m => m.Currency is { } c && c != frame.Currency) is { } foreign)
            return ([], $"The decision is reckoned in {frame.Currency}, and no rate for {foreign.Currency} is known. Say it in {frame.Currency}.");
        if (facts.Money.Any(m => Figures.OverHorizon(m, frame.HorizonDays) is null))
            return ([], "How often it is paid is not known. Say it a week, a month, a year or in all.");

        var said = Assign(facts, prompted ? 1 : 0, frame, option, quantity);
        var found = new List<(AnswerFigure, string)>();
        foreach (var group in said.GroupBy(s => (s.Option, s.Quantity)))
        {
            if (Join([.. group], frame.HorizonDays) is not { } joined)
                return ([], $"There are more amounts than the rules can tell apart. {Forms.Money}");
            found.Add((new AnswerFigure(group.Key.Option, group.Key.Quantity, joined.Range), InWords(frame, group.Key.Option, group.Key.Quantity, joined.Range, joined.Widened)
                + (group.All(s => s.Money.Period == Period.None && !IsOnce(facts, s.Money)) && joined.Range.High > 0 ? " No period was given, so it counts once." : "")));
        }
        return (found, null);
    }

    private static List<Said> Assign(TextFacts facts, int at, Frame frame, string? option, string? quantity)
    {
        var names = Names(frame);
        var said = new List<Said>();
        var (who, what) = (option, quantity);
        // «between 180k and 260k a year», «the one 220k a year and the other 150k»: the period is said once, for all.
        var periods = facts.Money.Select(m => m.Period).Where(p => p != Period.None).Distinct().ToList();
        var money = facts.Money.Select(m => m.Period == Period.None && periods.Count == 1 && !IsOnce(facts, m) ? m with { Period = periods[0] } : m).ToList();
        for (var i = 0; i < money.Count; i++)
        {
            var (from, to) = facts.Words.Range(money[i].Span);
            var next = i + 1 < money.Count ? facts.Words.FirstFrom(money[i + 1].Span.Start) : facts.Words.Count;
            // The clause behind the amount says what it is when the words before do not: «220k a year in revenue».
            var behind = Math.Min(next, to + 4);
            who = Named(facts.Words, names, at, from) ?? (said.Count == 0 ? Named(facts.Words, names, to, behind) : null) ?? who;
            what = Quantity(facts.Words, at, from, option is null && quantity == Quantities.UndoCost) ?? (said.Count == 0 ? Quantity(facts.Words, to, behind, false) : null) ?? what;
            if (who is not null && what is not null)
                said.Add(new Said(who, what, money[i], Adding.In(facts.Words, at, from).Any() && !Between.In(facts.Words, 0, from).Any(), Sure.IsIn(facts.Words)));
            at = to;
        }
        return said;
    }

    private static bool IsOnce(TextFacts facts, MoneyMention money)
    {
        var (from, to) = facts.Words.Range(money.Span);
        return Once.In(facts.Words, Math.Max(0, from - 2), Math.Min(facts.Words.Count, to + 3)).Any();
    }

    /// <summary>Words by which each option is known and no other is.</summary>
    private static List<(string Slug, HashSet<string> Words)> Names(Frame frame)
    {
        var all = frame.Options.Where(o => o.Slug != Frame.StatusQuo).Select(o => (o.Slug, Words: Telling(o.Slug.Replace('-', ' ') + " " + o.Title))).ToList();
        var shared = all.SelectMany(o => o.Words).GroupBy(w => w).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. all.Select(o => (o.Slug, o.Words.Except(shared, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal)))];
    }

    private static HashSet<string> Telling(string name)
    {
        var words = new Words(name);
        return [.. Enumerable.Range(0, words.Count).Select(words.Lower).Where(w => (w.Length >= 4 || w == "buy") && !char.IsAsciiDigit(w[0]) && w is not ("year" or "month" or "with" or "from" or "that" or "this" or "first"))];
    }

    private static string? Named(Words words, List<(string Slug, HashSet<string> Words)> names, int from, int to)
    {
        for (var i = to - 1; i >= from; i--)
        {
            if (names.FirstOrDefault(n => n.Words.Contains(words.Lower(i))) is { Slug: { } slug })
                return slug;
        }
        return Today.In(words, from, to).Any() ? Frame.StatusQuo : null;
    }

    private static string? Quantity(Words words, int from, int to, bool undo) =>
        undo && Undo.In(words, from, to).Any() ? Quantities.UndoCost
        : Net.In(words, from, to).Any() ? Quantities.NetValue
        : Brings.In(words, from, to).Any() ? Quantities.Brings
        : Costs.In(words, from, to).Any() ? Quantities.Costs
        : null;

    /// <summary>One amount, two ends of a range, low, most likely and high, or a sum; null when it is none of these.</summary>
    private static (RangeEstimate Range, bool Widened)? Join(Said[] said, int horizonDays)
    {
        var values = said.Select(s => Figures.OverHorizon(s.Money, horizonDays)!.Value).ToList();
        if (said.Length > 1 && said.Skip(1).All(s => s.Adds))
            values = [values.Sum()];
        values.Sort();
        return values switch
        {
            [var one] when said[0].Sure || one == 0 => (RangeEstimate.Exactly(one), false),
            [var one] => (Widen(one, said[0].Quantity), true),
            [var low, var high] => (new RangeEstimate(low, (low + high) / 2, high), false),
            [var low, var mode, var high] => (new RangeEstimate(low, mode, high), false),
            _ => null,
        };
    }

    private static RangeEstimate Widen(double value, string quantity) =>
        Spread[quantity] is var (low, high) && value >= 0 ? new(Math.Round(value * low, 2), value, Math.Round(value * high, 2)) : new(Math.Round(value * high, 2), value, Math.Round(value * low, 2));

    private static string InWords(Frame frame, string option, string quantity, RangeEstimate range, bool widened)
    {
        var sure = widened && range.High > range.Low
            ? string.Create(CultureInfo.InvariantCulture, $"; one figure was given, so {range.Low:N0} to {range.High:N0} is taken, which holds eight times of ten")
            : range.High > range.Low ? string.Create(CultureInfo.InvariantCulture, $", from {range.Low:N0} to {range.High:N0}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"«{frame.Option(option).Title}» {Verb(quantity)} {range.Mode:N0} {frame.Currency} over {frame.HorizonDays} days{sure}.");
    }

    private static string Verb(string quantity) => quantity switch
    {
        Quantities.Brings => "brings in or saves",
        Quantities.Costs => "costs",
        Quantities.UndoCost => "costs, if it is undone,",
        _ => "is worth",
    };
}
