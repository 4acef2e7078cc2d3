using MindMatrix.Decisions;
using MindMatrix.Dialectic;

namespace MindMatrix.Tests.Unit.Dialectic;

public sealed class AdvisersTests
{
    private static readonly AssessmentInput Input = new("the-quant", "quant", SetsGates: true, An.Frame(), "text");

    [Fact]
    public void A_whole_assessment_has_no_fault() => Assert.Empty(Advisers.Faults(An.Assessment(), Input));

    [Theory]
    [InlineData("score", -1, "options[hire].score is -1; 0 to 100 is needed.")]
    [InlineData("score", 100.5, "options[hire].score is 100.5; 0 to 100 is needed.")]
    [InlineData("score", double.NaN, "options[hire].score is NaN; 0 to 100 is needed.")]
    [InlineData("success", 1.01, "options[hire].probabilityOfSuccess is 1.01; 0 to 1 is needed.")]
    [InlineData("success", -0.1, "options[hire].probabilityOfSuccess is -0.1; 0 to 1 is needed.")]
    [InlineData("failure", 70, "options[hire].probabilityOfFailure is 70; 0 to 1 is needed.")]
    [InlineData("undo cost", -5, "options[hire].undo.cost is -5; 0 to 1000000000000000 is needed.")]
    [InlineData("undo days", -1, "options[hire].undo.days is -1; 0 to 36500 is needed.")]
    [InlineData("undo days", 36501, "options[hire].undo.days is 36501; 0 to 36500 is needed.")]
    [InlineData("mode", 0.96, "options[hire].failureModes[leaves].probability is 0.96; 0 to 0.95 is needed.")]
    [InlineData("mode", -0.1, "options[hire].failureModes[leaves].probability is -0.1; 0 to 0.95 is needed.")]
    [InlineData("loss", -1, "options[hire].failureModes[leaves].loss is -1; 0 to 1000000000000000 is needed.")]
    public void A_number_out_of_range_is_named(string what, double value, string fault) => Assert.Equal([fault], FaultsOfHire(hire => what switch
    {
        "score" => hire with { Score = value },
        "success" => hire with { ProbabilityOfSuccess = value },
        "failure" => hire with { ProbabilityOfFailure = value },
        "undo cost" => hire with { Undo = hire.Undo with { Cost = value } },
        "undo days" => hire with { Undo = hire.Undo with { Days = (int)value } },
        "mode" => hire with { FailureModes = [hire.FailureModes[0] with { Probability = value }] },
        _ => hire with { FailureModes = [hire.FailureModes[0] with { Loss = value }] },
    }));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(100, 1, 0.95)]
    public void The_ends_of_each_range_are_in_it(double score, double probability, double mode) => Assert.Empty(FaultsOfHire(hire => hire with
    {
        Score = score,
        ProbabilityOfSuccess = probability,
        ProbabilityOfFailure = probability,
        FailureModes = [hire.FailureModes[0] with { Probability = mode }],
    }));

    [Theory]
    [InlineData(3, 2, 4)]
    [InlineData(1, 5, 4)]
    [InlineData(1, double.NaN, 4)]
    [InlineData(double.NegativeInfinity, 0, 4)]
    [InlineData(1, 2, double.PositiveInfinity)]
    public void A_range_that_does_not_rise_is_named(double low, double mode, double high) =>
        Assert.StartsWith("options[hire].netValue: low ", Assert.Single(FaultsOfHire(hire => hire with { NetValue = new(low, mode, high) })), StringComparison.Ordinal);

    [Fact]
    public void A_range_of_one_value_is_a_range() => Assert.Empty(FaultsOfHire(hire => hire with { NetValue = new(5, 5, 5) }));

    [Fact]
    public void What_is_not_known_is_left_out() => Assert.Empty(FaultsOfHire(hire => hire with
    {
        NetValue = null,
        ProbabilityOfSuccess = null,
        ProbabilityOfFailure = null,
        Undo = new UndoReply(null, null, true),
        FailureModes = [],
    }));

    [Theory]
    [InlineData(-1e300, 0, 1e308)]
    [InlineData(-1.7e308, 0, 1.7e308)]
    public void No_range_is_accepted_that_cannot_be_computed_with(double low, double mode, double high)
    {
        var reply = WithHire(hire => hire with { NetValue = new(low, mode, high) });
        if (Advisers.Faults(reply, Input).Count > 0)
            return;

        var report = DecisionReport.Compute(new DecisionInput
        {
            Currency = "EUR",
            HorizonDays = 30,
            Seed = 1,
            Draws = 100,
            Options = An.Slugs,
            Estimates = [new AdviserEstimate { Adviser = "a", Option = "hire", Score = 1, NetValue = new(low, mode, high) }],
        });
        Assert.True(double.IsFinite(report.Options[0].ExpectedValue!.Value));
    }

    [Fact]
    public void An_option_left_out_is_named()
    {
        var reply = An.Assessment();

        Assert.Equal(["options must have exactly one entry for «agency»."], Advisers.Faults(reply with { Options = [.. reply.Options.Where(o => o.Slug != "agency")] }, Input));
    }

    [Fact]
    public void An_option_assessed_twice_is_named()
    {
        var reply = An.Assessment();

        Assert.Equal(["options must have exactly one entry for «hire»."], Advisers.Faults(reply with { Options = [.. reply.Options, An.Assessed("hire")] }, Input));
    }

    [Fact]
    public void An_option_of_ones_own_is_named()
    {
        var reply = An.Assessment();

        Assert.Equal(["options[merge] is not an option of the frame."], Advisers.Faults(reply with { Options = [.. reply.Options, An.Assessed("merge")] }, Input));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void One_to_five_arguments_are_wanted_on_each_side(int count)
    {
        var claims = Enumerable.Range(0, count).Select(n => new ClaimReply($"{n}", null)).ToList();

        Assert.Equal(
            [$"options[hire].for has {count} arguments; 1 to 5 are needed.", $"options[hire].against has {count} arguments; 1 to 5 are needed."],
            FaultsOfHire(hire => hire with { For = claims, Against = claims }));
    }

    [Fact]
    public void A_gate_of_no_option_is_named() => Assert.Equal(
        ["gates: «merge» is not an option of the frame."],
        Advisers.Faults(An.Assessment() with { Gates = [new GateReply("merge", "law", GateVerdict.Fail, "no")] }, Input));

    [Fact]
    public void Every_fault_is_named_at_once() =>
        Assert.Equal(3, FaultsOfHire(hire => hire with { Score = 101, ProbabilityOfSuccess = 2, NetValue = new(3, 2, 1) }).Count);

    private static IReadOnlyList<string> FaultsOfHire(Func<OptionAssessment, OptionAssessment> change) => Advisers.Faults(WithHire(change), Input);

    private static AssessmentReply WithHire(Func<OptionAssessment, OptionAssessment> change) =>
        An.Assessment() with { Options = [change(An.Assessed("hire")), An.Assessed("agency"), An.Assessed("status-quo")] };
}
