using System.Text.Json;

namespace MindMatrix.Decisions.Tests.Report;

public sealed class PinnedReportTests
{
    /// <summary>
    /// Changes only together with a formula, and never with a machine or a .NET version: stored reports are checked by
    /// computing them again.
    /// </summary>
    [Fact]
    public void Every_number_of_the_example_is_the_same_to_the_bit_everywhere()
    {
        var numbers = string.Join(' ', Numbers(JsonSerializer.SerializeToElement(DecisionReport.Compute(A.Decision()))));
        Assert.Equal(2042180715426654062UL, SplitMix64.SeedFor(numbers));
    }

    [Fact]
    public void Some_figures_of_the_example_are_pinned_to_the_digit()
    {
        var hire = DecisionReport.Compute(A.Decision()).Option("hire");
        Assert.Equal(23750.009032393697, hire.ExpectedValue!.Value);
        Assert.Equal(0.555, hire.ProbabilityBest!.Value);
        Assert.Equal(0.3205, hire.ProbabilityOfLoss!.Value);
    }

    private static IEnumerable<string> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetRawText()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Numbers(property.Value)),
        _ => [],
    };
}
