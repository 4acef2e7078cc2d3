using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Offline;

public sealed class SynthesisTests
{
    [Fact]
    public void Both_orders_give_the_same_answer() =>
        Assert.Equal(Store.Json.Write(Ask.Synthesise(TriageTests.Hire)), Store.Json.Write(Ask.Synthesise(TriageTests.Hire, reverse: true)));

    [Fact]
    public void The_leader_of_the_figures_is_recommended() =>
        Assert.Equal("hire-senior-engineer", Ask.Synthesise(TriageTests.Hire, eligible: ["hire-senior-engineer", Frame.StatusQuo], leader: "hire-senior-engineer").RecommendedSlug);

    [Fact]
    public void Costs_alone_do_not_make_doing_nothing_the_answer()
    {
        var reply = Ask.Synthesise(TriageTests.Hire);

        Assert.Equal("agency", reply.RecommendedSlug);
        Assert.Contains("not what they bring", reply.Rationale, StringComparison.Ordinal);
        Assert.Contains("little evidence", reply.Rationale, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_eligible_is_never_recommended() =>
        Assert.Equal(Frame.StatusQuo, Ask.Synthesise(TriageTests.Hire, eligible: [Frame.StatusQuo], leader: "agency").RecommendedSlug);

    [Fact]
    public void Thin_evidence_is_said() =>
        Assert.Contains("little evidence", Ask.Synthesise("Lisbon or Ghent after the baby").Rationale, StringComparison.Ordinal);

    [Fact]
    public void Staying_is_not_recommended_where_the_text_names_only_other_ways() =>
        Assert.NotEqual(Frame.StatusQuo, Ask.Synthesise("Renew the lease, go fully remote, or take coworking desks?").RecommendedSlug);

    [Fact]
    public void Of_two_equals_none_is_called_easier_to_take_back() =>
        Assert.Contains("only so that there is one to argue with", Ask.Synthesise("Paint the hall green or blue?").Rationale, StringComparison.Ordinal);

    [Fact]
    public void Amounts_that_belong_to_no_option_are_not_denied() =>
        Assert.DoesNotContain("gives no figures", Ask.Synthesise("Should I give up the second chair? It is used two days a week, the lease is 640 a month until March 2028.").Rationale, StringComparison.Ordinal);

    [Fact]
    public void How_long_a_lease_runs_is_no_day_to_answer_by() =>
        Assert.DoesNotContain(Ask.Synthesise("Should I give up the second chair? The lease is 640 a month until March 2028.").Tasks, t => t.Title.Contains("2028", StringComparison.Ordinal));

    [Fact]
    public void Conflicts_cite_two_advisers_and_tasks_begin_with_the_question()
    {
        var reply = Ask.Synthesise(TriageTests.Hire);

        Assert.NotEmpty(reply.Conflicts);
        Assert.All(reply.Conflicts, c => Assert.Equal(2, c.ClaimIds.Select(id => id.Split('/')[0]).Distinct().Count()));
        Assert.InRange(reply.Tasks.Count, 3, 6);
        Assert.StartsWith("Answer: ", reply.Tasks[0].Title, StringComparison.Ordinal);
        Assert.Contains(reply.KillCriteria, k => k.Threshold.Contains("120k a year", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_number_in_prose_stands_in_the_text()
    {
        var reply = Ask.Synthesise(TriageTests.Hire);
        var prose = string.Join(' ', [reply.Rationale, reply.StrongestDissent, reply.RiskAssessment, .. reply.Conditions, .. reply.Tasks.SelectMany(t => new[] { t.Title, t.Detail }), .. reply.KillCriteria.Select(k => k.Threshold)]);

        var numbers = System.Text.RegularExpressions.Regex.Matches(prose, @"\d+").Select(m => m.Value);
        Assert.All(numbers, n => Assert.Contains(n, TriageTests.Hire, StringComparison.Ordinal));
    }
}
