using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using MindMatrix.Store;

namespace MindMatrix.Models;

/// <summary>A checked answer and what it took.</summary>
/// <param name="Model">The model that answered, or <c>offline-rules</c>.</param>
/// <param name="CostMicroUsd">Micro-dollars, a repair included.</param>
internal sealed record Answer<T>(T Value, string Model, long CostMicroUsd);

/// <summary>The model answered, twice, with something that cannot be used.</summary>
internal sealed class UnusableReplyException(string purpose, IReadOnlyList<string> faults)
    : PermanentFailureException($"The reply to «{purpose}» cannot be used: {string.Join(" ", faults)}");

/// <summary>
/// Asks a model for JSON of a given shape; a reply with faults is sent back once with the list of them. Who asks again after that failed
/// gets one repair more: the journal holds the unusable answers, and the conversation goes on from them.
/// </summary>
internal sealed class StructuredModel(IModelCaller caller, OutputGate gate, TimeProvider clock)
{
    /// <param name="check">Names every fault of a reply in words that a model can mend; empty when it may be used.</param>
    /// <param name="mend">Makes the best of a repaired reply that still has faults, for example without the passages at fault; null when nothing can be.</param>
    /// <exception cref="UnusableReplyException">The repaired reply has faults too.</exception>
    /// <exception cref="PermanentFailureException">The provider refuses: a wrong key, an unknown model, no credit.</exception>
    public async Task<Answer<T>> AskAsync<T>(ModelRequest request, Func<T, IReadOnlyList<string>> check, CancellationToken cancellationToken, Func<T, T>? mend = null)
    {
        List<ChatMessage> messages =
        [
            new(ChatRole.System, request.System),
            new(ChatRole.User, [new TextContent(request.Shared), new TextContent(request.Task)]),
        ];
        var begun = clock.GetUtcNow();
        var answer = await caller.AnswerAsync(request, messages, SchemaOf<T>.Format, cancellationToken);
        var cost = answer.CostMicroUsd;
        var (value, faults) = Read(answer, check);
        while (faults.Count > 0)
        {
            messages.Add(new(ChatRole.Assistant, answer.Reply.Length > 0 ? answer.Reply : "(empty)"));
            messages.Add(new(ChatRole.User, "Your reply cannot be used:\n- " + string.Join("\n- ", faults) + "\nAnswer again, whole and corrected."));
            var before = answer;
            answer = await caller.AnswerAsync(request with { Purpose = request.Purpose + "/repair" }, messages, SchemaOf<T>.Format, cancellationToken);
            cost += answer.CostMicroUsd;
            (value, faults) = Read(answer, check);
            if (faults.Count > 0 && mend is not null && value is not null)
            {
                value = mend(value);
                faults = check(value);
            }
            // A replay has one repair only, and gives it again and again.
            if (faults.Count > 0 && (answer.AnsweredAt >= begun || answer.Id == before.Id))
                throw new UnusableReplyException(request.Purpose, faults);
        }
        return new(value!, answer.Model, cost);
    }

    /// <summary>The JSON schema of a reply, as it goes with the request.</summary>
    public static string SchemaText<T>() => SchemaOf<T>.Format.Schema!.Value.GetRawText();

    private (T? Value, IReadOnlyList<string> Faults) Read<T>(ModelCall call, Func<T, IReadOnlyList<string>> check)
    {
        if (call.FinishReason == ChatFinishReason.ContentFilter.Value)
            return (default, ["The model refused to answer."]);
        if (call.FinishReason == ChatFinishReason.Length.Value)
            return (default, ["The reply was cut off because it was too long; be briefer."]);
        try
        {
            var value = Json.Read<T>(gate.Pass(JsonNode.Parse(Unfenced(call.Reply))).Json?.ToJsonString() ?? "null");
            // Nullability is not enforced inside collections and records by the serialiser: a missing part shows up here.
            var faults = MissingParts.Of(value!);
            return faults.Count > 0 ? (default, faults) : (value, check(value));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // A name that stands twice in an object is reported as an argument at fault.
            return (default, [$"It is not JSON of the schema: {error.Message}"]);
        }
    }

    /// <summary>The JSON inside a Markdown code fence, which some models add however they are asked.</summary>
    private static string Unfenced(string reply)
    {
        var start = reply.IndexOf('{', StringComparison.Ordinal);
        var end = reply.LastIndexOf('}');
        return start >= 0 && end > start ? reply[start..(end + 1)] : reply;
    }

    /// <summary>One schema per reply type, made once from the type's own definition.</summary>
    private static class SchemaOf<T>
    {
        public static readonly ChatResponseFormatJson Format = ChatResponseFormat.ForJsonSchema<T>(Json.Options);
    }
}
