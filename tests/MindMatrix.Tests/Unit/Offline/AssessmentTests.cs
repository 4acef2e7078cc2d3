using MindMatrix.Dialectic;
using MindMatrix.Language;
using MindMatrix.Offline.Kinds;
using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Offline;

public sealed class AssessmentTests
{
    [Fact]
    public void The_lenses_differ_in_scores_and_arguments()
    {
        var frame = Ask.Frame(TriageTests.Hire);
        var (entrepreneur, quant, auditor) = (Ask.Assess(TriageTests.Hire, "entrepreneur", frame), Ask.Assess(TriageTests.Hire, "quant", frame), Ask.Assess(TriageTests.Hire, "auditor", frame));

        Assert.Equal("hire-senior-engineer", Best(entrepreneur));
        Assert.Equal("agency", Best(quant));
        Assert.Equal(Frame.StatusQuo, Best(auditor));
        Assert.Empty(entrepreneur.Options.SelectMany(o => o.For).Select(c => c.Text).Intersect(auditor.Options.SelectMany(o => o.For).Select(c => c.Text)));
    }

    [Fact]
    public void Only_the_one_who_sets_gates_gives_the_chance_of_failure()
    {
        Assert.All(Ask.Assess(TriageTests.Hire, "auditor").Options, o => Assert.True(o is { ProbabilityOfFailure: not null, ProbabilityOfSuccess: null }));
        Assert.All(Ask.Assess(TriageTests.Hire, "quant").Options, o => Assert.True(o is { ProbabilityOfFailure: null, ProbabilityOfSuccess: not null }));
    }

    [Fact]
    public void Without_figures_there_is_no_value_and_the_question_is_asked()
    {
        var quant = Ask.Assess("Lisbon or Ghent after the baby", "quant");

        Assert.All(quant.Options, o => Assert.Null(o.NetValue));
        Assert.Contains(quant.MissingInfo, q => q.Contains("Lisbon", StringComparison.Ordinal) && q.EndsWith('?'));
    }

    [Fact]
    public void A_clause_of_the_text_is_quoted_for_the_option_it_speaks_of()
    {
        const string text = "Zipplate or RapidFork? Zipplate takes a fee that scares me. RapidFork is cheaper.";
        var quant = Ask.Assess(text, "quant");

        Assert.Contains(quant.Options.Single(o => o.Slug == "zipplate").Against, c => c.Quote == "Zipplate takes a fee that scares me.");
        Assert.Contains(quant.Options.Single(o => o.Slug == "rapidfork").For, c => c.Quote == "RapidFork is cheaper.");
    }

    [Fact]
    public void A_limit_in_the_text_opens_and_shuts_gates()
    {
        const string text = TriageTests.Hire + " We cannot spend more than 130k a year, no more than that at most.";
        var gates = Ask.Assess(text, "auditor").Gates;

        Assert.Equal(GateVerdict.Fail, gates.First(g => g.Slug == "hire-senior-engineer").Result);
        Assert.Equal(GateVerdict.Pass, gates.First(g => g.Slug == "agency").Result);
        Assert.Equal(GateVerdict.Pass, gates.First(g => g.Slug == Frame.StatusQuo).Result);
    }

    [Fact]
    public void A_rule_the_text_does_not_decide_is_unknown() =>
        Assert.All(Ask.Assess("Cloud or our own server? Patient data must never leave the country.", "auditor").Gates, g => Assert.Equal(GateVerdict.Unknown, g.Result));

    [Fact]
    public void The_order_of_the_options_changes_nothing_but_their_order()
    {
        var frame = Ask.Frame(TriageTests.Hire);
        var turned = frame with { Options = [.. frame.Options.Reverse()] };

        Assert.Equal(
            Store.Json.Write(Ask.Assess(TriageTests.Hire, "quant", frame).Options.OrderBy(o => o.Slug)),
            Store.Json.Write(Ask.Assess(TriageTests.Hire, "quant", turned).Options.OrderBy(o => o.Slug)));
    }

    [Fact]
    public void A_mandate_of_ones_own_is_answered_too() => Assert.Equal(3, Ask.Assess(TriageTests.Hire, "poet").Options.Count);

