using MindMatrix.Capture;
using MindMatrix.Models;

namespace MindMatrix.Triage;

/// <summary>A checked triage, with the frame when the thought is strategic.</summary>
internal sealed record TriageResult(TriageReply Reply, Frame? Frame, string Model, long CostMicroUsd);

/// <summary>Finds out what a thought is, in one call.</summary>
internal sealed class Triager(StructuredModel model, TimeProvider clock)
{
    private static readonly string System = Prompts.Load("triage.md");

    /// <param name="text">Sanitised.</param>
    /// <param name="areas">The names to choose the area from.</param>
    /// <param name="advisers">Slug → name of those who may lead.</param>
    /// <param name="insistOn">A person's word on the type; null to let the model judge.</param>
    public async Task<TriageResult> TriageAsync(
        Guid itemId, string text, IReadOnlyList<string> areas, IReadOnlyDictionary<string, string> advisers, ThoughtType? insistOn, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var input = new TriageInput(text, today, areas, advisers, insistOn);
        var request = new ModelRequest(
            ModelRole.Triage, insistOn is { } type ? $"triage/{type}" : "triage", itemId, System,
            $"Areas: {string.Join(", ", areas)}.\nAdvisers: {string.Join(", ", advisers.Select(a => $"{a.Key} ({a.Value})"))}.\nToday is {today:yyyy-MM-dd}.",
            (insistOn is { } said ? $"A person has said that the type is {said.ToString().ToLowerInvariant()}; keep to it.\n" : "")
            + $"<text>\n{Datamark.Apply(text.Replace("</text>", "< /text>", StringComparison.OrdinalIgnoreCase), Datamark.MarkOf(itemId))}\n</text>",
            input);
        var answer = await model.AskAsync<TriageReply>(request, reply => Faults(reply, input), cancellationToken, mend: WithoutJoined);
        var frame = answer.Value.Type == ThoughtType.Strategic ? Frame.From(answer.Value.Frame!).Frame : null;
        return new(answer.Value, frame, answer.Model, answer.CostMicroUsd);
    }

    private static IReadOnlyList<string> Faults(TriageReply reply, TriageInput input)
    {
        var faults = new List<string>();
        if (input.InsistOn is { } type && reply.Type != type)
            faults.Add($"type is {reply.Type}; a person said {type}.");
        if (string.IsNullOrWhiteSpace(reply.Title) || reply.Title.Length > 300)
            faults.Add($"title has {reply.Title.Length} characters; 1 to 80 are needed.");
        if (!(reply.Confidence is >= 0 and <= 1))
            faults.Add($"confidence is {reply.Confidence}; 0 to 1 is needed.");
        if (reply.Impact is < 1 or > 10)
            faults.Add($"impact is {reply.Impact}; 1 to 10 is needed.");
        if (!input.Areas.Contains(reply.Area))
            faults.Add($"area «{reply.Area}» is not one of {string.Join(", ", input.Areas)}.");
        if (!input.Advisers.ContainsKey(reply.LeadAdviser))
            faults.Add($"leadAdviser «{reply.LeadAdviser}» is not one of {string.Join(", ", input.Advisers.Keys)}.");
        if (reply.Concepts.Count > 5)
            faults.Add($"concepts has {reply.Concepts.Count} entries; at most 5 are kept.");
        if (reply.DueDate is { } due && !DateOnly.TryParseExact(due, "yyyy-MM-dd", out _))
            faults.Add($"dueDate «{due}» is not of the form YYYY-MM-DD.");
        if (reply.Type == ThoughtType.Strategic && reply.Frame is null)
            faults.Add("frame is missing although the type is strategic.");
        if (reply.Type == ThoughtType.Strategic && reply.Frame is { } frame)
        {
            faults.AddRange(Frame.From(frame).Faults);
            faults.AddRange(Frame.Joined(frame.Options).Select(j => $"frame.options: «{j}» joins two others; leave it out, it can be proposed later."));
        }
        return faults;
    }

    private static TriageReply WithoutJoined(TriageReply reply) => reply.Frame is not { } frame ? reply
        : reply with { Frame = frame with { Options = [.. frame.Options.Where(o => !Frame.Joined(frame.Options).Contains(o.Slug))] } };
}
