using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Execution;
using MindMatrix.Knowledge;
using MindMatrix.Models;
using MindMatrix.Offline.Questions;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Flow;

/// <summary>A decision as a person reads it: everything the terminal, the page and the API show of an intent.</summary>
/// <param name="Offline">True: offline rules, no language model.</param>
/// <param name="Unknowns">What is not known and would change the answer, the frame's and the advisers', without repeats.</param>
/// <param name="Questions">What is open, the question whose answer would change most first; the first three are put forward.</param>
/// <param name="Answers">Every answer that people gave or took back, the latest last.</param>
/// <param name="Estimates">Every figure that people set or took back, the latest last.</param>
/// <param name="CrossExaminedBecause">Why the advisers answered each other, in words; null when they did not.</param>
/// <param name="Challenges">What was argued against options on demand, the latest last.</param>
/// <param name="Flags">What a reader should be wary of, each in words.</param>
/// <param name="Notice">What a reader of the verdict must know because the figures changed after it; null when they did not.</param>
/// <param name="CostMicroUsd">Micro-dollars of all model calls.</param>
internal sealed record Brief(
    Guid Id, string Number, IntentStatus Status, string Title, string Description, string Question, RiskLevel Risk, int Impact, string Priority, bool OneWay,
    string LeadAdviser, string? Area, DateOnly DueDate, DateTimeOffset CreatedAt, Guid ItemId, string ItemNumber,
    Frame Frame, IReadOnlyList<AdviserBrief> Advisers, DecisionReport? Report, Verdict? Verdict, IReadOnlyList<string> Unknowns, IReadOnlyList<OpenQuestion> Questions, IReadOnlyList<AnswerLine> Answers,
    IReadOnlyList<EstimateLine> Estimates, string? Notice, bool FullDialectic, string? CrossExaminedBecause, IReadOnlyList<ChallengeBrief> Challenges, IReadOnlyList<string> Flags, ActionBrief? Action, IReadOnlyList<string> TaskNumbers, string? ProjectNumber, bool Offline, int ModelCalls, long InputTokens, long OutputTokens, long CostMicroUsd);

/// <param name="View">The first, blind assessment.</param>
/// <param name="Cross">The second round, where there was one.</param>
/// <param name="Absent">Why there is no view; null when there is one.</param>
/// <param name="PromptVersion">The version of the adviser's prompt that made it.</param>
internal sealed record AdviserBrief(string Adviser, string Name, AdviserView? View, CrossView? Cross, string? Absent, string? Model, int PromptVersion);

/// <param name="Option">Slug of the option argued against.</param>
internal sealed record ChallengeBrief(string Option, ChallengeReply Reply, string Model, string AskedBy, DateTimeOffset CreatedAt);

/// <param name="Value">In the quantity's unit; null when the person took the figure back.</param>
internal sealed record EstimateLine(string Option, string Quantity, RangeEstimate? Value, string SetBy, DateTimeOffset SetAt);

/// <param name="Text">The person's words; null when the answer was taken back.</param>
/// <param name="Understood">What was made of it; null when it is kept as a note.</param>
/// <param name="Expected">What form can be reckoned with; null when this one could.</param>
/// <param name="Counts">The latest of its question, and not taken back.</param>
internal sealed record AnswerLine(string Question, string Asked, string? Text, string? Understood, string? Expected, bool Counts, string SetBy, DateTimeOffset SetAt);

/// <param name="PlanHash">To be sent with the approval: it names exactly this plan.</param>
internal sealed record ActionBrief(Guid Id, string Number, ApprovalStatus Status, string Title, Guid IntentId, Plan Plan, string PlanHash, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason, DateOnly? DeferredUntil, DateTimeOffset CreatedAt)
{
    public static ActionBrief Of(ActionPipe action) => new(
        action.Id, $"ACT-{action.Number}", action.Status, action.Title, action.IntentId, action.Plan, action.Plan.Hash(),
        action.DecidedBy, action.DecidedAt, action.Reason, action.DeferredUntil, action.CreatedAt);
}