    [Fact]
    public void A_set_day_speaks_against_staying_in_the_words_that_set_it()
    {
        var staying = Ask.Assess("Lisbon or Ghent? They need our answer by Friday.", "auditor").Options.Single(o => o.Slug == Frame.StatusQuo);

        Assert.Contains(staying.Against, c => c.Quote == "by Friday");
        Assert.DoesNotContain(Ask.Assess("Lisbon or Ghent?", "auditor").Options.Single(o => o.Slug == Frame.StatusQuo).Against, c => c.Quote is not null);
    }

    [Fact]
    public void A_condition_of_the_writers_is_no_argument_against_an_option()
    {
        const string text = "Should we raise the price of the starter plan? Must not lose more than 40 customers.";

        Assert.All(Ask.Assess(text, "entrepreneur").Options, o => Assert.DoesNotContain(o.Against, c => c.Quote is not null));
        Assert.Equal(["Must not lose more than 40 customers"], Ask.Frame(text).HardRules);
    }

    [Fact]
    public void A_way_with_a_name_of_its_own_is_not_taken_for_a_contract()
    {
        var remote = Ask.Assess("Office lease: renew for 5 years at 14,500 a month, go fully remote, or take desks by the month?", "quant");

        Assert.DoesNotContain(remote.Options.Single(o => o.Slug == "go-fully-remote").Against, c => c.Text.Contains("bound", StringComparison.Ordinal));
        Assert.Contains(remote.Options.Single(o => o.Slug.StartsWith("renew", StringComparison.Ordinal)).Against, c => c.Text.Contains("bound", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stated_term_lengthens_the_horizon_and_is_counted_in_full()
    {
        const string text = "Buy the ultrasound machine for €48,000 or lease it at €1,150 a month over 60 months?";
        var frame = Ask.Frame(text);

        Assert.Equal(60 * 30, frame.HorizonDays);
        Assert.Equal(-1150 * 12 * 1800 / 365.0, Ask.Assess(text, "quant", frame).Options.Single(o => o.Slug.StartsWith("lease", StringComparison.Ordinal)).NetValue!.Mode, 2);
    }

    [Fact]
    public void A_period_said_once_holds_for_both_amounts_in_either_order()
    {
        const string text = "Move Oma to the care home in Husum for 2,900 a month or have a live-in carer for 2,400?";
        var frame = Ask.Frame(text);
        var options = Ask.Assess(text, "quant", frame).Options;

        Assert.Equal(2400 / 2900.0, options.Single(o => o.Slug.Contains("carer", StringComparison.Ordinal)).NetValue!.Mode / options.Single(o => o.Slug.Contains("home", StringComparison.Ordinal)).NetValue!.Mode, 4);
        Assert.Contains(frame.Unknowns, u => u.Contains("«2,400»", StringComparison.Ordinal) && u.Contains("«2,900 a month»", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Should I take the job at Norra for 92k or stay at 85k where I know everybody?")]
    [InlineData("Should I quit my job at Bosch and become freelance, I make 72k a year now?")]
    [InlineData("Should I quit my job and become freelance? I earn 72k a year.")]
    [InlineData("Should I accept the engineering manager role at Siemens for 95k a year or stay at Bosch? I earn 82k today.")]
    [InlineData("Invest 30k in the bakery or put it in an index fund?")]
    [InlineData("Mortgage: fix 265k for ten years or stay variable?")]
    public void An_amount_that_is_no_gain_over_today_gives_no_net_value(string text) =>
        Assert.All(Ask.Assess(text, "quant").Options, o => Assert.Null(o.NetValue));

    [Fact]
    public void A_salary_counts_for_each_year_and_the_frame_asks_whether_it_does()
    {
        const string text = "Take the job at Brightwell for 71k or the job at Corvus for 78k?";
        var frame = Ask.Frame(text);

        Assert.Equal(71_000 * frame.HorizonDays / 365.0, Ask.Assess(text, "quant", frame).Options[0].NetValue!.Mode, 2);
        Assert.Contains("Is «71k» for a year? The rules take it so.", frame.Unknowns);
        Assert.DoesNotContain(Ask.Assess(text, "quant", frame).MissingInfo, q => q.Contains("costs only", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_course_costs_is_not_taken_for_pay()
    {
        const string text = "Should I do the executive MBA for 85k or keep the job as it is?";

        Assert.Equal(-85_000, Ask.Assess(text, "quant").Options.Single(o => o.Slug.Contains("mba", StringComparison.Ordinal)).NetValue!.Mode, 2);
        Assert.DoesNotContain(Ask.Frame(text).Unknowns, u => u.Contains("for a year", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_paid_after_a_sale_is_a_cost()
    {
        const string text = "Sell the van for 18k and lease one at 600 a month, or repair it for 4,500?";
        var frame = Ask.Frame(text);
        var options = Ask.Assess(text, "quant", frame).Options;

        Assert.Equal(18_000 - (600 * 12 * frame.HorizonDays / 365.0), options.Single(o => o.Slug.StartsWith("sell", StringComparison.Ordinal)).NetValue!.Mode, 2);
        Assert.Equal(-4_500, options.Single(o => o.Slug.StartsWith("repair", StringComparison.Ordinal)).NetValue!.Mode, 2);
        Assert.Equal(20_000, Ask.Assess("Sell the lease for 20k or keep the shop?", "quant").Options.Single(o => o.Slug.StartsWith("sell", StringComparison.Ordinal)).NetValue!.Mode, 2);
    }

    [Theory]
    [InlineData("Should I quit my job and become a freelancer, or stay?")]
    [InlineData("Should I accept the engineering manager role at Siemens or stay at Bosch?")]
    public void Ones_own_work_is_not_argued_about_as_an_employer_would(string text)
    {
        var hiring = new[] { "entrepreneur", "quant", "auditor" }.SelectMany(m => Ask.Assess(TriageTests.Hire, m).Options.Where(o => o.Slug != Frame.StatusQuo)).SelectMany(o => o.For.Concat(o.Against)).Where(c => c.Quote is null).Select(c => c.Text).ToList();

        foreach (var mandate in new[] { "entrepreneur", "quant", "auditor" })
            Assert.Empty(Ask.Assess(text, mandate).Options.SelectMany(o => o.For.Concat(o.Against)).Select(c => c.Text).Intersect(hiring));
    }

    [Theory]
    [InlineData("Hire a nurse or use an agency?", "hire")]
    [InlineData("Fire Marko or give him three more months?", "dismiss")]
    [InlineData("Buy a van or subscribe to a car club?", "buy")]
    [InlineData("Put 20k into the index fund or the startup round?", "invest")]
    [InlineData("Mortgage: fix for ten years or stay variable?", "borrow")]
    [InlineData("Raise the price of the plan from 19 to 24?", "price")]
    [InlineData("Launch the beta before the expo?", "launch")]
    [InlineData("Build our own billing or migrate to a vendor?", "build")]
    [InlineData("Give the distributor exclusivity in the contract?", "partner")]
    [InlineData("Renew the office lease or move to smaller premises?", "lease")]
    [InlineData("Quit my job for the degree?", "career")]
    [InlineData("Should I accept the engineering manager role at Siemens or stay at Bosch?", "career")]
    [InlineData("Take the job as a nurse in Graz or stay with the agency?", "career")]
    [InlineData("Fill the open manager role with Ines or hire from outside?", "hire")]
    [InlineData("Do we let employees bring dogs to the practice? Patients love the idea.", "policy")]
    [InlineData("Move Oma to the care home or have a live-in carer?", "personal")]
    [InlineData("Ban phones by a rule for all staff?", "policy")]
    [InlineData("Kids' phones: ban them at dinner or leave it? Our daughter is 11.", "personal")]
    [InlineData("Knee: surgery or more physio?", "health")]
    public void Every_kind_of_decision_is_known(string text, string key)
    {
        var kind = DecisionKind.Of(new Words(text));

        Assert.Equal(key, kind.Key);
        Assert.True(kind is { Criteria.Length: >= 2, Variables.Length: >= 2, Unknowns.Length: >= 3, Steps.Length: >= 3, Turns.Length: > 0, Failure.Length: > 0 });
    }

    private static string Best(AssessmentReply reply) => reply.Options.MaxBy(o => o.Score)!.Slug;
}
