namespace MindMatrix.Decisions.Tests.Judgement;

public sealed class JudgementTests
{
    [Fact]
    public void A_range_is_stretched_to_certainty_as_printed()
    {
        var support = RangeHygiene.Support(new(20, 30, 60, 0.8));
        Expect.Close(17.5, support.Low);
        Assert.Equal(30, support.Mode);
        Expect.Close(67.5, support.High);
    }

    [Fact]
    public void Widening_works_about_the_mode_and_respects_the_floor()
    {
        var support = RangeHygiene.Support(new(20, 30, 60, 0.8), RangeHygiene.UncalibratedWidening, floor: 15);
        Assert.Equal(15, support.Low);
        Expect.Close(30 + 1.5 * 37.5, support.High);
    }

    [Fact]
    public void A_range_can_be_stated_at_another_confidence()
    {
        Assert.Equal(new(2, 10, 26, 0.8), RangeHygiene.At(new(0, 10, 30, 1), 0.8));
        Assert.Equal(new(0.1, 0.2, 0.3, 0.8), RangeHygiene.At(new(0.1, 0.2, 0.3, 0.8), 0.8));
    }

    [Fact]
    public void A_mode_below_the_floor_is_refused() =>
        Expect.Refusal("range.mode", "-5", () => RangeHygiene.Support(new(-10, -5, 3), floor: 0));

    [Fact]
    public void Nine_outcomes_widen_by_1_9()
    {
        double[] scores = [-0.5, -0.3, -0.2, 0, 0.1, 0.4, 0.5, 0.9, 1.5];
        Expect.Close(1.9, ConformalWidening.Widening(scores, 0.8));
        Expect.Close(1.9, ConformalWidening.Widening([.. scores.Reverse()], 0.8));
    }

    [Fact]
    public void A_rank_that_is_whole_but_for_rounding_is_not_rounded_up() =>
        Expect.Close(1 + 55, ConformalWidening.Widening([.. Enumerable.Range(1, 99).Select(i => (double)i)], 0.55));

    [Fact]
    public void Too_few_outcomes_keep_the_default()
    {
        Assert.Equal(1.5, ConformalWidening.Widening([9, 9, 9, 9, 9, 9, 9, 9], 0.8));
        Assert.Equal(1.5, ConformalWidening.Widening([9, 9, 9, 9, 9, 9, 9, 9, 9], 0.95));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(20, 0)]
    [InlineData(30, -1)]
    [InlineData(60, 0)]
    [InlineData(90, 1)]
    public void A_score_counts_half_widths_beyond_the_end(double outcome, double score) =>
        Expect.Close(score, ConformalWidening.Score(new(20, 30, 60), outcome));

    [Fact]
    public void Three_ranges_pool_to_their_medians_and_two_to_their_means()
    {
        Assert.Equal(new(2, 5, 9), Pooling.Ranges([new(1, 5, 9), new(2, 4, 30), new(3, 6, 7)]));
        Assert.Equal(new(1.5, 4.5, 19.5), Pooling.Ranges([new(1, 5, 9), new(2, 4, 30)]));
        Assert.Equal(new(1, 5, 9), Pooling.Ranges([new(1, 5, 9)]));
    }

    [Fact]
    public void Probabilities_pool_by_their_mean_logit_as_printed()
    {
        Expect.Golden(0.759510, ProbabilityPool.Pool([0.6, 0.7, 0.9]));
        Expect.Golden(0.733333, (0.6 + 0.7 + 0.9) / 3);
    }

    [Fact]
    public void Certainty_is_clipped()
    {
        Expect.Close(0.98, ProbabilityPool.Pool([1]));
        Expect.Close(0.5, ProbabilityPool.Pool([0, 1]));
    }

    [Theory]
    [InlineData(0.7, 0.3, false)]
    [InlineData(0.7, 0.4, false)]
    [InlineData(0.7, 0.41, true)]
    [InlineData(0.5, 0.35, true)]
    public void Success_and_failure_must_nearly_make_one(double success, double failure, bool contradict) =>
        Assert.Equal(contradict, ProbabilityPool.Contradict(success, failure));

    [Fact]
    public void Named_failures_roll_up_as_printed()
    {
        FailureMode[] modes = [new("late", 0.1, 100), new("dear", 0.2, 50), new("ignored", 0.05, 200)];
        Expect.Close(0.316, Premortem.ProbabilityOfAny(modes));
        Expect.Close(30, Premortem.ExpectedLoss(modes));
        Expect.Close(0.95, Premortem.ProbabilityOfAny([new("sure", 1)]));
        Assert.Equal(0, Premortem.ProbabilityOfAny([]));
    }

    [Fact]
    public void A_failure_whose_loss_nobody_stated_has_a_probability_and_no_loss()
    {
        FailureMode[] modes = [new("late", 0.1, 100), new("ignored", 0.2)];
        Expect.Close(0.28, Premortem.ProbabilityOfAny(modes));
        Expect.Close(10, Premortem.ExpectedLoss(modes));
        Assert.Null(Premortem.ExpectedLoss([new("ignored", 0.2)]));
        Assert.Null(Premortem.ExpectedLoss([]));
        Assert.Equal(0, Premortem.ExpectedLoss([new("harmless", 0.2, 0)]));
    }

    [Fact]
    public void A_reference_class_corrects_a_budget_as_printed()
    {
        double[] ratios = [0.9, 1, 1.1, 1.2, 1.25, 1.3, 1.5, 1.8, 2.2, 3];
        Expect.Close(127.5, ReferenceClass.Budget(100, ratios, 0.5).Value);
        Expect.Close(188, ReferenceClass.Budget(100, ratios, 0.8).Value);
        Assert.True(ReferenceClass.Budget(100, ratios, 0.8).Applies);
        Assert.False(ReferenceClass.Budget(100, ratios[..7], 0.8).Applies);
    }

    [Fact]
    public void A_reference_class_corrects_a_probability_as_printed()
    {
        Expect.Close(0.38, ReferenceClass.Probability(0.7, 12, 40).Value);
        Expect.Close(0.7, ReferenceClass.Probability(0.7, 0, 0).Value);
        Assert.True(ReferenceClass.Probability(0.7, 3, 8).Applies);
        Assert.False(ReferenceClass.Probability(0.7, 3, 7).Applies);
        Expect.Refusal("successes", "5", () => ReferenceClass.Probability(0.7, 5, 4));
    }

    [Theory]
    [InlineData(true, null, null, null, DoorKind.OneWay)]
    [InlineData(false, 50.0, 1.0, 100.0, DoorKind.OneWay)]
    [InlineData(false, 49.0, 90.0, 100.0, DoorKind.TwoWay)]
    [InlineData(false, 0.0, 91.0, 100.0, DoorKind.OneWay)]
    [InlineData(false, 0.0, 90.0, null, DoorKind.TwoWay)]
    [InlineData(false, 10.0, 1.0, null, DoorKind.Unknown)]
    [InlineData(false, null, 1.0, 100.0, DoorKind.Unknown)]
    [InlineData(false, 10.0, null, 100.0, DoorKind.Unknown)]
    [InlineData(false, null, null, null, DoorKind.Unknown)]
    public void A_door_is_one_way_when_flagged_dear_or_late(bool irreversible, double? cost, double? days, double? stake, DoorKind door) =>
        Assert.Equal(door, Reversibility.Door(irreversible, cost, days, stake));
}
