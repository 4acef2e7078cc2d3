namespace MindMatrix.Decisions.Tests.Report;

public sealed class PremortemReportTests
{
    [Fact]
    public void Failures_are_rolled_up_per_adviser() =>
        Expect.Close(1 - 0.75 * 0.85, DecisionReport.Compute(A.Decision()).Option("hire").PremortemRisk?.Value);

    [Fact]
    public void Losses_that_nobody_stated_are_not_counted_as_nothing()
    {
        var input = A.Decision();
        DecisionReport With(params FailureMode[] modes) => DecisionReport.Compute(input with
        {
            Estimates = [.. input.Estimates.Select(e => e.FailureModes.Count > 0 ? e with { FailureModes = modes } : e)],
        });

        var none = With(new("leaves within a year", 0.25), new("wrong profile", 0.15));
        Assert.Null(none.Option("hire").PremortemLoss);
        Assert.NotNull(none.Option("hire").PremortemRisk);
        Assert.Contains("hire: no expected loss by named failures, because nobody said what they would cost", none.Missing);

        var one = With(new("leaves within a year", 0.25, 40_000), new("wrong profile", 0.15));
        Expect.Close(10_000, one.Option("hire").PremortemLoss?.Value);
        Assert.Equal(["failure by auditor: leaves within a year, p 0.25, loss 40000"], one.Option("hire").PremortemLoss!.Inputs);
        Assert.Contains("failure by auditor: wrong profile, p 0.15", one.Option("hire").PremortemRisk!.Inputs);
        Assert.Contains("hire: the expected loss by named failures leaves out «wrong profile», because nobody said what it would cost", one.Missing);
    }
}
