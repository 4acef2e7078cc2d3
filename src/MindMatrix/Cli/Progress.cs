using System.Diagnostics;
using System.Globalization;
using MindMatrix.Flow;

namespace MindMatrix.Cli;

/// <summary>Prints each step of an item as it ends, on standard error, so that the answer on standard output stays clean.</summary>
internal static class Progress
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["triage"] = "Triage and frame",
        ["file-task"] = "File the task",
        ["file-nodes"] = "File the knowledge",
        ["open-intent"] = "Open the intent",
        ["compute"] = "Compute the figures",
        ["compute-again"] = "Compute again after the cross-examination",
        ["synthesise/forward"] = "Synthesis, seeded order",
        ["synthesise/reverse"] = "Synthesis, opposite order",
        ["verdict"] = "Verdict and plan",
    };

    /// <summary>Follows <paramref name="item"/> to its end.</summary>
    public static async Task<InboxItemView> FollowAsync(Session session, InboxItemView item, CancellationToken cancellationToken)
    {
        var begun = new Dictionary<string, long>();
        await foreach (var happened in session.FollowAsync(item.Number, cancellationToken))
        {
            if (happened.Item is { } end)
                return end;
            if (happened.Step is not { } step)
                continue;
            if (happened.State == "started")
                begun[step] = Stopwatch.GetTimestamp();
            else
                Console.Error.WriteLine(Line(step, happened.State!, happened.Text, begun.TryGetValue(step, out var since) ? Stopwatch.GetElapsedTime(since) : null));
        }
        throw new OperationCanceledException(cancellationToken);
    }

    private static string Adviser(string step) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(step[(step.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace('-', ' '));

    private static string Line(string step, string state, string? text, TimeSpan? took)
    {
        if (step.EndsWith(Debate.ByRules, StringComparison.Ordinal))
            return Line(step[..^Debate.ByRules.Length], state, text ?? "by offline rules, no language model", took);
        var name = Names.TryGetValue(step, out var known) ? known : step.StartsWith("assess/", StringComparison.Ordinal)
            ? "Assessment by " + Adviser(step) : step.StartsWith("cross/", StringComparison.Ordinal) ? "Cross-examination of " + Adviser(step) : step;
        var sign = state switch { "done" => "✓", "retrying" => "…", _ => "✗" };
        return $"{sign} {name}{(took is { } t && state == "done" ? $" ({t.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s)" : "")}{(text is null ? "" : $": {text}")}";
    }
}
