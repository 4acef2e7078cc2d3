namespace MindMatrix.Decisions.Tests.Report;

/// <summary>«How was this computed?» has an answer for the numbers of the decision as a whole too.</summary>
public sealed class ExplainedReportTests
{
    private static readonly DecisionReport Report = DecisionReport.Compute(A.Decision());

    [Fact]
    public void The_conflict_index_names_the_parts_it_was_made_of()
    {
        var figure = Report.AllFigures().Single(f => f.Name == "conflict index");
        Assert.Equal((Report.ConflictIndex, "index", "decision-science 3.7"), (figure.Value, figure.Unit, figure.Formula));
        Assert.Equal(
            [
                FormattableString.Invariant($"agreement of the rankings W: {Report.ConflictParts.W}"),
                FormattableString.Invariant($"scatter of the first votes H: {Report.ConflictParts.H}"),
                FormattableString.Invariant($"spread of the modes for {Report.Leader} D: {Report.ConflictParts.D}"),
            ],
            figure.Inputs);
    }

    [Fact]
    public void Without_a_part_there_is_no_index_to_explain()
    {
        var alone = DecisionReport.Compute(A.Decision() with { Estimates = [.. A.Decision().Estimates.Where(e => e.Adviser == "quant")] });
        Assert.DoesNotContain(alone.AllFigures(), f => f.Name == "conflict index");
    }

    [Fact]
    public void Every_bar_flip_point_and_value_of_knowing_is_a_figure_with_its_formula_and_inputs()
    {
        var figures = Report.AllFigures().ToArray();
        foreach (var bar in Report.Tornado)
        {
            var swing = figures.Single(f => f.Name == $"swing of the lead by {bar.Variable}");
            Assert.Equal((bar.Swing, "EUR", "decision-science #23"), (swing.Value, swing.Unit, swing.Formula));
            Assert.Equal(
                [FormattableString.Invariant($"at {bar.Low}: {bar.AtLow}"), FormattableString.Invariant($"at {bar.High}: {bar.AtHigh}"), "every other quantity at its mode"], swing.Inputs);
        }
        foreach (var variable in Report.Variables)
        {
            Assert.Equal(variable.Evppi.Value, figures.Single(f => f.Name == $"value of knowing {variable.Variable}").Value);
            var flip = figures.SingleOrDefault(f => f.Name == $"flip point of {variable.Variable}");
            Assert.Equal(variable.FlipPoint, flip?.Value);
            Assert.True(flip is null || (flip.Unit == variable.Unit && flip.Formula == "decision-science #24" && flip.Inputs.Contains($"beyond it leads {variable.FlipsTo}")));
        }
        Assert.Contains(Report.Variables, v => v.FlipPoint is not null);
        Assert.Contains(Report.Evpi, figures);
        Assert.All(figures, f => Assert.NotEmpty(f.Inputs));
    }
}
