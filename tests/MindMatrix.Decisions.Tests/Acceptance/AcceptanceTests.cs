using static MindMatrix.Decisions.FieldValue;

namespace MindMatrix.Decisions.Tests;

public sealed class AcceptanceTests
{
    private const string March = "launch the pilot in March with two clients";
    private const string April = "launch a pilot in April with two clients";

    internal static PlanField[] Plan(string option, string prose, double budget, params string[] tasks) =>
    [
        new("option", new Exact(option), Acceptance.OptionWeight),
        new("rationale", new Text(prose), Acceptance.ProseWeight),
        new("budget", new Number(budget), Acceptance.SubstanceWeight),
        new("tasks", new List([.. tasks.Select(t => new ListItem(t, new Text(t)))]), Acceptance.SubstanceWeight),
    ];

    [Fact]
    public void Two_of_eight_words_changed_leave_three_quarters()
    {
        Assert.Equal(2, TextSimilarity.Distance<string>(TextSimilarity.Words(March), TextSimilarity.Words(April)));
        Expect.Close(0.75, TextSimilarity.Of(March, April));
    }

    [Fact]
    public void Kitten_and_sitting_are_three_sevenths_apart() =>
        // The document prints .428571, which is the distance by letters over the longer length, not the likeness.
        Expect.Golden(0.428571, TextSimilarity.Distance<char>("kitten", "sitting") / 7.0);

    [Fact]
    public void The_edited_plan_is_accepted_as_printed()
    {
        var report = Acceptance.Measure(Plan("pilot", March, 50_000, "a", "b", "c"), Plan("pilot", April, 40_000, "a", "b", "x y z"));
        Expect.Close(0.835, report.Value);
        Expect.Close(0.8, report.Fields.Single(f => f.Field == "budget").Similarity);
        Expect.Close(0.5, report.Fields.Single(f => f.Field == "tasks").Similarity);
    }

    [Fact]
    public void With_another_option_it_is_accepted_as_printed() =>
        Expect.Close(0.335, Acceptance.Measure(Plan("pilot", March, 50_000, "a", "b", "c"), Plan("wait", April, 40_000, "a", "b", "x y z")).Value);

    [Fact]
    public void An_untouched_plan_is_accepted_wholly()
    {
        var report = Acceptance.Measure(Plan("pilot", March, 50_000, "a", "b"), Plan("pilot", March, 50_000, "a", "b"));
        Assert.Equal(1, report.Value);
        Assert.Equal(0, report.EditRate);
    }

    [Fact]
    public void Deleting_two_of_three_tasks_leaves_a_third() =>
        Expect.Close(1 / 3.0, Acceptance.Measure([TasksOf("a", "b", "c")], [TasksOf("b")]).Value);

    [Fact]
    public void A_deleted_plan_is_not_accepted_at_all() => Assert.Equal(0, Acceptance.Measure(Plan("pilot", March, 50_000, "a"), []).Value);

    [Fact]
    public void Nothing_compared_with_nothing_was_not_changed() => Assert.Equal(1, Acceptance.Measure([], []).Value);

    [Fact]
    public void The_edit_rate_counts_word_edits_per_final_word() =>
        Expect.Close(0.25, Acceptance.Measure([new("p", new Text(March))], [new("p", new Text(April))]).EditRate);

    [Fact]
    public void The_edit_rate_is_per_word_of_the_final_version_and_undefined_without_one()
    {
        Expect.Close(2 / 3.0, Acceptance.Measure([new("p", new Text("a"))], [new("p", new Text("a b c"))]).EditRate);
        Assert.Null(Acceptance.Measure([new("p", new Text("a"))], [new("p", new Text(""))]).EditRate);
    }

    [Theory]
    [InlineData(50_000, 40_000, 0.8)]
    [InlineData(0, 0, 1)]
    [InlineData(5, -5, 0)]
    [InlineData(-10, -5, 0.5)]
    [InlineData(0, 3, 0)]
    [InlineData(1e308, -1e308, 0)]
    public void Numbers_are_alike_by_their_ratio(double left, double right, double alike) =>
        Expect.Close(alike, FieldSimilarity.Number(left, right));

    [Fact]
    public void Empty_texts_and_empty_lists_are_equal()
    {
        Assert.Equal(1, TextSimilarity.Of("", "  "));
        Assert.Equal(1, FieldSimilarity.List([], []));
    }

    [Fact]
    public void Items_without_ids_match_by_their_text_whatever_their_order()
    {
        ListItem[] draft = [Item("call the bank today"), Item("write the offer")];
        ListItem[] final = [Item("write the offer"), Item("call the bank tomorrow")];
        Expect.Close((1 + 0.75) / 2, FieldSimilarity.List(draft, final));
    }

    [Fact]
    public void Items_less_than_half_alike_are_one_removed_and_one_added() =>
        // One word of three is the same.
        Assert.Equal(0, FieldSimilarity.List([Item("call the bank")], [Item("call an office")]));

    [Fact]
    public void The_pairing_is_the_best_one_and_not_the_first_one()
    {
        // Greedy in list order would pair «a b» with «a x» and leave «a c d» alone.
        ListItem[] draft = [Item("a b"), Item("a c")];
        ListItem[] final = [Item("a x"), Item("q b")];
        Expect.Close((0.5 + 0.5) / 2, FieldSimilarity.List(draft, final));
    }

    [Fact]
    public void An_edited_item_with_its_id_is_still_the_same_item() =>
        Expect.Close(0.25, FieldSimilarity.List([new("t1", new Text("a b c d"))], [new("t1", new Text("a x y z"))]));

    [Fact]
    public void Groups_are_compared_as_plans_and_other_kinds_not_at_all()
    {
        FieldValue one = new Group([new("title", new Text("a b")), new("owner", new Exact("ada"))]);
        FieldValue other = new Group([new("title", new Text("a b")), new("owner", new Exact("bob"))]);
        Expect.Close(0.5, FieldSimilarity.Of(one, other));
        Assert.Equal(0, FieldSimilarity.Of(new Text("5"), new Number(5)));
    }

    [Fact]
    public void A_text_cannot_be_read_faster_than_eight_words_a_second()
    {
        Assert.True(Acceptance.CanHaveBeenRead(80, 10));
        Assert.False(Acceptance.CanHaveBeenRead(80, 9.9));
    }

    [Fact]
    public void A_field_named_twice_is_refused() =>
        Expect.Refusal("draft", "p", () => Acceptance.Measure([new("p", new Text("")), new("p", new Text(""))], []));

    [Fact]
    public void An_id_used_twice_is_refused() =>
        Expect.Refusal("list item id", "t", () => FieldSimilarity.List([new("t", new Text("")), new("t", new Text(""))], []));

    private static PlanField TasksOf(params string[] tasks) => new("tasks", new List([.. tasks.Select(t => new ListItem(t, new Text(t)))]));

    private static ListItem Item(string text) => new(null, new Text(text));
}
