using MindMatrix.Decisions;
using MindMatrix.Dialectic;

namespace MindMatrix.Tests.Unit.Dialectic;

public sealed class CrossExaminationTests
{
    private const string Text = "The agency asks for 9,500 a month and needs twelve months. A hire stays longer.";

    [Fact]
    public void Advisers_who_agree_are_not_asked_again_whatever_the_door()
    {
        AdviserView[] views = [Scored("quant", 90, 50, 10), Scored("auditor", 80, 60, 10)];

        Assert.True(Report(views).ConflictIndex < 0.25);
        Assert.Null(CrossExamination.Reason(An.Frame(), oneWay: true, views, Report(views), 0.5, 10_000));
    }

    [Fact]
    public void Advisers_who_oppose_each_other_are()
    {
        AdviserView[] views = [Scored("quant", 90, 50, 10), Scored("auditor", 10, 50, 90), Scored("entrepreneur", 50, 90, 10)];

        Assert.StartsWith("the conflict index is 0.", CrossExamination.Reason(An.Frame(), oneWay: false, views, Report(views), 0.5, 10_000), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1_000_000, nameof(GateVerdict.Pass), "it is a one-way door")]
    [InlineData(false, 1_000_000, nameof(GateVerdict.Unknown), "a gate on «hire» is unknown")]
    [InlineData(false, 10_000, nameof(GateVerdict.Pass), "the leader is best with a probability of 0.60 only")]
    [InlineData(false, 1_000_000, nameof(GateVerdict.Pass), null)]
    public void Between_the_two_a_reason_is_needed(bool oneWay, double minStake, string gate, string? why)
    {
        AdviserView[] views = [An.View("quant") with { Gates = [new("hire", "The budget holds.", Enum.Parse<GateVerdict>(gate), "")] }];
        var report = Report(views) with { ConflictIndex = 0.3, Leader = "hire" };
        report = report with { Options = [.. report.Options.Select(o => o with { ProbabilityBest = new Figure("probability of being best", 0.6, "probability", "", []) })] };

        Assert.Equal(why, CrossExamination.Reason(An.Frame(), oneWay, views, report, 0.5, minStake));
    }

    [Theory]
    [InlineData(nameof(RevisionReason.None), "a month", null, 10.0, "no reason is given")]
    [InlineData(nameof(RevisionReason.NewEvidence), null, null, 10.0, "no words of the text are quoted")]
    [InlineData(nameof(RevisionReason.NewEvidence), "a year", null, 10.0, "no words of the text are quoted")]
    [InlineData(nameof(RevisionReason.NewEvidence), "A hire stays", null, 10.0, "the quoted words were known in the first round")]
    [InlineData(nameof(RevisionReason.ErrorFound), null, null, 10.0, "the error is not shown")]
    [InlineData(nameof(RevisionReason.ErrorFound), null, "12 * 9500 = 95000", 95_000.0, "the sum does not come out as it is written")]
    [InlineData(nameof(RevisionReason.ErrorFound), null, "1 + 1 = 2", 10.0, "the sum does not lead to the new figure")]
    [InlineData(nameof(RevisionReason.ErrorFound), "a month", null, null, "it changes no figure")]
    public void A_revision_without_a_found_error_or_new_evidence_is_dropped(string reason, string? quote, string? correction, double? mode, string why)
    {
        var (view, before) = Revised(reason, quote, correction, mode);

        var revision = Assert.Single(view.Revisions);
        Assert.False(revision.Kept);
        Assert.Equal(why, revision.Why);
        Assert.Equal(before.Options, view.Revised.Options);
    }

    [Theory]
    [InlineData(nameof(RevisionReason.NewEvidence), "needs twelve months", null, 5_000.0)]
    [InlineData(nameof(RevisionReason.ErrorFound), "9,500 a month", null, 5_000.0)]
    [InlineData(nameof(RevisionReason.ErrorFound), null, "12 × 9,500 = 114,000", 114_000.0)]
    public void A_found_error_or_new_evidence_counts_and_both_rounds_are_kept(string reason, string? quote, string? correction, double mode)
    {
        var (view, before) = Revised(reason, quote, correction, mode);

        Assert.True(Assert.Single(view.Revisions).Kept);
        Assert.Equal(mode, view.Revised.Options.Single(o => o.Slug == "agency").NetValue!.Mode);
        Assert.Equal(2, before.Options.Single(o => o.Slug == "agency").NetValue!.Mode);
        Assert.Equal(before.Options.Where(o => o.Slug != "agency"), view.Revised.Options.Where(o => o.Slug != "agency"));
    }

    [Fact]
    public void The_premortem_is_of_the_leader()
    {
        var input = Input() with { Leader = "hire" };
        var view = CrossExamination.Apply(new CrossReply([], [], [new("It took too long.", 0.3, null)]), input, setsGates: false);

        Assert.Equal("It took too long.", Assert.Single(view.Revised.Options.Single(o => o.Slug == "hire").FailureModes).Cause);
        Assert.Empty(view.Revised.Options.Single(o => o.Slug == "agency").FailureModes);
    }