internal static class Briefs
{
    /// <exception cref="RefusalException">404: there is no such intent.</exception>
    public static async Task<Brief> ReadAsync(MindMatrixDb db, string key, CancellationToken cancellationToken)
    {
        var intent = await db.Intents.ByKeyAsync("intent", key, cancellationToken);
        var item = await db.Set<Capture.InboxItem>().Where(i => i.Id == intent.ItemId).Select(i => i.Number).SingleAsync(cancellationToken);
        var area = await db.Areas.Where(a => a.Id == intent.AreaId).Select(a => a.Name).SingleOrDefaultAsync(cancellationToken);
        var advisers = await (
            from assessment in db.Assessments.Where(a => a.IntentId == intent.Id)
            join version in db.Set<AgentVersion>() on assessment.AgentVersionId equals version.Id
            join agent in db.Set<Agent>() on version.AgentId equals agent.Id
            orderby agent.Position
            select new AdviserBrief(agent.Slug, agent.Name, assessment.View, assessment.Cross, assessment.Absent, assessment.Model, version.Version)).ToListAsync(cancellationToken);
        var action = await db.Actions.Where(a => a.IntentId == intent.Id).OrderByDescending(a => a.Number).FirstOrDefaultAsync(cancellationToken);
        var tasks = await db.Tasks.Where(t => t.IntentId == intent.Id).OrderBy(t => t.Number).Select(t => t.Number).ToListAsync(cancellationToken);
        var project = await db.Projects.Where(p => p.IntentId == intent.Id).Select(p => (long?)p.Number).SingleOrDefaultAsync(cancellationToken);
        var calls = await db.ModelCalls.Where(c => c.ItemId == intent.ItemId)
            .Select(c => new { c.Model, c.InputTokens, c.OutputTokens, c.CostMicroUsd }).ToListAsync(cancellationToken);
        var answers = await db.AnswersAsync(intent.Id, cancellationToken);
        var current = answers.Current;
        var views = advisers.Select(a => a.Cross?.Revised ?? a.View).OfType<AdviserView>().ToList();
        var questions = QuestionList.Of(new QuestionContext(TextOf(intent), intent.Frame, views, current, intent.Report));
        var unknowns = intent.Frame.Unknowns.Concat(views.SelectMany(v => v.MissingInfo)).Where(q => AnsweredFrame.IsOpen(q, intent.Frame, current))
            .Select(q => q.Trim()).DistinctBy(q => q.ToUpperInvariant()).ToList();
        var estimates = await db.PersonalEstimates.Where(e => e.IntentId == intent.Id).OrderBy(e => e.Position).ToListAsync(cancellationToken);
        var challenges = await db.Challenges.Where(c => c.IntentId == intent.Id).OrderBy(c => c.CreatedAt)
            .Select(c => new ChallengeBrief(c.Option, c.Reply, c.Model, c.AskedBy, c.CreatedAt)).ToListAsync(cancellationToken);
        return new Brief(
            intent.Id, $"INT-{intent.Number}", intent.Status, intent.Title, intent.Description, intent.Frame.Question, intent.Risk, intent.Impact, intent.Priority, intent.OneWay,
            intent.LeadAdviser, area, intent.DueDate, intent.CreatedAt, intent.ItemId, $"INB-{item}",
            intent.Frame, advisers, intent.Report, intent.Verdict, unknowns, questions,
            [.. answers.Select(a => new AnswerLine(a.QuestionId, a.Question, a.Text, a.Understood, a.Expected, current.Contains(a), a.SetBy, a.SetAt))],
            [.. estimates.Select(e => new EstimateLine(e.Option, e.Quantity, e.Value, e.SetBy, e.SetAt))], NoticeOf(intent, estimates), intent.FullDialectic, intent.CrossExaminedBecause, challenges, intent.Flags,
            action is null ? null : ActionBrief.Of(action), [.. tasks.Select(n => $"TSK-{n}")], project is { } p ? $"PRJ-{p}" : null,
            calls.Count > 0 && calls.All(c => c.Model == OfflineRules), calls.Count(c => c.Model != OfflineRules), calls.Sum(c => c.InputTokens), calls.Sum(c => c.OutputTokens), calls.Sum(c => c.CostMicroUsd));
    }

    /// <summary>What advisers are shown of the thought.</summary>
    public static string TextOf(Intent intent) => intent.Facts ?? Capture.Sanitiser.ForModels(intent.Description);

    private static string? NoticeOf(Intent intent, IReadOnlyList<PersonalEstimate> estimates)
    {
        // What was set before the verdict is in it.
        if (!estimates.Any(e => intent.AnalyzedAt is not { } at || e.SetAt > at) || intent.Verdict is not { } verdict || intent.Report is not { } report)
            return null;
        var current = Estimates.Current(estimates);
        var who = string.Join(" and ", (current.Count > 0 ? current : estimates).Select(e => e.SetBy).Distinct());
        var what = current.Count switch
        {
            0 => $"{who} set figures and took them back",
            1 => $"{who} set a figure",
            _ => $"{who} set {current.Count} figures",
        };
        return report.Leader == verdict.Leader
            ? $"{what} after the advisers were heard. The figures still put the same option first."
            : $"{what} after the advisers were heard. The figures now put {Title(report.Leader)} first; the verdict was reached when they put {Title(verdict.Leader)} first. Read it with care.";

        string Title(string? slug) => slug is null ? "no option" : $"«{intent.Frame.Option(slug).Title}»";
    }

    public const string OfflineRules = ChatModels.RulesName;
}
