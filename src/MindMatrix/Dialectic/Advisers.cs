using System.Globalization;
using MindMatrix.Models;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>Asks advisers for their assessments. Each is blind to the others: its prompt holds the frame, its mandate and nothing else.</summary>
internal sealed class Advisers(StructuredModel model)
{
    private static readonly string System = Prompts.Load("system.md");
    private static readonly string Task = Prompts.Load("assess.md");

    /// <param name="decisionId">Seeds the order of the options.</param>
    /// <param name="text">The thought, sanitised.</param>
    /// <param name="label">Put before the purpose in the journal; empty for the decision itself.</param>
    /// <param name="byRules">Asks the offline rules in place of the provider.</param>
    public async Task<Answer<AdviserView>> AssessAsync(Guid decisionId, Guid itemId, Adviser adviser, Frame frame, string text, string label, CancellationToken cancellationToken, bool byRules = false)
    {
        var order = Rotation.Left(Rotation.Shuffle(frame.Options, Rotation.Seed(decisionId.ToString())), adviser.Position);
        var input = new AssessmentInput(adviser.Slug, adviser.Mandate, adviser.SetsGates, frame with { Options = order }, text);
        var request = new ModelRequest(
            ModelRole.Adviser, $"{label}assess/{adviser.Slug}", itemId, System, FrameText.Facts(frame, text, itemId),
            $"{adviser.Prompt}\n\n{Task}\n\n{FrameText.Options(input.Frame)}\n\n"
            + (adviser.SetsGates ? "Set gates, and give the probability of failure." : "Leave gates empty, and give the probability of success."),
            input);
        var answer = await model.AskAsync<AssessmentReply>(byRules ? request.ToRules() : request, reply => Faults(reply, input), cancellationToken);
        return new(View(answer.Value, adviser, text), answer.Model, answer.CostMicroUsd);
    }

    /// <summary>Every fault of <paramref name="reply"/>, in words that a model can mend.</summary>
    public static IReadOnlyList<string> Faults(AssessmentReply reply, AssessmentInput input)
    {
        var faults = new List<string>();
        var expected = input.Frame.Options.Select(o => o.Slug).ToHashSet();
        foreach (var slug in expected.Where(s => reply.Options.Count(o => o.Slug == s) != 1))
            faults.Add($"options must have exactly one entry for «{slug}».");
        foreach (var option in reply.Options)
        {
            var at = $"options[{option.Slug}]";
            if (!expected.Contains(option.Slug))
                faults.Add($"{at} is not an option of the frame.");
            Within(option.Score, 0, 100, $"{at}.score");
            Within(option.ProbabilityOfSuccess, 0, 1, $"{at}.probabilityOfSuccess");
            Within(option.ProbabilityOfFailure, 0, 1, $"{at}.probabilityOfFailure");
            if (option.NetValue is { } range && !(double.IsFinite(range.Low) && double.IsFinite(range.High) && range.Low <= range.Mode && range.Mode <= range.High))
                faults.Add(Invariant($"{at}.netValue: low {range.Low}, mode {range.Mode}, high {range.High} do not rise."));
            if (option.NetValue is { } amounts && double.IsFinite(amounts.Low) && double.IsFinite(amounts.High))
            {
                Within(amounts.Low, -1e15, 1e15, $"{at}.netValue.low");
                Within(amounts.High, -1e15, 1e15, $"{at}.netValue.high");
            }
            Within(option.Undo.Cost, 0, 1e15, $"{at}.undo.cost");
            Within(option.Undo.Days, 0, 36_500, $"{at}.undo.days");
            foreach (var mode in option.FailureModes)
            {
                Within(mode.Probability, 0, 0.95, $"{at}.failureModes[{mode.Cause}].probability");
                Within(mode.Loss, 0, 1e15, $"{at}.failureModes[{mode.Cause}].loss");
            }
            if (option.For.Count is < 1 or > 5)
                faults.Add($"{at}.for has {option.For.Count} arguments; 1 to 5 are needed.");
            if (option.Against.Count is < 1 or > 5)
                faults.Add($"{at}.against has {option.Against.Count} arguments; 1 to 5 are needed.");
        }
        foreach (var gate in reply.Gates.Where(g => !expected.Contains(g.Slug)))
            faults.Add($"gates: «{gate.Slug}» is not an option of the frame.");
        return faults;

        void Within(double? value, double least, double most, string at)
        {
            if (value is { } v && !(v >= least && v <= most))
                faults.Add(Invariant($"{at} is {v}; {least} to {most} is needed."));
        }
    }

    /// <summary>Gives the claims their ids, keeps a quote only if the text has it, and drops gates of those who may not set them.</summary>
    private static AdviserView View(AssessmentReply reply, Adviser adviser, string text) => new(
        adviser.Slug, adviser.Name,
        [.. reply.Options.OrderBy(o => o.Slug, StringComparer.Ordinal).Select(o => new OptionView(
            o.Slug, o.Score,
            adviser.SetsGates ? null : o.ProbabilityOfSuccess, adviser.SetsGates ? o.ProbabilityOfFailure : null,
            o.NetValue, o.Undo, o.FailureModes,
            Claims(o.For, adviser.Slug, o.Slug, '+', text), Claims(o.Against, adviser.Slug, o.Slug, '-', text)))],
        adviser.SetsGates ? reply.Gates : [], reply.MissingInfo, reply.WouldChangeMind);

    private static List<Claim> Claims(IReadOnlyList<ClaimReply> claims, string adviser, string option, char side, string text) =>
        [.. claims.Select((c, i) => new Claim($"{adviser}/{option}/{side}{i + 1}", Plain(c.Text),
            Datamark.Find(text, c.Quote)))];

    private static string Plain(string claim) => claim.Length <= 300 ? claim : claim[..299] + "…";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
