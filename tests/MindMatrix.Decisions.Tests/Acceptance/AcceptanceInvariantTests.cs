using CsCheck;
using static MindMatrix.Decisions.FieldValue;

namespace MindMatrix.Decisions.Tests;

public sealed class AcceptanceInvariantTests
{
    private static readonly string[] Words = ["call", "write", "the", "bank", "offer", "client", "pilot"];

    private static readonly Gen<string> Prose = Gen.Int[0, 6].Select(i => Words[i]).Array[0, 8].Select(w => string.Join(' ', w));

    private static readonly Gen<PlanField[]> Plan =
        Gen.Select(Gen.Bool.Select(waits => waits ? "wait" : "pilot"), Prose, Gen.Double[-1000, 1000], Prose.Array[0, 5]).Select((option, prose, budget, tasks) => new PlanField[]
        {
            new("option", new Exact(option), Acceptance.OptionWeight),
            new("prose", new Text(prose)),
            new("budget", new Number(budget), Acceptance.SubstanceWeight),
            new("tasks", new List([.. tasks.Select(t => new ListItem(null, new Text(t)))]), Acceptance.SubstanceWeight),
        });

    [Fact]
    public void Equal_plans_are_accepted_wholly() => Plan.Holds(plan => Acceptance.Measure(plan, plan).Value == 1);

    [Fact]
    public void Acceptance_lies_between_zero_and_one_and_is_symmetric() =>
        Gen.Select(Plan, Plan).Holds((draft, final) =>
        {
            var there = Acceptance.Measure(draft, final).Value;
            return there is >= 0 and <= 1 && Math.Abs(there - Acceptance.Measure(final, draft).Value) < 1e-12;
        });

    [Fact]
    public void Each_further_edit_lowers_it()
    {
        PlanField[] draft = AcceptanceTests.Plan("pilot", "launch the pilot in March", 50_000, "call", "write", "pay");
        PlanField[][] edits =
        [
            draft,
            AcceptanceTests.Plan("pilot", "launch a pilot in March", 50_000, "call", "write", "pay"),
            AcceptanceTests.Plan("pilot", "launch a pilot in April", 50_000, "call", "write", "pay"),
            AcceptanceTests.Plan("pilot", "launch a pilot in April", 40_000, "call", "write", "pay"),
            AcceptanceTests.Plan("pilot", "launch a pilot in April", 40_000, "call", "write"),
            AcceptanceTests.Plan("pilot", "launch a pilot in April", 40_000, "call", "write", "invoice"),
            AcceptanceTests.Plan("wait", "launch a pilot in April", 40_000, "call", "write", "invoice"),
        ];
        var values = edits.Select(e => Acceptance.Measure(draft, e).Value).ToArray();
        Assert.Equal(1, values[0]);
        for (var i = 1; i < values.Length; i++)
            Assert.True(values[i] < values[i - 1], $"edit {i}: {values[i]} after {values[i - 1]}");
    }

    [Fact]
    public void Every_further_edit_in_any_order_lowers_it() =>
        Gen.Select(Gen.Int[1, 8], Gen.Int[2, 5], Gen.Int[0, 3], Gen.ULong).Holds((words, tasks, additions, seed) =>
        {
            // One task always stays: where nothing was kept there is nothing left to lower.
            string[] edits =
            [
                "option", "budget", .. Enumerable.Range(0, words).Select(i => $"word {i}"),
                .. Enumerable.Range(1, tasks - 1).Select(i => $"without {i}"), .. Enumerable.Range(0, additions).Select(i => $"with {i}"),
            ];
            new SplitMix64(seed).Shuffle<string>(edits);
            var draft = After([]);
            var values = Enumerable.Range(0, edits.Length + 1).Select(n => Acceptance.Measure(draft, After([.. edits.Take(n)])).Value).ToArray();
            return values[0] == 1 && values.Zip(values.Skip(1)).All(step => step.Second < step.First);

            PlanField[] After(HashSet<string> done) =>
            [
                new("option", new Exact(done.Contains("option") ? "wait" : "pilot"), Acceptance.OptionWeight),
                new("prose", new Text(string.Join(' ', Enumerable.Range(0, words).Select(i => done.Contains($"word {i}") ? $"new{i}" : $"w{i}")))),
                new("budget", new Number(done.Contains("budget") ? 40_000 : 50_000), Acceptance.SubstanceWeight),
                new("tasks", new List(
                [
                    .. Enumerable.Range(0, tasks).Where(i => !done.Contains($"without {i}")).Select(i => new ListItem(null, new Text($"call{i} the{i} bank{i}"))),
                    .. Enumerable.Range(0, additions).Where(i => done.Contains($"with {i}")).Select(i => new ListItem(null, new Text($"send{i} an{i} offer{i}"))),
                ]), Acceptance.SubstanceWeight),
            ];
        });

    [Fact]
    public void Replacing_one_more_word_by_a_new_one_never_raises_it() =>
        Gen.Select(Gen.Int[2, 10], Gen.Int[0, 9]).Holds((length, edited) =>
        {
            edited = Math.Min(edited, length - 1);
            string[] words = [.. Enumerable.Range(0, length).Select(i => $"w{i}")];
            string Edited(int count) => string.Join(' ', words.Select((w, i) => i < count ? "new" + w : w));
            var draft = string.Join(' ', words);
            return TextSimilarity.Of(draft, Edited(edited + 1)) < TextSimilarity.Of(draft, Edited(edited));
        });

    [Fact]
    public void The_pairing_is_as_good_as_trying_all() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4]).SelectMany((rows, columns) => Gen.Double[0, 1].Array2D[rows, columns]).Holds(likeness =>
            Math.Abs(Assignment.Best(likeness).Sum(p => likeness[p.Left, p.Right]) - Exhaustive(likeness, 0, 0)) < 1e-12);

    private static double Exhaustive(double[,] likeness, int row, int taken)
    {
        if (row == likeness.GetLength(0)) return 0;
        var best = Exhaustive(likeness, row + 1, taken);
        for (var column = 0; column < likeness.GetLength(1); column++)
            if ((taken & (1 << column)) == 0)
                best = Math.Max(best, likeness[row, column] + Exhaustive(likeness, row + 1, taken | (1 << column)));
        return best;
    }
}
