using MindMatrix.Capture;
using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Offline;

public sealed class TriageTests
{
    public const string Hire = "Should we hire a senior engineer at 150k or an agency at 120k a year?";

    [Fact]
    public void A_decision_is_framed_with_its_options_and_a_status_quo()
    {
        var reply = Ask.Triage(Hire);

        Assert.Equal(ThoughtType.Strategic, reply.Type);
        Assert.Equal(["hire-senior-engineer", "agency", Frame.StatusQuo], reply.Frame!.Options.Select(o => o.Slug));
        Assert.Equal("Hire an agency at 120k a year", reply.Frame.Options[1].Title);
        Assert.Equal(150_000, reply.Frame.Stake);
        Assert.InRange(reply.Frame.Unknowns.Count, 3, 5);
        Assert.Equal("Work", reply.Area);
    }

    [Fact]
    public void The_amounts_stay_with_their_options()
    {
        var quant = Ask.Assess(Hire, "quant");

        Assert.Equal(-150_000, quant.Options.Single(o => o.Slug == "hire-senior-engineer").NetValue!.Mode);
        Assert.Equal(-120_000, quant.Options.Single(o => o.Slug == "agency").NetValue!.Mode);
        Assert.Null(quant.Options.Single(o => o.Slug == Frame.StatusQuo).NetValue);
    }

    [Fact]
    public void A_request_by_mail_is_a_task_with_its_day()
    {
        var reply = Ask.Triage("Fwd: forms\n\nHi,\ncould you please send the signed forms to the clinic by Friday? The insurance card front and back as well.\nThanks");

        Assert.Equal(ThoughtType.Operational, reply.Type);
        Assert.Equal("Send the signed forms to the clinic by Friday", reply.NextStep);
        Assert.Equal("2026-03-06", reply.DueDate);
        Assert.Null(reply.Frame);
    }

    [Fact]
    public void A_note_is_kept()
    {
        var reply = Ask.Triage("How the wifi works\n\nThe router is behind the piano. The password is on the sticker. Restarting takes two minutes.");

        Assert.Equal(ThoughtType.Reference, reply.Type);
        Assert.Null(reply.NextStep);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("hmm")]
    [InlineData("...")]
    [InlineData("")]
    public void What_cannot_be_told_is_not_claimed(string text) => Assert.True(Ask.Triage(text).Confidence < 0.5);

    [Fact]
    public void A_question_with_one_way_gets_a_small_trial_and_the_status_quo_beside_it() =>
        Assert.Equal(["open-on-sundays", "try-it-small", Frame.StatusQuo], Ask.Frame("Should we open on Sundays?").Options.Select(o => o.Slug == "open-sundays" ? "open-on-sundays" : o.Slug));

    [Fact]
    public void Giving_up_is_tried_by_doing_without() =>
        Assert.Equal("Do without it for a while first", Ask.Frame("Should I give up the second chair?").Option("try-it-small").Title);

    [Fact]
    public void A_long_title_is_asked_about_without_its_terms() =>
        Assert.Equal("Partner clinic offers a merger: go ahead or not?", Ask.Frame("Partner clinic offers a merger: 50/50 name, shared reception, they bring 1,800 patients. Hard to say.").Question);

    [Fact]
    public void Staying_put_is_the_status_quo_under_its_own_name()
    {
        var frame = Ask.Frame("Boston or stay put?");

        Assert.Equal(["boston", Frame.StatusQuo], frame.Options.Select(o => o.Slug));
        Assert.Equal("Stay put", frame.Option(Frame.StatusQuo).Title);
    }

    [Fact]
    public void Selling_is_a_one_way_door_and_a_trial_is_not()
    {
        Assert.True(Ask.Triage("Should we sell the house or let it?").OneWay);
        Assert.False(Ask.Triage("Should we try a four day week as a pilot or keep the rota?").OneWay);
    }

    [Fact]
    public void A_persons_word_on_the_type_is_kept()
    {
        Assert.Equal(ThoughtType.Strategic, Ask.Triage("x", ThoughtType.Strategic).Type);
        Assert.NotNull(Ask.Triage("x", ThoughtType.Strategic).Frame);
        Assert.Equal(ThoughtType.Reference, Ask.Triage(Hire, ThoughtType.Reference).Type);
    }

    [Fact]
    public void A_condition_in_the_text_becomes_a_hard_rule() =>
        Assert.Contains("We cannot spend more than 100k a year", Ask.Frame(Hire + " We cannot spend more than 100k a year.").HardRules);
}
