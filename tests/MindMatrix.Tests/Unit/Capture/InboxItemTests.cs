using Microsoft.Extensions.Time.Testing;
using MindMatrix.Capture;
using MindMatrix.Store;

namespace MindMatrix.Tests.Unit.Capture;

public sealed class InboxItemTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, string> Pairs => Moves.Pairs<InboxStatus>();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_item_moves_only_along_its_way(string from, string to) => Moves.Check<InboxItem, InboxStatus>(
        "Unprocessed > Processing; Needs_Review > Processing; Triaged_to_Intent > Processing; Processing > Triaged_to_Intent, Triaged_to_Task, Triaged_to_Node, Needs_Review",
        from, to, An.InboxItem, (item, status) => item.MoveTo(status, Clock, "unsure"), item => item.Status);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void A_review_without_a_reason_is_illegal(string? reason)
    {
        var item = An.InboxItem();
        item.MoveTo(InboxStatus.Processing, Clock);

        Assert.Throws<IllegalTransitionException>(() => item.MoveTo(InboxStatus.Needs_Review, Clock, reason));
        Assert.Equal(InboxStatus.Processing, item.Status);
    }

    [Fact]
    public void The_reason_of_a_review_is_kept_until_the_item_is_taken_up_again()
    {
        var item = InReview();
        Assert.Equal("unsure", item.ReviewReason);

        item.MoveTo(InboxStatus.Processing, Clock);

        Assert.Null(item.ReviewReason);
    }

    [Fact]
    public void The_instant_it_was_done_is_kept_until_the_item_is_taken_up_again()
    {
        var item = InReview();
        Assert.Equal(Clock.GetUtcNow(), item.ProcessedAt);

        item.MoveTo(InboxStatus.Processing, Clock);

        Assert.Null(item.ProcessedAt);
    }

    [Fact]
    public void An_illegal_move_names_the_item_and_both_states()
    {
        var item = An.InboxItem();
        item.Number = 7;

        var error = Assert.Throws<IllegalTransitionException>(() => item.MoveTo(InboxStatus.Triaged_to_Task, Clock));

        Assert.Equal("INB-7 is Unprocessed and cannot become Triaged_to_Task.", error.Message);
    }

    [Theory]
    [InlineData("Title", "Content", "Title\n\nContent")]
    [InlineData("Title", "", "Title")]
    [InlineData("", "Content", "Content")]
    public void The_text_is_title_and_content_where_they_are(string title, string content, string text) =>
        Assert.Equal(text, new InboxItem { Title = title, Content = content, Source = Source.Api, CapturedBy = "Ada", ContentHash = "h" }.Text);

    private static InboxItem InReview()
    {
        var item = An.InboxItem();
        item.MoveTo(InboxStatus.Processing, Clock);
        item.MoveTo(InboxStatus.Needs_Review, Clock, "unsure");
        return item;
    }
}
