using MindMatrix.Decisions;
using MindMatrix.Dialectic;

namespace MindMatrix.Tests.Unit.Dialectic;

public sealed class SynthesiserTests
{
    private static readonly DecisionReport Report = DecisionReport.Compute(new DecisionInput { Currency = "EUR", HorizonDays = 30, Seed = 1, Draws = 100, Options = An.Slugs, Estimates = [] });

    private static readonly SynthesisInput Input = new(An.Frame(), [An.View("quant"), An.View("auditor")], Report, ["hire", "status-quo"], "text");

    [Fact]
    public void A_whole_synthesis_has_no_fault() => Assert.Empty(Faults(WithConflict("quant/hire/+1", "auditor/hire/-1")));

    [Theory]
    [InlineData("agency")]
    [InlineData("merge")]
    [InlineData("Hire")]
    [InlineData("")]
    public void Only_an_eligible_option_can_be_recommended(string slug) =>
        Assert.Equal([$"recommendedSlug «{slug}» is not one of the eligible options: hire, status-quo."], Faults(An.Synthesis(slug)));

    [Fact]
    public void A_claim_nobody_made_is_named() =>
        Assert.Equal(["conflicts[cost]: there is no claim «auditor/hire/+9»."], Faults(WithConflict("quant/hire/+1", "auditor/hire/+9")));

    [Fact]
    public void A_conflict_within_one_adviser_is_none() =>
        Assert.Equal(["conflicts[cost] cites fewer than two advisers."], Faults(WithConflict("quant/hire/+1", "quant/hire/-1")));

    [Fact]
    public void A_conflict_that_cites_nothing_is_none() => Assert.Equal(["conflicts[cost] cites fewer than two advisers."], Faults(WithConflict()));

    [Theory]
    [InlineData("2027-3-1")]
    [InlineData("soon")]
    [InlineData("2027-02-30")]
    [InlineData("")]
    public void A_date_of_another_form_is_named(string date) => Assert.Equal(
        [$"killCriteria[cost].date «{date}» is not of the form YYYY-MM-DD."],
        Faults(An.Synthesis() with { KillCriteria = [new KillCriterion("cost", "above", date)] }));

    [Fact]
    public void A_criterion_need_have_no_date() => Assert.Empty(Faults(An.Synthesis() with { KillCriteria = [new KillCriterion("cost", "above", null)] }));

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void Too_few_or_too_many_tasks_are_named(int count) => Assert.Equal(
        [$"tasks has {count} entries; 2 to 7 are wanted."],
        Faults(An.Synthesis() with { Tasks = [.. Enumerable.Range(1, count).Select(n => new TaskReply($"Step {n}", ""))] }));

    [Theory]
    [InlineData("  ", 0)]
    [InlineData(null, 201)]
    public void A_title_of_no_use_is_named(string? title, int length) => Assert.Equal(
        [$"tasks: a title has {length} characters; 1 to 120 are wanted."],
        Faults(An.Synthesis() with { Tasks = [new TaskReply(title ?? new string('x', length), "")] }));

    [Fact]
    public void Every_fault_is_named_at_once() =>
        Assert.Equal(3, Faults(WithConflict("quant/hire/+1", "nobody/hire/+1") with { RecommendedSlug = "merge", Tasks = [] }).Count);

    [Fact]
    public void Numbers_from_nowhere_are_found_in_every_passage_and_withheld_in_each()
    {
        const string Made = "47,113";
        var numbers = new NumbersInProse(Input.Frame, Input.Assessments, Report, "");
        var reply = new SynthesisReply(
            "hire", $"It saves {Made}.", [$"It stays below {Made}."], [new ConflictReply($"Is it {Made}?", ["quant/hire/+1", "auditor/hire/-1"], ConflictKind.Fact, $"Find {Made}.")],
            $"It loses {Made}.", [new KillCriterion("cost", $"above {Made}", null)], $"Both, at {Made}.", $"It risks {Made}.",
            new ResourcesReply($"{Made} hours", Made, $"{Made} seats", $"{Made} people"), [new($"Pay {Made}", ""), new("Ask two people", $"for {Made}")]);

        Assert.Equal(
            ["rationale", "strongestDissent", "riskAssessment", "conflicts.topic", "conflicts.whatWouldResolve", "conditions", "proposedHybrid", "requiredResources.time", "requiredResources.money",
                "requiredResources.tools", "requiredResources.people", "tasks.title", "tasks.detail"],
            Synthesiser.Unfounded(reply, numbers).Select(f => f.Split(':')[0]));
        var withheld = Synthesiser.Withheld(reply, Input, numbers);
        Assert.Empty(Synthesiser.Unfounded(withheld, numbers));
        Assert.Equal(["Ask two people"], withheld.Tasks.Select(t => t.Title));
        Assert.Contains("withheld", Assert.Single(withheld.Conditions), StringComparison.Ordinal);
        Assert.Equal($"above {Made}", Assert.Single(withheld.KillCriteria).Threshold);
    }

    private static IReadOnlyList<string> Faults(SynthesisReply reply) => Synthesiser.Faults(reply, Input);

    private static SynthesisReply WithConflict(params string[] claims) => An.Synthesis() with { Conflicts = [new ConflictReply("cost", claims, ConflictKind.Forecast, "Ask.")] };
}
