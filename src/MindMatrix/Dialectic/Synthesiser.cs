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
    /// <param name="answers">What they answered to each other in the second round; empty when there was none.</param>
    /// <param name="reverse">True for the opposite order of options and of advisers.</param>
    /// <param name="label">Put before the purpose in the journal; empty for the decision itself.</param>
    /// <param name="byRules">Asks the offline rules in place of the provider.</param>
    public async Task<Answer<SynthesisReply>> SynthesiseAsync(
        Guid decisionId, Guid itemId, Frame frame, IReadOnlyList<AdviserView> views, IReadOnlyList<Answered> answers, DecisionReport report, string text, bool reverse, string label, CancellationToken cancellationToken, bool byRules = false)
    {
        IReadOnlyList<Option> options = Rotation.Shuffle(frame.Options, Rotation.Seed(decisionId.ToString()));
        if (reverse)
        {
            options = [.. options.Reverse()];
            views = [.. views.Reverse()];
            answers = [.. answers.Reverse()];
        }
        var eligible = report.Options.Where(o => o.Eligible).Select(o => o.Option).ToList();
        var input = new SynthesisInput(frame with { Options = options }, views, report, [.. options.Select(o => o.Slug).Where(eligible.Contains)], text);
        var request = new ModelRequest(
            ModelRole.Synthesis, label + (reverse ? "synthesise/reverse" : "synthesise/forward"), itemId, System, FrameText.Facts(frame, text, itemId), Render(input, answers), input);
        var numbers = new NumbersInProse(input.Frame, input.Assessments, input.Report, text);
        return await model.AskAsync<SynthesisReply>(byRules ? request.ToRules() : request, reply => [.. Faults(reply, input), .. Unfounded(reply, numbers)], cancellationToken, mend: reply => Withheld(reply, input, numbers));
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

    internal static IEnumerable<string> Unfounded(SynthesisReply reply, NumbersInProse numbers) =>
        from part in Prose(reply)
        from number in numbers.Unknown(part.Text)
        select $"{part.Name}: «{number}» is a number that stands neither in the text, the assessments nor the table; leave it out or use theirs.";

    // A kill criterion's threshold is a line that is drawn, not a sum: it may be a number of its own.
    private static IEnumerable<(string Name, string? Text)> Prose(SynthesisReply reply) =>
    [
        ("rationale", reply.Rationale), ("strongestDissent", reply.StrongestDissent), ("riskAssessment", reply.RiskAssessment),
        .. reply.Conflicts.SelectMany(c => new[] { ("conflicts.topic", (string?)c.Topic), ("conflicts.whatWouldResolve", c.WhatWouldResolve) }),
        .. reply.Conditions.Select(c => ("conditions", (string?)c)), ("proposedHybrid", reply.ProposedHybrid),
        ("requiredResources.time", reply.RequiredResources.Time), ("requiredResources.money", reply.RequiredResources.Money),
        ("requiredResources.tools", reply.RequiredResources.Tools), ("requiredResources.people", reply.RequiredResources.People),
        .. reply.Tasks.SelectMany(t => new[] { ("tasks.title", (string?)t.Title), ("tasks.detail", t.Detail) }),
    ];

    /// <summary>The reply with every passage that computes replaced by one that says so: the choice may stand, its arithmetic may not.</summary>
    internal static SynthesisReply Withheld(SynthesisReply reply, SynthesisInput input, NumbersInProse numbers)
    {
        const string Instead = "This passage was withheld, because it used numbers that stand neither in the text nor in the table.";
        var title = input.Frame.Options.FirstOrDefault(o => o.Slug == reply.RecommendedSlug)?.Title;
        var resources = reply.RequiredResources;
        return reply with
        {
            Rationale = Checked(reply.Rationale, $"The synthesis recommends «{title}». {Instead} The figures and the arguments below stand as they are."),
            StrongestDissent = Checked(reply.StrongestDissent, Instead),
            RiskAssessment = Checked(reply.RiskAssessment, Instead),
            Conflicts = [.. reply.Conflicts.Select(c => c with { Topic = Checked(c.Topic, "What the claims below are at odds about"), WhatWouldResolve = Checked(c.WhatWouldResolve, Instead) })],
            Conditions = [.. reply.Conditions.Select(c => Checked(c, Instead))],
            ProposedHybrid = numbers.Unknown(reply.ProposedHybrid).Count == 0 ? reply.ProposedHybrid : null,
            RequiredResources = new ResourcesReply(
                Checked(resources.Time, Instead), Checked(resources.Money, Instead), Checked(resources.Tools, Instead), Checked(resources.People, Instead)),
            Tasks = [.. reply.Tasks.Where(t => numbers.Unknown(t.Title).Count == 0).Select(t => t with { Detail = Checked(t.Detail, Instead) })],
        };

        string Checked(string prose, string instead) => numbers.Unknown(prose).Count == 0 ? prose : instead;
    }

    private static string Render(SynthesisInput input, IReadOnlyList<Answered> answers)
    {
        var text = new StringBuilder();
        text.AppendLine(FrameText.Options(input.Frame)).AppendLine();
        text.AppendLine(FrameText.Table(input.Frame, input.Report)).AppendLine();
        text.AppendLine(FrameText.Claims(input.Frame, input.Assessments));
        if (answers.Count > 0)
            text.AppendLine("# What the advisers answered to each other").AppendLine(string.Join("\n", answers.Select(a => $"- {a.Adviser}, [{a.Answer.ClaimId}]: {a.Answer.Stance}. {a.Answer.Evidence}"))).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Eligible: {string.Join(", ", input.Eligible)}").AppendLine();
        return text.Append(Task).ToString();
    }
}

/// <param name="Adviser">The name.</param>
internal sealed record Answered(string Adviser, ClaimAnswer Answer);
