using System.Globalization;
using System.Text;
using MindMatrix.Decisions;
using MindMatrix.Models;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>Shows each adviser what the others hold against it, once, without names.</summary>
internal sealed class CrossExaminer(StructuredModel model)
{
    private static readonly string System = Prompts.Load("system.md");
    private static readonly string Task = Prompts.Load("cross-examine.md");

    private const int MaxClaim = 240;

    /// <param name="label">Put before the purpose in the journal; empty for the decision itself.</param>
    /// <param name="byRules">Asks the offline rules in place of the provider.</param>
    public async Task<Answer<CrossView>> ExamineAsync(
        Guid decisionId, Guid itemId, Adviser adviser, Frame frame, IReadOnlyList<AdviserView> views, DecisionReport report, string text, string label, CancellationToken cancellationToken, bool byRules = false)
    {
        var input = Input(decisionId, adviser, frame, views, report, text);
        var request = new ModelRequest(
            ModelRole.Adviser, $"{label}cross/{adviser.Slug}", itemId, System, FrameText.Facts(frame, text, itemId), $"{adviser.Prompt}\n\n{Task}\n\n{Render(input)}", input);
        var answer = await model.AskAsync<CrossReply>(byRules ? request.ToRules() : request, reply => Faults(reply, input), cancellationToken);
        return new(CrossExamination.Apply(answer.Value, input, adviser.SetsGates), answer.Model, answer.CostMicroUsd);
    }

    /// <summary>What the adviser is shown: the others as Reviewer 1 and 2 …, in an order that the decision and the adviser seed.</summary>
    public static CrossInput Input(Guid decisionId, Adviser adviser, Frame frame, IReadOnlyList<AdviserView> views, DecisionReport report, string text)
    {
        var topics = CrossExamination.Topics(report);
        var others = Rotation.Shuffle([.. views.Where(v => v.Adviser != adviser.Slug)], Rotation.Seed($"{decisionId}/{adviser.Slug}"));
        var peers = others.SelectMany((view, i) => view.Options.Where(o => topics.Contains(o.Slug)).SelectMany(o => o.For.Concat(o.Against))
            .Select(c => new PeerClaim($"reviewer-{i + 1}{c.Id[view.Adviser.Length..]}", c.Id, Nameless(c.Text, views), c.Quote))).ToList();
        var contested = report.Contested.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Option}: {c.Quantity} differs by {c.Gap:0.##} {c.Unit}")).ToList();
        return new CrossInput(adviser.Slug, frame, views.Single(v => v.Adviser == adviser.Slug), peers, contested, report.Leader, report, text);
    }

    private static string Nameless(string claim, IReadOnlyList<AdviserView> views)
    {
        foreach (var view in views)
            claim = claim.Replace(view.Name, "a reviewer", StringComparison.OrdinalIgnoreCase).Replace(view.Adviser, "a reviewer", StringComparison.OrdinalIgnoreCase);
        return claim.Length <= MaxClaim ? claim : claim[..(MaxClaim - 1)] + "…";
    }

    /// <summary>Every fault of <paramref name="reply"/>, in words that a model can mend.</summary>
    public static IReadOnlyList<string> Faults(CrossReply reply, CrossInput input)
    {
        var faults = new List<string>();
        var shown = input.Peers.Select(p => p.Alias).ToHashSet();
        foreach (var answer in reply.Answers.Where(a => !shown.Contains(a.ClaimId)))
            faults.Add($"answers: there is no claim «{answer.ClaimId}».");
        foreach (var twice in reply.Answers.GroupBy(a => a.ClaimId).Where(g => g.Count() > 1))
            faults.Add($"answers: «{twice.Key}» is answered twice.");
        foreach (var revision in reply.Revisions)
        {
            var at = $"revisions[{revision.Slug}]";
            if (input.Frame.Options.All(o => o.Slug != revision.Slug))
                faults.Add($"{at} is not an option of the frame.");
            Within(revision.Score, 0, 100, $"{at}.score");
            Within(revision.Probability, 0, 1, $"{at}.probability");
            if (revision.NetValue is { } range && !(range.Low >= -1e15 && range.Low <= range.Mode && range.Mode <= range.High && range.High <= 1e15))
                faults.Add(FormattableString.Invariant($"{at}.netValue: low {range.Low}, mode {range.Mode}, high {range.High} do not rise."));
        }
        if (reply.Premortem.Count > 5)
            faults.Add($"premortem has {reply.Premortem.Count} causes; at most 5 are kept.");
        foreach (var cause in reply.Premortem)
        {
            Within(cause.Probability, 0, 0.95, $"premortem[{cause.Cause}].probability");
            Within(cause.Loss, 0, 1e15, $"premortem[{cause.Cause}].loss");
        }
        return faults;

        void Within(double? value, double least, double most, string at)
        {
            if (value is { } v && !(v >= least && v <= most))
                faults.Add(FormattableString.Invariant($"{at} is {v}; {least} to {most} is needed."));
        }
    }

    private static string Render(CrossInput input)
    {
        var text = new StringBuilder();
        text.AppendLine(FrameText.Options(input.Frame)).AppendLine();
        text.AppendLine(FrameText.Table(input.Frame, input.Report)).AppendLine();
        text.AppendLine("# Your own first assessment");
        foreach (var option in input.Own.Options)
        {
            var range = option.NetValue is { } r ? string.Create(CultureInfo.InvariantCulture, $", net value {r.Low:0.##} | {r.Mode:0.##} | {r.High:0.##}") : "";
            text.AppendLine(CultureInfo.InvariantCulture, $"- {option.Slug}: {option.Score:0} of 100, probability {option.ProbabilityOfSuccess ?? option.ProbabilityOfFailure:0.##}{range}");
        }
        if (input.Contested.Count > 0)
            text.AppendLine().AppendLine("# Contested").AppendLine(string.Join("\n", input.Contested.Select(c => $"- {c}")));
        text.AppendLine().AppendLine("# The reviewers' claims");
        foreach (var peer in input.Peers)
            text.AppendLine(CultureInfo.InvariantCulture, $"- [{peer.Alias}] {peer.Text}{(peer.Quote is null ? "" : $" («{peer.Quote}»)")}");
        text.AppendLine().Append(input.Leader is { } leader ? $"# Leads now: {leader}" : "# No option leads");
        return text.ToString();
    }
}
