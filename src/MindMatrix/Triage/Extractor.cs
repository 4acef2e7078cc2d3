using System.ComponentModel;
using MindMatrix.Models;
using MindMatrix.Store;

namespace MindMatrix.Triage;

internal enum FactType { Amount, Date, Person, Organisation, Option, Constraint, Claim }

/// <param name="Text">From outside, sanitised.</param>
internal sealed record ExtractInput(string Text);

internal sealed record ExtractReply([property: Description("At most forty facts, in the order of the text.")] IReadOnlyList<FactReply> Facts);

internal sealed record FactReply(
    FactType Type,
    [property: Description("The fact in a few words.")] string Value,
    [property: Description("The words it stands in, letter for letter, at most 200 characters.")] string Quote);

/// <summary>
/// Reads a text from outside in quarantine: what comes out is a list of facts, each with words that code has found in the text. Advisers
/// see the list and never the text (decision-science 5.3, control 4).
/// </summary>
internal sealed class Extractor(StructuredModel model)
{
    private static readonly string System = Prompts.Load("extract.md");
    private const int MostFacts = 40;
    private const int LongestQuote = 200;

    /// <summary>The facts as advisers are given them, one a line.</summary>
    /// <exception cref="PermanentFailureException">Nothing in the text could be made a fact of.</exception>
    public async Task<Answer<string>> ExtractAsync(Guid itemId, string text, CancellationToken cancellationToken)
    {
        var request = new ModelRequest(
            ModelRole.Triage, "extract", itemId, System, "The text comes from outside.",
            $"<text>\n{Datamark.Apply(text.Replace("</text>", "< /text>", StringComparison.OrdinalIgnoreCase), Datamark.MarkOf(itemId))}\n</text>", new ExtractInput(text));
        var answer = await model.AskAsync<ExtractReply>(request, _ => [], cancellationToken);
        var facts = Kept(answer.Value, text);
        return facts.Count > 0 ? new(string.Join("\n", facts), answer.Model, answer.CostMicroUsd)
            : throw new PermanentFailureException("Nothing in the text from outside could be found again word for word, so that advisers have nothing to go on. Drop the thought again in your own words.");
    }

    /// <summary>The words of the facts whose words stand in the text; the rest is dropped.</summary>
    public static IReadOnlyList<string> Kept(ExtractReply reply, string text) =>
        [.. reply.Facts.Take(MostFacts).Select(f => Datamark.Find(text, f.Quote)).OfType<string>().Where(q => q.Length <= LongestQuote).Select(q => q.ReplaceLineEndings(" ")).Distinct()];
}
