using CsCheck;

namespace MindMatrix.Decisions.Tests;

/// <summary>
/// Runs a property over the same examples every time. CsCheck's own <c>seed</c> fixes only the first example, so a failure
/// on one machine might never show on another.
/// </summary>
internal static class Property
{
    private const uint Stream = 20_261_123;

    // MINDMATRIX_EXAMPLES=50 looks at fifty times as many examples, to search further than every run needs to.
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("MINDMATRIX_EXAMPLES"), out var n) ? n : 1;

    public static void Holds<T>(this Gen<T> examples, Func<T, bool> property, int times = 1_000)
    {
        var random = new PCG(Stream, 42);
        for (var i = 0; i < times * Factor; i++)
        {
            var state = random.ToString();
            var example = examples.Generate(random, null, out _);
            if (property(example)) continue;
            // Once more through CsCheck, which throws with the smallest counterexample it can find.
            examples.Sample(property, seed: state);
            Assert.Fail($"example {i}, seed {state}: {example}");
        }
    }

    public static void Holds<T1, T2>(this Gen<(T1, T2)> examples, Func<T1, T2, bool> property, int times = 1_000) =>
        examples.Holds(e => property(e.Item1, e.Item2), times);

    public static void Holds<T1, T2, T3>(this Gen<(T1, T2, T3)> examples, Func<T1, T2, T3, bool> property, int times = 1_000) =>
        examples.Holds(e => property(e.Item1, e.Item2, e.Item3), times);

    public static void Holds<T1, T2, T3, T4>(this Gen<(T1, T2, T3, T4)> examples, Func<T1, T2, T3, T4, bool> property, int times = 1_000) =>
        examples.Holds(e => property(e.Item1, e.Item2, e.Item3, e.Item4), times);
}