    [Fact]
    public void One_who_sets_gates_revises_the_probability_of_failure()
    {
        var input = Input();
        var reply = new CrossReply([], [new("agency", RevisionReason.NewEvidence, "", "needs twelve months", null, null, 0.8, null)], []);

        Assert.Equal((0.5, 0.8), Of(CrossExamination.Apply(reply, input, setsGates: true)));
        Assert.Equal((0.8, null), Of(CrossExamination.Apply(reply, input, setsGates: false)));

        static (double?, double?) Of(CrossView view) => view.Revised.Options.Where(o => o.Slug == "agency").Select(o => (o.ProbabilityOfSuccess, o.ProbabilityOfFailure)).Single();
    }

    [Fact]
    public void Peers_have_no_names_and_their_claims_come_back_to_their_ids()
    {
        var adviser = new Adviser(Guid.Empty, Guid.Empty, "the-quant", "The Quant", "quant", false, 1, "");
        AdviserView[] views = [An.View("the-entrepreneur"), An.View("the-quant"), An.View("the-auditor")];
        var report = Report(views) with { Leader = "hire", Contested = [] };

        var input = CrossExaminer.Input(Guid.Parse("0190a0b0-0000-7000-8000-000000000001"), adviser, An.Frame(), views, report, Text);

        Assert.All(input.Peers, p => Assert.StartsWith("reviewer-", p.Alias, StringComparison.Ordinal));
        Assert.All(input.Peers, p => Assert.DoesNotContain("the-", p.Alias, StringComparison.Ordinal));
        Assert.Equal(6, input.Peers.Count);
        Assert.DoesNotContain(input.Peers, p => p.Id.StartsWith("the-quant/", StringComparison.Ordinal));
        var answered = CrossExamination.Apply(new CrossReply([.. input.Peers.Select(p => new StanceReply(p.Alias, Stance.Rebut, ""))], [], []), input, setsGates: false);
        Assert.Equal(input.Peers.Select(p => p.Id), answered.Answers.Select(a => a.ClaimId));
    }

    [Fact]
    public void The_reviewers_change_places_from_decision_to_decision()
    {
        var adviser = new Adviser(Guid.Empty, Guid.Empty, "the-quant", "The Quant", "quant", false, 1, "");
        AdviserView[] views = [An.View("the-entrepreneur"), An.View("the-quant"), An.View("the-auditor")];
        var report = Report(views) with { Leader = "hire", Contested = [] };

        var firsts = Enumerable.Range(0, 40).Select(i => CrossExaminer.Input(new Guid(i, 0, 0, new byte[8]), adviser, An.Frame(), views, report, Text).Peers[0].Id.Split('/')[0]).Distinct();

        Assert.Equal(2, firsts.Count());
    }

    [Fact]
    public void Faults_are_named_so_that_a_model_can_mend_them()
    {
        var input = Input();
        var reply = new CrossReply(
            [new("reviewer-9/hire/+1", Stance.Accept, ""), new("reviewer-1/agency/+1", Stance.Accept, ""), new("reviewer-1/agency/+1", Stance.Rebut, "")],
            [new("buy", RevisionReason.None, "", null, null, 101, 2, new RangeReply(3, 2, 1))],
            [new("x", 1, -1)]);

        Assert.Equal(8, CrossExaminer.Faults(reply, input).Count);
    }

    [Theory]
    [InlineData("12 * 9500 = 114000", 114_000)]
    [InlineData("(1 + 2) * 3 = 9", 9)]
    [InlineData("3000000 * 4000 = 12000000000", 12_000_000_000)]
    [InlineData("150,000 / 12 = 12,500", 12_500)]
    [InlineData("10 / 3 = 3.33", 3.33)]
    [InlineData("5 - 10 = -5", -5)]
    public void A_sum_that_comes_out_has_a_result(string sum, double result) => Assert.Equal(result, Arithmetic.Result(sum));

    [Theory]
    [InlineData("12 * 9500 = 95000")]
    [InlineData("114000")]
    [InlineData("114000 = 114000")]
    [InlineData("1 / 0 = 0")]
    [InlineData("IIF(1=1, 5, 6) = 5")]
    [InlineData("a + b = c")]
    [InlineData("1 + = 1")]
    [InlineData("1 + 1 = 2 = 2")]
    [InlineData("")]
    public void Anything_else_has_none(string sum) => Assert.Null(Arithmetic.Result(sum));

    private static (CrossView View, AdviserView Before) Revised(string reason, string? quote, string? correction, double? mode)
    {
        var input = Input();
        var range = mode is { } m ? new RangeReply(m, m, m) : null;
        return (CrossExamination.Apply(new CrossReply([], [new("agency", Enum.Parse<RevisionReason>(reason), "It is so.", quote, correction, null, null, range)], []), input, setsGates: false), input.Own);
    }

    private static CrossInput Input()
    {
        var own = An.View("quant");
        own = own with { Options = [.. own.Options.Select(o => o with { For = [new Claim($"quant/{o.Slug}/+1", "It stays.", "A hire stays longer")] })] };
        return new CrossInput("quant", An.Frame(), own, [new("reviewer-1/agency/+1", "auditor/agency/+1", "It is dear.", null)], [], null, Report([own]), Text);
    }

    private static DecisionReport Report(IReadOnlyList<AdviserView> views) => DecisionReport.Compute(Computation.Input(Guid.Empty, An.Frame(), views, []));

    private static AdviserView Scored(string adviser, params double[] scores)
    {
        var view = An.View(adviser);
        return view with { Options = [.. view.Options.Zip(scores, (o, s) => o with { Score = s })] };
    }
}
