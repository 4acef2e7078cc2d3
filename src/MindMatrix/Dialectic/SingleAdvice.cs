using System.ComponentModel;
using MindMatrix.Models;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

internal sealed record SingleReply(
    [property: Description("What each lens sees, two or three sentences in all.")] string Lenses,
    [property: Description("The slug you recommend.")] string RecommendedSlug);

/// <summary>One call that looks through all lenses: what the dialectic has to be better than (B0 of decision-science 1.10).</summary>
internal sealed class SingleAdvice(StructuredModel model)
{
    private static readonly string System = Prompts.Load("system.md");
    private static readonly string Task = Prompts.Load("single.md");

    /// <param name="label">Put before the purpose in the journal.</param>
    public Task<Answer<SingleReply>> AskAsync(Guid decisionId, Guid itemId, Frame frame, string text, string label, CancellationToken cancellationToken)
    {
        var shown = frame with { Options = Rotation.Shuffle(frame.Options, Rotation.Seed(decisionId.ToString())) };
        var request = new ModelRequest(ModelRole.Synthesis, $"{label}single", itemId, System, FrameText.Facts(frame, text, itemId), $"{FrameText.Options(shown)}\n\n{Task}", shown);
        return model.AskAsync<SingleReply>(
            request, reply => frame.Options.Any(o => o.Slug == reply.RecommendedSlug) ? [] : [$"recommendedSlug «{reply.RecommendedSlug}» is not one of {string.Join(", ", frame.Options.Select(o => o.Slug))}."], cancellationToken);
    }
}
