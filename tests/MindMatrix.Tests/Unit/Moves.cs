using MindMatrix.Store;

namespace MindMatrix.Tests.Unit;

/// <summary>Every pair of states of a record, and what a move of one must do.</summary>
internal static class Moves
{
    public static TheoryData<string, string> Pairs<T>() where T : struct, Enum
    {
        var pairs = new TheoryData<string, string>();
        foreach (var from in Enum.GetNames<T>())
        {
            foreach (var to in Enum.GetNames<T>())
                pairs.Add(from, to);
        }
        return pairs;
    }

    /// <summary>Brings a new record to <paramref name="from"/>, moves it to <paramref name="to"/>, and expects a move if it is legal, else an error and a record as it was.</summary>
    public static void Check<TRecord, T>(string legal, string from, string to, Func<TRecord> create, Action<TRecord, T> move, Func<TRecord, T> status) where TRecord : MindMatrix.Store.Record where T : struct, Enum
    {
        var ways = legal.Split(';', StringSplitOptions.TrimEntries)
            .Select(line => line.Split('>', StringSplitOptions.TrimEntries))
            .SelectMany(line => line[1].Split(',', StringSplitOptions.TrimEntries).Select(end => (From: Enum.Parse<T>(line[0]), To: Enum.Parse<T>(end)))).ToHashSet();
        var (start, end) = (Enum.Parse<T>(from), Enum.Parse<T>(to));
        var record = create();
        foreach (var step in PathTo(ways, status(record), start))
            move(record, step);
        Assert.Equal(start, status(record));
        var before = Json.Write(record);

        if (ways.Contains((start, end)))
        {
            move(record, end);
            Assert.Equal(end, status(record));
        }
        else
        {
            Assert.Throws<IllegalTransitionException>(() => move(record, end));
            Assert.Equal(before, Json.Write(record));
        }
    }

    /// <summary>The shortest way by legal moves.</summary>
    private static List<T> PathTo<T>(HashSet<(T From, T To)> legal, T start, T end) where T : struct, Enum
    {
        var ways = new Queue<List<T>>([[]]);
        var seen = new HashSet<T> { start };
        while (ways.TryDequeue(out var way))
        {
            var here = way.Count == 0 ? start : way[^1];
            if (here.Equals(end))
                return way;
            foreach (var (_, to) in legal.Where(l => l.From.Equals(here) && seen.Add(l.To)))
                ways.Enqueue([.. way, to]);
        }
        throw new InvalidOperationException($"{end} cannot be reached.");
    }
}
