namespace MindMatrix.Decisions.Tests;

/// <summary>Case G of the document: three scenarios, two ventures and the status quo, in thousands.</summary>
internal static class GoldenCase
{
    public static readonly double[] Probabilities = [0.2, 0.5, 0.3];

    public static Prospect A => Prospect.Of(Probabilities, [-40, 30, 120]);

    public static Prospect B => Prospect.Of(Probabilities, [10, 20, 40]);

    public static Prospect StatusQuo => Prospect.Of(Probabilities, [0, 0, 0]);

    public static PayoffTable Table => new(["a", "b", "status-quo"], [A, B, StatusQuo]);

    public static IReadOnlyList<Scenario> Scenarios =>
    [
        new("bad", 0.2, new Dictionary<string, double> { ["a"] = -40, ["b"] = 10, ["status-quo"] = 0 }),
        new("fair", 0.5, new Dictionary<string, double> { ["a"] = 30, ["b"] = 20, ["status-quo"] = 0 }),
        new("good", 0.3, new Dictionary<string, double> { ["a"] = 120, ["b"] = 40, ["status-quo"] = 0 }),
    ];
}
