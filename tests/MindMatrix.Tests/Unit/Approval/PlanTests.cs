using CsCheck;
using MindMatrix.Approval;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Store;

namespace MindMatrix.Tests.Unit.Approval;

public sealed class PlanTests
{
    private static readonly Plan Plan = new(
        "hire", [new("hire", "Hire", "Employ one.", ["stays"], ["dear"]), new("status-quo", "Leave it", "Nothing.", [], [])], "It may take longer.",
        new RequiredResources("a month", "150k", "none", "one"), [new("t1", "Write the advert", ""), new("t2", "Ask two people", "by phone")],
        [new KillCriterion("cost", "above 160k", null)], ["The budget holds."]);

    [Fact]
    public void Equal_plans_have_one_hash_of_sixty_four_digits()
    {
        Assert.Matches("^[0-9a-f]{64}$", Plan.Hash());
        Assert.Equal(Plan.Hash(), Json.Read<Plan>(Json.Write(Plan)).Hash());
    }

    public static TheoryData<string> Changes => ["option", "title", "risk", "money", "task", "detail", "order", "dropped", "kill", "condition", "space"];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Any_change_changes_the_hash(string what)
    {
        var changed = what switch
        {
            "option" => Plan with { ChosenOption = "status-quo" },
            "title" => Plan with { ScenarioOptions = [Plan.ScenarioOptions[0] with { Title = "Hire!" }, Plan.ScenarioOptions[1]] },
            "risk" => Plan with { RiskAssessment = "It may not take longer." },
            "money" => Plan with { RequiredResources = Plan.RequiredResources with { Money = "151k" } },
            "task" => Plan with { Tasks = [Plan.Tasks[0] with { Title = "Write an advert" }, Plan.Tasks[1]] },
            "detail" => Plan with { Tasks = [Plan.Tasks[0], Plan.Tasks[1] with { Detail = "" }] },
            "order" => Plan with { Tasks = [Plan.Tasks[1], Plan.Tasks[0]] },
            "dropped" => Plan with { Tasks = [Plan.Tasks[0]] },
            "kill" => Plan with { KillCriteria = [new KillCriterion("cost", "above 160k", "2027-01-01")] },
            "condition" => Plan with { Conditions = [] },
            _ => Plan with { RiskAssessment = "It may take longer. " },
        };

        Assert.NotEqual(Plan.Hash(), changed.Hash());
    }

    [Fact]
    public void The_canonical_form_is_the_published_one() =>
        // The example of decision-science 5.3, control 7: members in ordinal order, no white space.
        Assert.Equal("4bcfc18027039fbabeab6aa9c6088ef9d76b0bada13d3b90090982bcc180eb63",
            Plan.HashOf("""{ "actions": [ { "type": "create_task", "title": "Call counsel", "id": "t1" } ] }"""));

    [Fact]
    public void Choosing_another_option_drops_the_tasks_of_the_first()
    {
        var chosen = (Plan with { ChosenOption = null, Tasks = [] }).Choose("hire");

        Assert.Equal("Carry out: Hire", Assert.Single(chosen.Tasks).Title);
        Assert.Empty(Plan.Choose("status-quo").Tasks);
        Assert.Same(Plan, Plan.Choose("hire"));
        Assert.Equal(422, Assert.Throws<RefusalException>(() => Plan.Choose("fly")).Status);
    }

