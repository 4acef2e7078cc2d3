using CsCheck;
using MindMatrix.Approval;
using MindMatrix.Connectors.Notion;
using MindMatrix.Store;

namespace MindMatrix.Tests.Unit.Connectors;

/// <summary>A plan as the properties of a page, and back.</summary>
public sealed class PlanTextTests
{
    private static readonly Plan Plan = new(
        "hire", [new("hire", "Hire", "A person of our own.", [], []), new("status-quo", "Leave it", "", [], [])], "It may not fit.",
        new RequiredResources("three months", "150k", "", "a lead"),
        [new("t1", "Write the profile", "One page:\nresults, not activities"), new("t2", "Ask two references", ""), new("t3", "Agree the start", "by June")], [], []);

    [Fact]
    public void What_the_page_says_unchanged_leaves_the_plan_as_it_is_to_the_letter() =>
        Check.Sample(Gen.Select(Gen.String.Where(t => t.Trim().Length > 0), Gen.String, Gen.String).Array[0, 6], tasks =>
        {
            var plan = Plan with { RiskAssessment = tasks.Length > 0 ? tasks[0].Item3 : "", Tasks = [.. tasks.Select((t, i) => new PlanTask($"t{i + 1}", t.Item1, t.Item2))] };
            var page = PlanText.Of(plan).ToDictionary(p => p.Property, p => p.Text ?? "");

            Assert.Equal(plan.Hash(), PlanText.Apply(plan, p => page.GetValueOrDefault(p)).Hash());
        });

    [Theory]
    [InlineData("- Write the profile — One page: results, not activities\n- Ask two references\n- Agree the start — by June", "t1,t2,t3")]
    [InlineData("1. Ask two references\n2. Write the profile — One page: results, not activities", "t2,t1")]
    [InlineData("[ ] Write the profile — One page: results, not activities\n* Ask THREE references\n• Agree the start — by June\n- Tell the team", "t1,t2,t3,t4")]
    [InlineData("Agree the start — by May", "t3")]
    [InlineData("", "")]
    public void Lines_are_tasks_those_untouched_or_re_worded_keep_their_ids_and_new_ones_get_the_next(string lines, string ids)
    {
        var edited = PlanText.Apply(Plan, p => p == PlanText.Tasks ? lines : null);

        Assert.Equal(ids, string.Join(',', edited.Tasks.Select(t => t.Id)));
        Assert.All(edited.Tasks, t => Assert.DoesNotContain('[', t.Title));
        Assert.Empty(edited.Faults());
    }

    [Fact]
    public void A_detail_or_a_resource_that_was_edited_is_taken_and_an_unknown_option_refused()
    {
        var edited = PlanText.Apply(Plan, p => p switch { PlanText.Tasks => "- Agree the start — by May", PlanText.Resources => "Money: 160k\nTime: four months", _ => null });

        Assert.Equal("by May", Assert.Single(edited.Tasks).Detail);
        Assert.Equal(new RequiredResources("four months", "160k", "", ""), edited.RequiredResources);
        Assert.Equal("status-quo", PlanText.Apply(Plan, p => p == PlanText.Option ? "status-quo" : null).ChosenOption);
        Assert.Throws<RefusalException>(() => PlanText.Apply(Plan, p => p == PlanText.Option ? "fire" : null));
    }
}
