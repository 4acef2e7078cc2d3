using Microsoft.Extensions.AI;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Models;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Benchmarks;

/// <summary>Answers at once with replies of a usual size, so that what is measured is ours: steps, store, engine, computation.</summary>
internal sealed class InstantModel : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = (ModelRequest)options!.AdditionalProperties![ModelRequest.OptionKey]!;
        var reply = request.Input switch
        {
            TriageInput => Json.Write(Triage()),
            AssessmentInput input => Json.Write(Assess(input)),
            SynthesisInput input => Json.Write(Synthesise(input)),
            var other => throw new InvalidOperationException($"Nothing is known of {other.GetType().Name}."),
        };
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply)) { FinishReason = ChatFinishReason.Stop, ModelId = "instant" });
    }

    private static TriageReply Triage() => new(
        ThoughtType.Strategic, "Engineer or agency", 0.95, "It asks for a choice between two ways.", "the-quant", RiskLevel.Medium, 8, OneWay: false, "Work",
        [new("Agency", NodeType.Entity_Company, "An agency at 120k a year.")], null, null,
        new FrameReply("Hire a senior engineer or an agency?", 365, "EUR", 150_000,
            [new("hire", "Hire a senior engineer", "Employ one at 150k a year."), new("agency", "Take an agency", "Buy the work at 120k a year."), new("status-quo", "Leave it", "Go on as today.")],
            ["cost", "speed"], [new("salary", "EUR a year")], [], ["How long is the work needed?"]));

    private static AssessmentReply Assess(AssessmentInput input) => new(
        [.. input.Frame.Options.Select((o, i) => new OptionAssessment(
            o.Slug, 50 + 10 * (o.Slug.Length % 4), input.SetsGates ? null : 0.6, input.SetsGates ? 0.3 : null, new RangeReply(-40_000, 10_000 * i, 80_000),
            new UndoReply(20_000, 60, false), [new("The work takes longer than planned.", 0.3, 30_000)],
            [new("It builds knowledge that stays.", null), new("It can begin within weeks.", null)], [new("It binds money for a year.", null), new("Quality is hard to judge beforehand.", null)]))],
        [], ["What is the alternative use of the money?"], ["A reference from a client."]);

    private static SynthesisReply Synthesise(SynthesisInput input) => new(
        input.Eligible.Order(StringComparer.Ordinal).First(), "It costs less and can be ended.", ["The agency names the people."],
        [new("Who keeps the knowledge", [$"{input.Assessments[0].Adviser}/hire/+1", $"{input.Assessments[1].Adviser}/hire/-1"], ConflictKind.Value, "Ask what has to stay in the house.")],
        "An employee learns what an agency takes away.", [new("Delivered features", "fewer than two a month", null)], null, "Dependence on one supplier.",
        new ResourcesReply("one month", "120k a year", "none", "one owner"), [new("Ask two agencies for offers", ""), new("Name an owner", ""), new("Set the review date", "")]);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