    [Fact]
    public void Faults_are_named()
    {
        Assert.Empty(Plan.Faults());
        var faults = (Plan with { ChosenOption = "fly", Tasks = [new("t1", " ", ""), new("t1", "x", "")] }).Faults();

        Assert.Equal(3, faults.Count);
        Assert.Contains(faults, f => f.Contains("«fly»", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.Contains("stands twice", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_members_does_not_matter() => Assert.Equal(
        Plan.HashOf("""{"a":{"x":1,"y":[1,2]},"b":null}"""), Plan.HashOf("""{ "b": null, "a": { "y": [1, 2], "x": 1 } }"""));

    [Theory]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""")]
    [InlineData("""{"a":null}""", """{}""")]
    [InlineData("""{"a":null}""", """{"a":""}""")]
    [InlineData("""{"a":"1"}""", """{"a":1}""")]
    [InlineData("""{"a":["b","c"]}""", """{"a":["b\",\"c"]}""")]
    [InlineData("""{"a":"x","b":"y"}""", """{"a":"y","b":"x"}""")]
    public void Other_values_have_another_hash(string one, string other) => Assert.NotEqual(Plan.HashOf(one), Plan.HashOf(other));

    [Fact]
    public void Plans_have_one_hash_exactly_when_they_say_the_same() => Gen.Select(Plans, Plans).Holds(
        (one, other) => one.Hash() == other.Hash() == (Json.Write(one) == Json.Write(other)));

    [Fact]
    public void Any_plan_has_the_hash_of_its_copy() => Plans.Holds(
        plan => plan.Hash() is { Length: 64 } hash && hash == Json.Read<Plan>(Json.Write(plan)).Hash());

    [Theory]
    [InlineData(50, true)]
    [InlineData(51, false)]
    public void At_most_fifty_tasks_are_created_at_once(int count, bool fine) =>
        Assert.Equal(fine, (Plan with { Tasks = [.. Enumerable.Range(1, count).Select(n => new PlanTask($"t{n}", "x", ""))] }).Faults().Count == 0);

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    public void A_title_has_at_most_three_hundred_characters(int length, bool fine) =>
        Assert.Equal(fine, (Plan with { Tasks = [new PlanTask("t1", new string('x', length), "")] }).Faults().Count == 0);

    [Fact]
    public void A_plan_without_a_choice_has_no_fault_for_that() => Assert.Empty((Plan with { ChosenOption = null, Tasks = [] }).Faults());

    [Fact]
    public void Choosing_anew_leaves_what_was_drafted_as_it_was()
    {
        var hash = Plan.Hash();
        Plan.Choose("status-quo");

        Assert.Equal(hash, Plan.Hash());
    }

    [Fact]
    public void Criteria_and_conditions_go_with_the_option_they_were_for()
    {
        var chosen = Plan.Choose("status-quo");

        Assert.Empty(chosen.KillCriteria);
        Assert.Empty(chosen.Conditions);
    }

    [Theory]
    [InlineData("- Write the advert")]
    [InlineData("* Write the advert")]
    [InlineData("• Write the advert ")]
    [InlineData(" -  Write the advert")]
    public void A_bullet_is_no_part_of_a_task(string title)
    {
        var plan = Draft(An.Synthesis() with { Tasks = [new TaskReply(title, " by phone ")] });

        Assert.Equal(new PlanTask("t1", "Write the advert", "by phone"), Assert.Single(plan.Tasks));
    }

    [Fact]
    public void A_hyphen_within_a_task_stays() => Assert.Equal("Re-read it - twice", Draft(An.Synthesis() with { Tasks = [new TaskReply("Re-read it - twice", "")] }).Tasks[0].Title);

    [Fact]
    public void A_draft_takes_over_what_was_recommended()
    {
        var plan = Draft(An.Synthesis());

        Assert.Equal(("hire", "It may take longer.", "150k"), (plan.ChosenOption, plan.RiskAssessment, plan.RequiredResources.Money));
        Assert.Equal([new("t1", "Write the advert", ""), new("t2", "Ask two people", "by phone")], plan.Tasks);
        Assert.Empty(plan.Faults());
    }

    [Fact]
    public void Each_option_of_a_draft_shows_the_first_argument_of_each_adviser()
    {
        var hire = Draft(An.Synthesis()).ScenarioOptions[0];

        Assert.Equal(["quant for hire", "auditor for hire"], hire.Pros);
        Assert.Equal(["quant against hire", "auditor against hire"], hire.Cons);
    }

    [Fact]
    public void A_contested_draft_chooses_nothing_and_does_nothing()
    {
        var plan = Draft(An.Synthesis(), An.Synthesis("agency"));

        Assert.Null(plan.ChosenOption);
        Assert.Empty(plan.Tasks);
        Assert.Empty(plan.KillCriteria);
        Assert.Equal(3, plan.ScenarioOptions.Count);
    }

    [Fact]
    public void A_draft_without_a_synthesis_still_shows_the_options()
    {
        var plan = Draft(null);

        Assert.Null(plan.ChosenOption);
        Assert.Equal(An.Slugs, plan.ScenarioOptions.Select(o => o.Slug));
        Assert.Empty(plan.Faults());
    }

    /// <summary>Small texts from a small alphabet, so that equal plans and near misses are common.</summary>
    private static readonly Gen<string> Text = Gen.String[Gen.Char["ab\",:[é"], 0, 2];

    private static readonly Gen<Plan> Plans = Gen.Select(Text, Text, Text, Text.List[0, 1], Text.List[0, 2], Gen.Select(Text, Text).List[0, 2], Gen.Bool).Select((option, risk, money, pros, conditions, tasks, chosen) => new Plan(
        chosen ? option : null, [new ScenarioOption("a", "A", "", pros, [])], risk, new RequiredResources("", money, "", ""), [.. tasks.Select((t, i) => new PlanTask($"t{i}", t.Item1, t.Item2))], [], conditions));

    private static Plan Draft(SynthesisReply? forward, SynthesisReply? reverse = null) => Plan.Draft(
        An.Frame(), [An.View("quant"), An.View("auditor")], Verdict.Decide(An.Frame(), NoFigures, [], [], forward, reverse ?? forward, offline: false));

    private static readonly DecisionReport NoFigures = DecisionReport.Compute(new DecisionInput { Currency = "EUR", HorizonDays = 30, Seed = 1, Draws = 100, Options = An.Slugs, Estimates = [] });
}
