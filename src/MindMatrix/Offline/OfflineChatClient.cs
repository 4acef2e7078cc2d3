using Microsoft.Extensions.AI;
using MindMatrix.Dialectic;
using MindMatrix.Models;
using MindMatrix.Offline.Assess;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Offline;

/// <summary>
/// Answers the product's typed questions with rules, arithmetic and the user's own words: no language model, no network.
/// The same question always gets the same answer.
/// </summary>
internal sealed class OfflineChatClient : IChatClient
{
    /// <summary>What the journal and the brief call it.</summary>
    public const string ModelName = "offline-rules";

    private static readonly ChatClientMetadata Metadata = new("offline", null, ModelName);

    /// <exception cref="InvalidOperationException">The options carry no <see cref="ModelRequest"/>, or one with an input that no rule answers.</exception>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Answer(options));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var update in Answer(options).ToChatResponseUpdates())
            yield return update;
        await Task.CompletedTask;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? Metadata : serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Nothing is held.
    }

    private static ChatResponse Answer(ChatOptions? options)
    {
        if (options?.AdditionalProperties?.TryGetValue(ModelRequest.OptionKey, out var value) != true || value is not ModelRequest request)
            throw new InvalidOperationException($"The offline rules answer only a request under «{ModelRequest.OptionKey}» in the options.");
        var json = request.Input switch
        {
            TriageInput input => Json.Write(TriageRules.Answer(input)),
            AssessmentInput input => Json.Write(Questions.AnsweredViews.Apply(Assessor.Answer(input), input)),
            ExtractInput input => Json.Write(ExtractRules.Answer(input)),
            CrossInput input => Json.Write(Objections.Answer(input)),
            ChallengeInput input => Json.Write(Objections.Answer(input)),
            SynthesisInput input => Json.Write(Synthesis.Synthesist.Answer(input)),
            var other => throw new InvalidOperationException($"The offline rules have no answer to a {other.GetType().Name}."),
        };
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, json))
        {
            ModelId = ModelName,
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = 0, OutputTokenCount = 0, TotalTokenCount = 0 },
        };
    }
}
