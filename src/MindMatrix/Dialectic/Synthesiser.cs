using System.Globalization;
using System.Text;
using MindMatrix.Decisions;
using MindMatrix.Models;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>Asks for a synthesis in one order; the flow asks twice, in opposite orders.</summary>
internal sealed class Synthesiser(StructuredModel model)
{
    private static readonly string System = Prompts.Load("system.md");
    private static readonly string Task = Prompts.Load("synthesise.md");

    /// <param name="decisionId">Seeds the order.</param>
    /// <param name="reverse">True for the opposite order of options and of advisers.</param>
    public async Task<Answer<SynthesisReply>> SynthesiseAsync(
        Guid decisionId, Guid itemId, Frame frame, IReadOnlyList<AdviserView> views, DecisionReport report, string text, bool reverse, CancellationToken cancellationToken)
    {
        IReadOnlyList<Option> options = Rotation.Shuffle(frame.Options, Rotation.Seed(decisionId.ToString()));
        if (reverse)
        {
            options = [.. options.Reverse()];
            views = [.. views.Reverse()];
        }
        var eligible = report.Options.Where(o => o.Eligible).Select(o => o.Option).ToList();
        var input = new SynthesisInput(frame with { Options = options }, views, report, [.. options.Select(o => o.Slug).Where(eligible.Contains)], text);
        var request = new ModelRequest(
            ModelRole.Synthesis, reverse ? "synthesise/reverse" : "synthesise/forward", itemId, System, FrameText.Facts(frame, text), Render(input), input);
        return await model.AskAsync<SynthesisReply>(request, reply => Faults(reply, input), cancellationToken);
    }

    /// <summary>Every fault of <paramref name="reply"/>, in words that a model can mend.</summary>
    public static IReadOnlyList<string> Faults(SynthesisReply reply, SynthesisInput input)
    {
        var faults = new List<string>();
        if (!input.Eligible.Contains(reply.RecommendedSlug))
            faults.Add($"recommendedSlug «{reply.RecommendedSlug}» is not one of the eligible options: {string.Join(", ", input.Eligible)}.");
        var known = input.Assessments.SelectMany(a => a.Options).SelectMany(o => o.For.Concat(o.Against)).Select(c => c.Id).ToHashSet();
        foreach (var conflict in reply.Conflicts)
        {
            foreach (var id in conflict.ClaimIds.Where(id => !known.Contains(id)))
                faults.Add($"conflicts[{conflict.Topic}]: there is no claim «{id}».");
            if (conflict.ClaimIds.Select(id => id.Split('/')[0]).Distinct().Count() < 2)
                faults.Add($"conflicts[{conflict.Topic}] cites fewer than two advisers.");
        }
        foreach (var criterion in reply.KillCriteria.Where(k => k.Date is { } d && !DateOnly.TryParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)))
            faults.Add($"killCriteria[{criterion.Metric}].date «{criterion.Date}» is not of the form YYYY-MM-DD.");
        if (reply.Tasks.Count is < 1 or > 10)
            faults.Add($"tasks has {reply.Tasks.Count} entries; 2 to 7 are wanted.");
        foreach (var task in reply.Tasks.Where(t => t.Title.Trim().Length is 0 or > 200))
            faults.Add($"tasks: a title has {task.Title.Trim().Length} characters; 1 to 120 are wanted.");
        return faults;
    }

    private static string Render(SynthesisInput input)
    {
        var text = new StringBuilder();
        text.AppendLine(FrameText.Options(input.Frame));
        text.AppendLine().AppendLine("# The table, computed by code");
        foreach (var option in input.Frame.Options)
        {
            var figures = input.Report.Options.Single(o => o.Option == option.Slug);
            text.AppendLine(CultureInfo.InvariantCulture, $"- {option.Slug}: {string.Join(", ", figures.Figures().Select(f => $"{f.Name} {f.Value:0.###} {f.Unit}"))}; {(figures.Eligible ? "eligible" : "not eligible: a gate failed")}");
        }
        text.AppendLine().AppendLine("# The assessments");
        foreach (var view in input.Assessments)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"## {view.Name}");
            foreach (var option in input.Frame.Options.Select(o => view.Options.Single(v => v.Slug == o.Slug)))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"### {option.Slug}: {option.Score:0} of 100");
                foreach (var claim in option.For.Concat(option.Against))
                    text.AppendLine(CultureInfo.InvariantCulture, $"- [{claim.Id}] {claim.Text}{(claim.Quote is null ? "" : $" («{claim.Quote}»)")}");
                foreach (var mode in option.FailureModes)
                    text.AppendLine(CultureInfo.InvariantCulture, $"- may fail by: {mode.Cause} (p {mode.Probability:0.##})");
            }
            foreach (var gate in view.Gates)
                text.AppendLine(CultureInfo.InvariantCulture, $"- gate {gate.Slug}, {gate.Rule}: {gate.Result}. {gate.Reason}");
        }
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"# Eligible: {string.Join(", ", input.Eligible)}").AppendLine();
        return text.Append(Task).ToString();
    }
}
