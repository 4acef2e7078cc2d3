using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Dialectic;

public sealed class VerdictTests
{
    private static readonly Frame Frame = new("Hire or agency?", 365, "EUR", null, [new("hire", "Hire", ""), new("agency", "Agency", ""), new("status-quo", "Leave it", "")], [], [], [], []);

    private static readonly DecisionReport Report = DecisionReport.Compute(new DecisionInput
    {
        Currency = "EUR",
        HorizonDays = 365,
        Seed = 1,
        Options = ["hire", "agency", "status-quo"],
        Estimates = [new() { Adviser = "a", Option = "hire", Score = 70 }, new() { Adviser = "a", Option = "agency", Score = 60 }, new() { Adviser = "a", Option = "status-quo", Score = 10 }],
    });

    [Fact]
    public void Both_orders_agree_and_it_is_recommended()
    {
        var verdict = Decide([], For("hire"), For("hire"));

        Assert.Equal((VerdictStatus.Recommended, "hire", "Recommended: Hire"), (verdict.Status, verdict.Option, verdict.Heading));
        Assert.NotEmpty(verdict.Tasks);
    }

    [Fact]
    public void The_orders_disagree_and_it_is_contested_beside_the_leader_of_the_figures()
    {
        var verdict = Decide([], For("hire"), For("agency"));

        Assert.Equal((VerdictStatus.Contested, null, "hire"), (verdict.Status, verdict.Option, verdict.Leader));
        Assert.StartsWith("Contested:", verdict.Heading, StringComparison.Ordinal);
        Assert.Contains("«Agency»", verdict.Heading, StringComparison.Ordinal);
        Assert.Empty(verdict.Tasks);
    }

    [Fact]
    public void An_absent_adviser_degrades_it_in_the_heading()
    {
        var verdict = Decide(["The Auditor"], For("hire"), For("hire"));

        Assert.Equal((VerdictStatus.Degraded, "hire"), (verdict.Status, verdict.Option));
        Assert.Equal("Degraded: The Auditor gave no assessment. The others recommend: Hire", verdict.Heading);
    }

    [Fact]
    public void Absent_and_contested_is_said_as_both()
    {
        var verdict = Decide(["The Auditor"], For("hire"), For("agency"));

        Assert.Equal(VerdictStatus.Contested, verdict.Status);
        Assert.StartsWith("Degraded: The Auditor gave no assessment. Contested:", verdict.Heading, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, "one of the two syntheses failed")]
    [InlineData(false, true, "one of the two syntheses failed")]
    [InlineData(false, false, "both syntheses failed")]
    public void Without_both_syntheses_nothing_is_recommended(bool forward, bool reverse, string said)
    {
        var verdict = Decide([], forward ? For("hire") : null, reverse ? For("hire") : null);

        Assert.Equal((VerdictStatus.Degraded, null), (verdict.Status, verdict.Option));
        Assert.Equal($"Degraded: {said}. Nothing is recommended.", verdict.Heading);
    }

    [Theory]
    [InlineData("hire", "hire", 0, "Recommended", "hire")]
    [InlineData("agency", "agency", 0, "Recommended", "agency")]
    [InlineData("hire", "hire", 1, "Degraded", "hire")]
    [InlineData("hire", "hire", 2, "Degraded", "hire")]
    [InlineData("hire", "agency", 0, "Contested", null)]
    [InlineData("agency", "hire", 0, "Contested", null)]
    [InlineData("hire", "agency", 1, "Contested", null)]
    [InlineData("hire", null, 0, "Degraded", null)]
    [InlineData(null, "hire", 0, "Degraded", null)]
    [InlineData(null, null, 0, "Degraded", null)]
    [InlineData("hire", null, 1, "Degraded", null)]
    [InlineData(null, null, 2, "Degraded", null)]
    public void The_answers_decide(string? forward, string? reverse, int absent, string status, string? option)
    {
        var verdict = Decide([.. new[] { "The Auditor", "The Quant" }.Take(absent)], forward is null ? null : For(forward), reverse is null ? null : For(reverse));

        Assert.Equal((Enum.Parse<VerdictStatus>(status), option), (verdict.Status, verdict.Option));
        Assert.StartsWith(absent > 0 ? "Degraded" : status, verdict.Heading, StringComparison.Ordinal);
        Assert.Equal(option is null, verdict.Tasks.Count == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_told_whether_rules_or_a_model_judged(bool offline)
    {
        Assert.Equal(offline, Verdict.Decide(Frame, Report, [], [], For("hire"), For("hire"), offline).Offline);
        Assert.Equal(offline, Verdict.Decide(Frame, Report, [], [], For("hire"), For("agency"), offline).Offline);
        Assert.Equal(offline, Verdict.Decide(Frame, Report, [], [], null, null, offline).Offline);
    }

    [Fact]
    public void Several_absent_advisers_are_all_named() =>
        Assert.StartsWith("Degraded: The Quant and The Auditor gave no assessment. ", Decide(["The Quant", "The Auditor"], For("hire"), For("hire")).Heading, StringComparison.Ordinal);

    [Fact]
    public void An_absent_adviser_and_a_failed_synthesis_are_both_said() =>
        Assert.Equal("Degraded: The Quant gave no assessment and one of the two syntheses failed. Nothing is recommended.", Decide(["The Quant"], For("hire"), null).Heading);

    [Fact]
    public void Contested_shows_the_reasons_of_both_sides()
    {
        var verdict = Decide([], For("hire") with { Rationale = "It stays." }, For("agency") with { Rationale = "It is soon." });

        Assert.Equal("For «Hire»: It stays. For «Agency»: It is soon.", verdict.Rationale);
        Assert.Equal(["hire", "agency"], verdict.Views);
    }

    [Fact]
    public void A_contested_verdict_keeps_the_conflicts_of_both_readings_once()
    {
        var cost = new ConflictReply("cost", ["a/1", "b/1"], ConflictKind.Fact, "Ask.");
        var same = cost with { Topic = "price", ClaimIds = ["b/1", "a/1"] };
        var time = new ConflictReply("time", ["a/2", "b/2"], ConflictKind.Forecast, "Wait.");

        var verdict = Decide([], For("hire") with { Conflicts = [cost] }, For("agency") with { Conflicts = [same, time] });

        Assert.Equal(["cost", "time"], verdict.Conflicts.Select(c => c.Topic));
    }

    [Fact]
    public void The_leader_of_the_figures_is_named_where_nothing_is_recommended()
    {
        var verdict = Decide([], null, null);

        Assert.Equal("hire", verdict.Leader);
        Assert.Contains("«Hire» first", verdict.Rationale, StringComparison.Ordinal);
    }

    private static Verdict Decide(string[] absent, SynthesisReply? forward, SynthesisReply? reverse) => Verdict.Decide(Frame, Report, absent, [], forward, reverse, offline: false);

    private static SynthesisReply For(string slug) => new(slug, "Because.", [], [], "But.", [], null, "", new("", "", "", ""), [new("Begin", "")]);
}
