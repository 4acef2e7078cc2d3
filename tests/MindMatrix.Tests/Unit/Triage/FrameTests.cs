using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Triage;

public sealed class FrameTests
{
    [Fact]
    public void A_whole_frame_is_taken_as_it_is()
    {
        var (frame, faults) = Frame.From(An.FrameReply());

        Assert.Empty(faults);
        Assert.Equal(An.Slugs, frame!.Options.Select(o => o.Slug));
        Assert.Equal(("Hire or agency?", 365, "EUR", 100_000.0), (frame.Question, frame.HorizonDays, frame.Currency, frame.Stake));
    }

    [Fact]
    public void A_status_quo_is_added_where_there_is_none()
    {
        var (frame, _) = Frame.From(WithSlugs("hire", "agency"));

        Assert.Equal(["hire", "agency", Frame.StatusQuo], frame!.Options.Select(o => o.Slug));
        Assert.NotEmpty(frame.Option(Frame.StatusQuo).Title);
    }

    [Theory]
    [InlineData("buy rent buy-and-rent", "buy-and-rent")]
    [InlineData("rent-first-buy-later buy rent", "rent-first-buy-later")]
    [InlineData("hire-engineer agency hire-agency-and-engineer", "hire-agency-and-engineer")]
    [InlineData("buy-van buy-truck rent-van", null)]
    [InlineData("hire hire-two agency", null)]
    [InlineData("buy status-quo buy-status-quo", null)]
    [InlineData("buy buy rent", null)]
    public void An_option_that_joins_two_others_is_found(string slugs, string? joined) =>
        Assert.Equal(joined is null ? [] : [joined], Frame.Joined(WithSlugs(slugs.Split(' ')).Options));

    [Fact]
    public void One_option_against_the_status_quo_is_a_decision() => Assert.Empty(Frame.From(WithSlugs("hire")).Faults);

    [Theory]
    [InlineData("", 1)]
    [InlineData("status-quo", 1)]
    [InlineData("a b c d e", 6)]
    [InlineData("a b c d e status-quo", 6)]
    public void Two_to_five_options_are_needed_with_the_status_quo(string slugs, int count)
    {
        var (frame, faults) = Frame.From(WithSlugs(slugs.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        Assert.Null(frame);
        Assert.Equal([$"frame.options has {count} options; 2 to 5 are needed, the status quo included."], faults);
    }

    [Theory]
    [InlineData("Hire")]
    [InlineData("hire one")]
    [InlineData("hire--one")]
    [InlineData("-hire")]
    [InlineData("hire-")]
    [InlineData("hire_one")]
    [InlineData("größe")]
    [InlineData("a-b-c-d-e-f-g-h-i-j-k")]
    public void A_slug_that_is_none_is_named(string slug) =>
        Assert.Equal([$"frame.options: «{slug}» is not a slug of lower-case words joined by hyphens."], Frame.From(WithSlugs(slug, "agency")).Faults);

    [Theory]
    [InlineData("hire")]
    [InlineData("hire-one")]
    [InlineData("plan-2-b")]
    [InlineData("a-b-c-d-e-f-g-h-i-j")]
    public void A_slug_is_lower_case_words_joined_by_hyphens(string slug) => Assert.Empty(Frame.From(WithSlugs(slug, "agency")).Faults);

    [Fact]
    public void A_slug_that_stands_twice_is_named() =>
        Assert.Equal(["frame.options: the slug «hire» stands twice."], Frame.From(WithSlugs("hire", "hire")).Faults);

    [Fact]
    public void Blanks_round_a_slug_do_not_make_it_another() =>
        Assert.Equal(["frame.options: the slug «hire» stands twice."], Frame.From(WithSlugs("hire", " hire ")).Faults);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(201, "201")]
    public void A_title_of_no_use_is_named(int length, string said) => Assert.Equal(
        [$"frame.options: the title of «hire» has {said} characters; 1 to 200 are needed."],
        Frame.From(An.FrameReply() with { Options = [new("hire", new string('x', length), ""), new("agency", "Agency", "")] }).Faults);

    [Theory]
    [InlineData(0)]
    [InlineData(-30)]
    [InlineData(36_501)]
    public void A_horizon_out_of_range_is_named(int days) =>
        Assert.Equal([$"frame.horizonDays is {days}; 1 to 36500 is needed."], Frame.From(An.FrameReply() with { HorizonDays = days }).Faults);

    [Theory]
    [InlineData("€")]
    [InlineData("eur")]
    [InlineData("EURO")]
    [InlineData("EU1")]
    [InlineData("")]
    public void A_currency_that_is_no_code_is_named(string currency) =>
        Assert.Equal([$"frame.currency is «{currency}»; an ISO 4217 code such as EUR is needed."], Frame.From(An.FrameReply() with { Currency = currency }).Faults);

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e16)]
    [InlineData(1e-9)]
    public void A_stake_that_is_no_amount_is_named(double stake) =>
        Assert.StartsWith("frame.stake is ", Assert.Single(Frame.From(An.FrameReply() with { Stake = stake }).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.0)]
    [InlineData(null)]
    public void A_stake_of_nothing_is_no_stake(double? stake)
    {
        var (frame, faults) = Frame.From(An.FrameReply() with { Stake = stake });

        Assert.Empty(faults);
        Assert.Null(frame!.Stake);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    public void A_question_is_needed(string question) => Assert.Equal(["frame.question is empty."], Frame.From(An.FrameReply() with { Question = question }).Faults);

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var (frame, faults) = Frame.From(WithSlugs("Hire") with { Question = "", HorizonDays = 0, Currency = "?", Stake = -1 });

        Assert.Null(frame);
        Assert.Equal(5, faults.Count);
    }

    private static FrameReply WithSlugs(params string[] slugs) => An.FrameReply() with { Options = [.. slugs.Select(s => new OptionReply(s, "A title", "What."))] };
}
