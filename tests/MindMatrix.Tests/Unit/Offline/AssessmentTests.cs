using MindMatrix.Dialectic;
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

    private static string Best(AssessmentReply reply) => reply.Options.MaxBy(o => o.Score)!.Slug;
}
