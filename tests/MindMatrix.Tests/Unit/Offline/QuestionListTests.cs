using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Offline.Questions;

namespace MindMatrix.Tests.Unit.Offline;

/// <summary>Which question comes first, and why.</summary>
public sealed class QuestionListTests
{
    private const string Text = "Should we hire a senior engineer at 150k a year or an agency at 120k a year?";

    [Fact]
    public void With_costs_alone_the_gains_come_first_with_what_they_must_come_to()
    {
        var questions = Of([]);

        Assert.Equal(["brings-hire-senior-engineer", "brings-agency"], questions.Take(2).Select(q => q.Id));
        Assert.Contains("It pays from 178,125 EUR over 365 days on, and is ahead of «Hire an agency at 120k a year» when it brings 35,625 EUR more than that.", questions[0].Why, StringComparison.Ordinal);
        Assert.All(questions, q => Assert.Null(q.WorthUpTo));
        // The question that decides such cases is among the first three, with how its answer moves the choice.
        Assert.StartsWith("A need of years speaks for", questions[2].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void With_figures_for_all_the_value_of_knowing_says_which_is_first()
    {
        var questions = Of([Answer("brings-hire-senior-engineer", Brings("hire-senior-engineer", 120_000, 200_000, 240_000)), Answer("brings-agency", Brings("agency", 150_000, 160_000, 170_000))]);

        Assert.True(questions[0].WorthUpTo >= questions[1].WorthUpTo);
        Assert.StartsWith("It is worth up to ", questions[0].Why, StringComparison.Ordinal);
        Assert.Contains(" EUR to know this before you decide", questions[0].Why, StringComparison.Ordinal);
        Assert.DoesNotContain(questions, q => q.WorthUpTo is null && q.Id.StartsWith("brings-", StringComparison.Ordinal));
    }

    [Fact]
    public void One_way_without_gains_beside_one_with_makes_no_fair_comparison_and_comes_first()
    {
        var questions = Of([Answer("brings-hire-senior-engineer", Brings("hire-senior-engineer", 190_000, 200_000, 240_000))]);

        Assert.Equal("brings-agency", questions[0].Id);
        Assert.Contains("the comparison is not a fair one", questions[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_answered_is_not_asked_again_and_a_note_leaves_it_open()
    {
        Assert.DoesNotContain(Of([Answer("horizon")]), q => q.Id == "horizon");
        Assert.Contains(Of([Answer("horizon", understood: null)]), q => q.Id == "horizon");
    }

    [Fact]
    public void Ids_are_stable_and_each_stands_once()
    {
        var ids = Of([]).Select(q => q.Id).ToList();

        Assert.Equal(ids, Of([]).Select(q => q.Id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", id));
        Assert.All(ids, id => Assert.InRange(id.Length, 1, 100));
    }

    [Fact]
    public void Without_any_figure_what_decides_such_cases_comes_first()
    {
        const string Personal = "Should my mother move in with us or go to the care home near my sister?";
        var frame = Ask.Frame(Personal);
        var views = Ask.Views(Personal, frame);

        var questions = QuestionList.Of(new QuestionContext(Personal, frame, views, [], DecisionReport.Compute(Computation.Input(Guid.Empty, frame, views, []))));

        Assert.Equal(QuestionTopic.OfWords(frame.Unknowns[0]).IdOf(frame.Unknowns[0]), questions[0].Id);
        Assert.DoesNotContain(questions.Take(3), q => q.Id.StartsWith("brings-", StringComparison.Ordinal));
    }

    [Fact]
    public void An_answered_frame_knows_the_answer_and_asks_it_no_more()
    {
        var frame = Ask.Frame(Text);
        var asked = frame.Unknowns[0];

        var after = AnsweredFrame.Of(frame, [Answer(QuestionTopic.OfWords(asked).IdOf(asked))]);

        Assert.DoesNotContain(asked, after.Unknowns);
        Assert.Equal(frame.Unknowns.Count - 1, after.Unknowns.Count);
        Assert.Equal("two years", Assert.Single(after.Known).Answer);
    }

    [Fact]
    public void The_lens_that_counts_weighs_what_a_person_said_it_brings()
    {
        var frame = Ask.Frame(Text);
        var after = AnsweredFrame.Of(frame, [Answer("brings-agency", Brings("agency", 300_000, 400_000, 500_000))]);

        var (before, now) = (Of(Ask.Assess(Text, "quant", frame)), Of(Ask.Assess(Text, "quant", after)));

        Assert.True(now.Score > before.Score);
        Assert.Contains("it brings 400,000 EUR and costs 120,000 over the horizon, so it leaves 280,000", now.For[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(now.For.Concat(now.Against), c => c.Text.Contains("is not said", StringComparison.Ordinal));

        static OptionAssessment Of(AssessmentReply reply) => reply.Options.Single(o => o.Slug == "agency");
    }

    private static AnswerFigure Brings(string option, double low, double mode, double high) => new(option, Quantities.Brings, new RangeEstimate(low, mode, high));

    private static PersonalAnswer Answer(string id, AnswerFigure figure) => Answer(id, "It is understood.", figure);

    private static PersonalAnswer Answer(string id, string? understood = "It is understood.", params AnswerFigure[] figures) => new()
    {
        IntentId = Guid.Empty,
        QuestionId = id,
        Question = "?",
        Text = "two years",
        Understood = understood,
        Figures = figures,
        SetBy = "Ada",
        SetAt = default,
    };

    private static IReadOnlyList<OpenQuestion> Of(IReadOnlyList<PersonalAnswer> answers)
    {
        var frame = Ask.Frame(Text);
        var views = Ask.Views(Text, frame);
        var estimates = answers.SelectMany(a => a.Figures).Select(f => new PersonalEstimate { IntentId = Guid.Empty, Option = f.Option, Quantity = f.Quantity, Value = f.Value, SetBy = "Ada", SetAt = default }).ToList();
        return QuestionList.Of(new QuestionContext(Text, frame, views, answers, DecisionReport.Compute(Computation.Input(Guid.Empty, frame, views, estimates))));
    }
}
