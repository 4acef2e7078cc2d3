using System.Globalization;
using MindMatrix.Offline;
using MindMatrix.Offline.Learned;
using MindMatrix.Training;
using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Offline;

public sealed class LearnedTriageTests
{
    private static readonly Lazy<IReadOnlyList<Example>> Examples = new(Example.ReadAll);

    public static TheoryData<string> Subjects => [.. Subject.All.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Subjects))]
    public void The_weights_that_ship_are_those_that_the_examples_give(string name)
    {
        var shipped = LinearClassifier.Table(name);
        var before = CultureInfo.CurrentCulture;
        try
        {
            // A comma for a decimal point would show here.
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(shipped, Trainer.Table(Subject.All.Single(s => s.Name == name).Fit(Examples.Value), LinearClassifier.Read(shipped).Temperature));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("type", 0.90)]
    [InlineData("area", 0.75)]
    [InlineData("agent", 0.66)]
    public void Texts_that_no_weight_was_learned_from_are_judged_well_enough(string name, double least)
    {
        var judged = Subject.All.Single(s => s.Name == name).Transfer(Examples.Value);

        Assert.InRange(judged.Average(j => j.At(1).Class == j.Truth ? 1.0 : 0), least, 1);
    }

    [Fact]
    public void No_example_for_training_repeats_one_of_the_development_set()
    {
        var texts = Example.ReadTexts();

        Assert.Equal(texts.Count, texts.Select(t => t.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(Examples.Value.Count, Examples.Value.Select(e => e.Id).Distinct().Count());
        Assert.All(Examples.Value, e => Assert.Equal(e.Type == "strategic", e.Agent is not null));
    }

    [Fact]
    public void An_area_of_ones_own_wins_when_the_text_names_it()
    {
        var input = new TriageInput("Order new strings for the lighthouse keeper", Ask.Tuesday, ["Work", "Hobbies", "Lighthouse"], new Dictionary<string, string>());

        Assert.Equal("Lighthouse", TriageRules.Answer(input).Area);
        Assert.Equal("Attic", TriageRules.Answer(input with { Areas = ["Attic"] }).Area);
    }

    [Theory]
    [InlineData("/task look at the dilemma of the two options", "Operational")]
    [InlineData("/decide the fence", "Strategic")]
    [InlineData("/note should we buy the house or rent it?", "Reference")]
    public void What_the_writer_says_it_is_it_is(string text, string type) => Assert.Equal(type, Ask.Triage(text).Type.ToString());

    [Fact]
    public void The_reason_names_what_spoke_for_it() =>
        Assert.StartsWith("Reads as a decision: ", Ask.Triage(TriageTests.Hire).Rationale, StringComparison.Ordinal);

    [Fact]
    public void Two_signs_of_form_are_named_as_one() =>
        Assert.Matches(@"^Reads as something to do: its form \([^()]+, [^()]+\)\.$", Ask.Triage("Pick up milk and call Anna about the invoice").Rationale);
}
