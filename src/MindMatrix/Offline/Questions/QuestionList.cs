using System.Globalization;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Offline.Extraction;
using MindMatrix.Offline.Kinds;
using MindMatrix.Triage;
using Quantities = MindMatrix.Decisions.Quantities;

namespace MindMatrix.Offline.Questions;

/// <summary>A decision, as far as questions about it need it.</summary>
/// <param name="Text">What the advisers were shown.</param>
/// <param name="Frame">As it was framed, without the answers.</param>
/// <param name="Answers">Those that count.</param>
/// <param name="Report">Null before there are figures.</param>
internal sealed record QuestionContext(string Text, Frame Frame, IReadOnlyList<AdviserView> Views, IReadOnlyList<PersonalAnswer> Answers, DecisionReport? Report);

/// <summary>
/// The open questions of a decision, the one whose answer would change most first. With figures for every way that is the value of knowing (decision-science
/// #22); without, what keeps the ways from being compared comes first, then what decides such cases.
/// </summary>
internal sealed class QuestionList
{
    /// <summary>As many are put forward; the rest is listed.</summary>
    public const int Ranked = 3;

    private readonly QuestionContext _context;
    private readonly TextFacts _facts;
    private readonly DecisionKind _kind;
    private readonly FigureWords _words;
    private readonly List<(double Order, OpenQuestion Question)> _found = [];

    private QuestionList(QuestionContext context)
    {
        _context = context;
        _facts = TextFacts.Of(context.Text, DateOnly.MinValue);
        _kind = DecisionKind.Of(_facts.Words);
        _words = new FigureWords(context.Frame, context.Report);
    }

    /// <summary>The open questions, the most telling first.</summary>
    public static IReadOnlyList<OpenQuestion> Of(QuestionContext context)
    {
        var list = new QuestionList(context);
        list.Gaps();
        list.WorthKnowing();
        list.OfTheDecision();
        list.InWords();
        return [.. list._found.GroupBy(f => f.Question.Id).Select(g => g.MinBy(f => f.Order)).OrderBy(f => f.Order).ThenBy(f => f.Question.Id, StringComparer.Ordinal).Select(f => f.Question)];
    }

    /// <summary>What keeps the ways from being compared in money: ways whose gains, or all of whose figures, are missing.</summary>
    private void Gaps()
    {
        if (_context.Report is not { } report)
            return;
        var money = report.Options.Any(o => o.ExpectedValue is not null);
        // Where no figure stands in the text, such decisions seldom turn on one.
        var first = money ? 10 : _kind == KindCatalogue.Personal || _kind == KindCatalogue.Policy || _kind == KindCatalogue.Career ? 40 : 14;
        var ways = report.Options.Where(o => o.Option is not (Frame.StatusQuo or AnsweredFrame.TrySmall) && !Has(o.Option, Quantities.NetValue)).ToList();
        var n = 0;
        foreach (var way in ways.Where(o => !Has(o.Option, Quantities.Brings) && (o.ExpectedValue is null || o.Quantiles[^1] <= 0)).OrderBy(o => o.ExpectedValue?.Value ?? 0))
            Add(first + (n++ < 2 ? n * 0.1 : 8), new(Topic.Brings, way.Option), $"What would «{Title(way.Option)}» bring in or save?", _words.OfGains(way));
        foreach (var way in ways.Where(o => o.ExpectedValue is null && !Has(o.Option, Quantities.Costs)))
            Add(first + (money ? 0.5 : 0.05), new(Topic.Costs, way.Option), $"What would «{Title(way.Option)}» cost, everything included?", "Without a figure for it, it is left out of every comparison in money.");
        foreach (var way in ways.Where(o => Has(o.Option, Quantities.Brings) && !Has(o.Option, Quantities.ProbabilityOfSuccess)))
            Add(way.Option == report.Leader ? 14 : 19, new(Topic.Chance, way.Option), $"How likely is it that «{Title(way.Option)}» reaches its aim?", _words.OfChance(way));
    }

    /// <summary>The figures whose exact value is worth most before the choice.</summary>
    private void WorthKnowing()
    {
        if (_context.Report is not { } report)
            return;
        var n = 0;
        foreach (var variable in report.Variables.Where(v => v.Evppi.Value >= 1))
        {
            var topic = _words.TopicOf(variable);
            if (topic.Topic == Topic.Free)
                continue;
            var question = topic.Topic switch
            {
                Topic.Brings => $"What would «{Title(topic.Option!)}» bring in or save, as exactly as you can say it?",
                Topic.Costs => $"What would «{Title(topic.Option!)}» cost, as exactly as you can say it?",
                Topic.Today => "What does today's situation cost if nothing changes?",
                _ => $"What would «{Title(topic.Option!)}» be worth, all costs taken off?",
            };
            Add(11 + (0.01 * n++), topic, question, _words.OfWorth(variable), variable.Evppi.Value, again: true);
        }
    }

    private void OfTheDecision()
    {
        var money = _context.Report?.Options.Any(o => o.ExpectedValue is not null) == true;
        if (!money)
            return;
        if (!Has(Frame.StatusQuo, Quantities.Costs) && !Has(Frame.StatusQuo, Quantities.NetValue))
            Add(15, new(Topic.Today), "What does today's situation cost if nothing changes?", "Every figure is measured from today's situation, which counts as 0. What it costs, every other way gains by it.");
        if (_facts.Money.Any(m => m.Period is Period.Week or Period.Month or Period.Year))
            Add(16, new(Topic.Horizon), "Over how long is this to be judged?", string.Create(CultureInfo.InvariantCulture, $"{_context.Frame.HorizonDays} days are taken; with another length every yearly and monthly figure is another."));
        if (_facts.Currency is null)
            Add(17, new(Topic.Currency), "Which currency are the figures in?", $"None is named; {_context.Frame.Currency} is taken.");
        if (_facts.Deadline is null)
            Add(41, new(Topic.Deadline), "By which day must this be decided?", "It sets the day it is due and leaves the choice as it is.");
    }

    /// <summary>The questions of the frame, then those of the advisers.</summary>
    private void InWords()
    {
        var n = 0;
        foreach (var unknown in _context.Frame.Unknowns)
            AddWords(20 + (0.1 * n++), unknown, $"It is open in the frame, and decides many choices of this kind.");
        foreach (var (question, who) in _context.Views.SelectMany(v => v.MissingInfo.Select(q => (q, v.Name))))
            AddWords(30 + (0.1 * n++), question, $"{who} asks it.");
    }

    private void AddWords(double order, string question, string why)
    {
        var topic = QuestionTopic.OfWords(question);
        if (topic.Topic == Topic.AllMoney && _context.Report is not null)
            return;
        if (question == _kind.Unknowns[0])
            (order, why) = (_context.Report?.Options.Any(o => o.ExpectedValue is not null) == true ? 12 : 5, _kind.Turns);
        Add(order, topic, question, why);
    }

    /// <param name="again">Asked again though it was answered: the answer left a range.</param>
    private void Add(double order, QuestionTopic topic, string question, string why, double? worth = null, bool again = false)
    {
        var id = topic.IdOf(question);
        if (again || !_context.Answers.Any(a => a.QuestionId == id && a.Understood is not null))
            _found.Add((order, new OpenQuestion(id, question, why, topic.Option, worth, Forms.Of(topic.Topic))));
    }

    private bool Has(string option, string quantity) => _context.Report?.Overrides.Any(o => o.Option == option && o.Quantity == quantity) == true;

    private string Title(string slug) => _context.Frame.Option(slug).Title;
}
