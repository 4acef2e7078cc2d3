using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Models;
using MindMatrix.Settings;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Flow;

/// <summary>What is debated, and by whom.</summary>
/// <param name="Text">The thought, sanitised.</param>
/// <param name="Board">The advisers who are heard, in their order.</param>
/// <param name="Full">True: cross-examination where it is due, and the syntheses. False: the board's assessments alone.</param>
/// <param name="Offline">True when rules answer.</param>
/// <param name="Label">Put before every purpose in the journal; empty for the decision itself.</param>
internal sealed record DebateCase(Guid IntentId, Guid ItemId, Frame Frame, string Text, bool OneWay, IReadOnlyList<Adviser> Board, bool Full, bool Offline, string Label = "")
{
    /// <summary>Figures set by people that count.</summary>
    public IReadOnlyList<PersonalEstimate> Estimates { get; init; } = [];

    /// <summary>The text is somebody else's.</summary>
    public bool FromOutside { get; init; }

    /// <summary>False leaves out the cross-examination, to see what it is worth.</summary>
    public bool MayCrossExamine { get; init; } = true;
}

/// <summary>What a debate came to.</summary>
internal sealed record DebateOutcome(IReadOnlyList<AdviserView> Views, DecisionReport Report, string? CrossExaminedBecause, Verdict Verdict);

internal sealed record GivenAssessment(string Adviser, string Name, AdviserView? View, string? Absent, string? Model, long CostMicroUsd)
{
    /// <summary>The provider gave no answer, so that rules may stand in.</summary>
    public bool NobodyAnswered { get; init; }

    /// <summary>Rules stood in; <see cref="Absent"/> says why.</summary>
    public bool ByRules { get; init; }
}

/// <summary>Null <paramref name="View"/>: the adviser did not answer, and the first assessment stands.</summary>
internal sealed record GivenCross(CrossView? View, string? Failed, string? Model, long CostMicroUsd)
{
    /// <inheritdoc cref="GivenAssessment.NobodyAnswered"/>
    public bool NobodyAnswered { get; init; }

    /// <summary>Rules stood in; <see cref="Failed"/> says why.</summary>
    public bool ByRules { get; init; }
}

internal sealed record GivenSynthesis(SynthesisReply? Reply, string? Failed, string? Model, long CostMicroUsd)
{
    /// <inheritdoc cref="GivenAssessment.NobodyAnswered"/>
    public bool NobodyAnswered { get; init; }

    /// <summary>Rules stood in; <see cref="Failed"/> says why.</summary>
    public bool ByRules { get; init; }
}

/// <summary>
/// The protocol of the dialectic (decision-science 1.10), as a story: blind assessments, figures, one cross-examination where it is
/// due, two syntheses in opposite orders, a verdict in code. How each step is kept, or replayed, is the steps' business.
/// </summary>
internal sealed class Debate(Advisers advisers, CrossExaminer examiner, Synthesiser synthesiser, OutputGate gate, AppSettings settings, Shutdown shutdown, TimeProvider clock)
{
    private static readonly bool[] BothOrders = [false, true];
    private const string Forward = "synthesise/forward";
    private const string Reverse = "synthesise/reverse";
    private const string RulesStoodIn = ", by offline rules, no language model";

    /// <summary>Ends the name of a step in which rules answer what the provider did not.</summary>
    public const string ByRules = "/offline";

    /// <summary>The dialectic needs at least two who can disagree.</summary>
    public const int LeastAdvisers = 2;

    /// <summary>
    /// Where the provider fails for good, the offline rules answer that part in a step of their own, and the verdict says so. The part stays
    /// given up, so that asking again repeats it and nothing else.
    /// </summary>
    /// <exception cref="PermanentFailureException">Too few advisers answered.</exception>
    public async Task<DebateOutcome> RunAsync(ISteps steps, DebateCase debated)
    {
        var given = await Task.WhenAll(debated.Board.Select(adviser => AssessAsync(steps, debated, adviser)));
        var first = given.Where(g => g.View is not null).Select(g => g.View!).ToList();
        var needed = debated.Full ? LeastAdvisers : 1;
        if (first.Count < needed)
            throw new PermanentFailureException($"Only {first.Count} of {given.Length} advisers answered; {needed} are needed. {string.Join(" ", given.Select(g => g.Absent).OfType<string>().Distinct())} Ask for a retry once this is mended.");

        var report = await ComputeAsync(steps, debated, "compute", first);
        if (!debated.Full)
        {
            var alone = Verdict.Alone(debated.Frame, report, [.. given.Where(g => g.View is not null).Select(g => g.Name)], debated.Offline, StandIns(given, [], []));
            return await ConcludeAsync(steps, debated, new DebateOutcome(first, report, null, alone));
        }

        var (views, answers, because) = (first, new List<Answered>(), (string?)null);
        GivenCross[] crossed = [];
        // Rules cannot weigh another's argument: a round among rules alone would move nothing.
        if (debated is { MayCrossExamine: true, Offline: false } && !given.All(g => g.ByRules))
            because = CrossExamination.Reason(debated.Frame, debated.OneWay, first, report, settings.CrossExaminationMinConflict, settings.CrossExaminationMinStake);
        if (because is not null)
        {
            crossed = await Task.WhenAll(debated.Board.Where(a => first.Any(v => v.Adviser == a.Slug)).Select(adviser => CrossExamineAsync(steps, debated, adviser, first, report)));
            views = [.. first.Zip(crossed, (view, cross) => cross.View?.Revised ?? view)];
            answers = [.. first.Zip(crossed).SelectMany(p => (p.Second.View?.Answers ?? []).Select(a => new Answered(p.First.Name, a)))];
            report = await ComputeAsync(steps, debated, "compute-again", views);
        }

        var orders = await Task.WhenAll(BothOrders.Select(reverse => SynthesiseAsync(steps, debated, views, answers, report, reverse)));
        var verdict = Verdict.Decide(debated.Frame, report, [.. given.Where(g => g.View is null).Select(g => g.Name)], [.. orders.Where(o => o.Reply is null).Select(o => o.Failed).OfType<string>()],
            orders[0].Reply, orders[1].Reply, debated.Offline, StandIns(given, [.. first.Zip(crossed)], orders));
        return await ConcludeAsync(steps, debated, new DebateOutcome(views, report, because, verdict));
    }

    private async Task<GivenAssessment> AssessAsync(ISteps steps, DebateCase debated, Adviser adviser)
    {
        var step = $"assess/{adviser.Slug}";
        var given = await steps.RunAsync(step, stop => AskAsync(byRules: false, null, stop), Keep,
            error => new GivenAssessment(adviser.Slug, adviser.Name, null, error.Message, null, 0) { NobodyAnswered = ProviderErrors.NobodyAnswered(error) });
        return !MayStandIn(debated, given.NobodyAnswered) ? given
            : await steps.RunAsync(step + ByRules, stop => AskAsync(byRules: true, given.Absent, stop), Keep, _ => given with { NobodyAnswered = false });

        async Task<GivenAssessment> AskAsync(bool byRules, string? because, CancellationToken stop)
        {
            var answer = await advisers.AssessAsync(debated.IntentId, debated.ItemId, adviser, debated.Frame, debated.Text, debated.Label, stop, byRules);
            return new GivenAssessment(adviser.Slug, adviser.Name, answer.Value, because, answer.Model, answer.CostMicroUsd) { ByRules = byRules };
        }

        Task Keep(UnitOfWork unit, GivenAssessment assessment) => KeepAssessmentAsync(unit, debated, adviser, assessment);
    }

    private async Task<GivenCross> CrossExamineAsync(ISteps steps, DebateCase debated, Adviser adviser, IReadOnlyList<AdviserView> views, DecisionReport report)
    {
        var step = $"cross/{adviser.Slug}";
        var given = await steps.RunAsync(step, stop => AskAsync(byRules: false, null, stop), Keep,
            error => new GivenCross(null, error.Message, null, 0) { NobodyAnswered = ProviderErrors.NobodyAnswered(error) });
        return !MayStandIn(debated, given.NobodyAnswered) ? given
            : await steps.RunAsync(step + ByRules, stop => AskAsync(byRules: true, given.Failed, stop), Keep, _ => given with { NobodyAnswered = false });

        async Task<GivenCross> AskAsync(bool byRules, string? because, CancellationToken stop)
        {
            var answer = await examiner.ExamineAsync(debated.IntentId, debated.ItemId, adviser, debated.Frame, views, report, debated.Text, debated.Label, stop, byRules);
            return new GivenCross(answer.Value, because, answer.Model, answer.CostMicroUsd) { ByRules = byRules };
        }

        Task Keep(UnitOfWork unit, GivenCross cross) => KeepCrossAsync(unit, debated, adviser, cross);
    }

    private Task<DecisionReport> ComputeAsync(ISteps steps, DebateCase debated, string name, IReadOnlyList<AdviserView> views) => steps.RunAsync(name,
        _ => Task.FromResult(DecisionReport.Compute(Computation.Input(debated.IntentId, debated.Frame, views, debated.Estimates))),
        async (unit, computed) =>
        {
            var intent = await IntentAsync(unit, debated);
            intent.Report = computed;
            // The order counts: who is shown as which reviewer hangs on it, and the last bit of a sum.
            intent.Board = [.. debated.Board.Select(a => a.Slug)];
        });

    private async Task<GivenSynthesis> SynthesiseAsync(ISteps steps, DebateCase debated, IReadOnlyList<AdviserView> views, IReadOnlyList<Answered> answers, DecisionReport report, bool reverse)
    {
        var step = reverse ? Reverse : Forward;
        var given = await steps.RunAsync(step, stop => AskAsync(byRules: false, null, stop), Keep,
            error => new GivenSynthesis(null, error.Message, null, 0) { NobodyAnswered = ProviderErrors.NobodyAnswered(error) });
        return !MayStandIn(debated, given.NobodyAnswered) ? given
            : await steps.RunAsync(step + ByRules, stop => AskAsync(byRules: true, given.Failed, stop), Keep, _ => given with { NobodyAnswered = false });

        async Task<GivenSynthesis> AskAsync(bool byRules, string? because, CancellationToken stop)
        {
            var answer = await synthesiser.SynthesiseAsync(debated.IntentId, debated.ItemId, debated.Frame, views, answers, report, debated.Text, reverse, debated.Label, stop, byRules);
            return new GivenSynthesis(answer.Value, because, answer.Model, answer.CostMicroUsd) { ByRules = byRules };
        }

        Task Keep(UnitOfWork unit, GivenSynthesis synthesis)
        {
            unit.Log(clock, ExecutionLog.System, synthesis.Reply is null ? "Synthesis Missing" : "Synthesis Given", nameof(Intent), debated.IntentId, debated.ItemId,
                $"In {(reverse ? "reverse" : "seeded")} order{(synthesis.ByRules ? RulesStoodIn : "")}: {synthesis.Reply?.RecommendedSlug ?? synthesis.Failed}.", synthesis.Model, synthesis.CostMicroUsd);
            return Task.CompletedTask;
        }
    }

    /// <summary>Only for the decision itself: in a what-if the provider's failure is the finding.</summary>
    private static bool MayStandIn(DebateCase debated, bool nobodyAnswered) => nobodyAnswered && debated is { Offline: false, Label: "" };

    private static IReadOnlyList<StandIn> StandIns(IReadOnlyList<GivenAssessment> given, IReadOnlyList<(AdviserView View, GivenCross Cross)> crossed, IReadOnlyList<GivenSynthesis> orders) =>
    [
        .. given.Where(g => g.ByRules).Select(g => new StandIn($"assess/{g.Adviser}", $"{g.Name}'s assessment", g.Absent ?? "")),
        .. crossed.Where(c => c.Cross.ByRules).Select(c => new StandIn($"cross/{c.View.Adviser}", $"{c.View.Name}'s answer to the others", c.Cross.Failed ?? "")),
        .. orders.Index().Where(o => o.Item.ByRules).Select(o => new StandIn(o.Index == 0 ? Forward : Reverse, o.Index == 0 ? "the synthesis in the seeded order" : "the synthesis in the opposite order", o.Item.Failed ?? "")),
    ];

    private async Task<DebateOutcome> ConcludeAsync(ISteps steps, DebateCase debated, DebateOutcome outcome)
    {
        await steps.RunAsync("verdict", _ => Task.FromResult(Guid.CreateVersion7()), (unit, actionId) => ConcludeAsync(unit, actionId, debated, outcome));
        return outcome;
    }

    private async Task KeepAssessmentAsync(UnitOfWork unit, DebateCase debated, Adviser adviser, GivenAssessment given)
    {
        // A retry replaces the note that the adviser was absent.
        var (intentId, slug) = (debated.IntentId, adviser.Slug);
        await unit.Db.Assessments.Where(a => a.IntentId == intentId && a.Adviser == slug).ExecuteDeleteAsync(shutdown.AbandonWork);
        unit.Db.Add(new Assessment { IntentId = intentId, AgentVersionId = adviser.VersionId, Adviser = slug, View = given.View, Absent = given.Absent, Model = given.Model });
        unit.Log(clock, ExecutionLog.System, given.View is null ? "Assessment Missing" : "Assessment Given", nameof(Intent), intentId, debated.ItemId,
            given.View is null ? $"{adviser.Name} is absent: {given.Absent}" : $"{adviser.Name} scored {given.View.Options.Count} options{(given.ByRules ? RulesStoodIn : "")}.", given.Model, given.CostMicroUsd);
    }

    private async Task KeepCrossAsync(UnitOfWork unit, DebateCase debated, Adviser adviser, GivenCross given)
    {
        var (intentId, slug) = (debated.IntentId, adviser.Slug);
        var assessment = await unit.Db.Assessments.SingleAsync(a => a.IntentId == intentId && a.Adviser == slug, shutdown.AbandonWork);
        assessment.Cross = given.View;
        var revisions = given.View?.Revisions ?? [];
        unit.Log(clock, ExecutionLog.System, given.View is null ? "Cross-Examination Missing" : "Cross-Examination Given", nameof(Intent), intentId, debated.ItemId,
            given.View is null ? $"{adviser.Name} did not answer, and the first assessment stands: {given.Failed}"
                : $"{adviser.Name} answered {given.View.Answers.Count} claims{(given.ByRules ? RulesStoodIn : "")} and revised {revisions.Count} figures, of which {revisions.Count(r => r.Kept)} count."
                    + string.Concat(revisions.Select(r => $" {r.Slug}: {(r.Kept ? "kept" : "dropped")}, {r.Why}.")), given.Model, given.CostMicroUsd);
    }

    private async Task ConcludeAsync(UnitOfWork unit, Guid actionId, DebateCase debated, DebateOutcome outcome)
    {
        var intent = await IntentAsync(unit, debated);
        var (itemId, intentId) = (debated.ItemId, debated.IntentId);
        intent.Verdict = outcome.Verdict;
        intent.CrossExaminedBecause = outcome.CrossExaminedBecause;
        intent.AnalyzedAt = clock.GetUtcNow();
        var item = await unit.Db.Inbox.SingleAsync(i => i.Id == itemId, shutdown.AbandonWork);
        var replies = await unit.Db.ModelCalls.Where(c => c.ItemId == itemId).ToListAsync(shutdown.AbandonWork);
        var dependence = debated.FromOutside ? SingleSource.Dependence(intentId, debated.Frame, outcome.Views, debated.Estimates, outcome.Report) : null;
        intent.Flags = [.. item.Flags.Concat(gate.Flags(replies)).Append(dependence).OfType<string>().Distinct()];
        item.Flags = intent.Flags;
        if (intent.Flags.Count > 0)
            unit.Log(clock, ExecutionLog.System, "Decision Flagged", intent, itemId, string.Join(" ", intent.Flags));
        intent.MoveTo(IntentStatus.Analyzed);
        var plan = Plan.Draft(intent.Frame, outcome.Views, outcome.Verdict);
        var action = new ActionPipe { Id = actionId, CreatedAt = clock.GetUtcNow(), Title = intent.Title, IntentId = intentId, ItemId = itemId, Draft = plan, Plan = plan };
        unit.Db.Add(action);
        item.MoveTo(InboxStatus.Triaged_to_Intent, clock);
        unit.Log(clock, ExecutionLog.System, outcome.Verdict.Status == VerdictStatus.Unchallenged ? "Assessment Completed" : "Dialectic Analysis Completed", intent, itemId,
            outcome.Verdict.Heading + (outcome.CrossExaminedBecause is { } because ? $" Cross-examined, because {because}." : ""));
        unit.Log(clock, ExecutionLog.System, "Action Created from Intent", action, itemId, $"The plan waits for a person: {plan.Tasks.Count} tasks, none created yet.");
    }

    private Task<Intent> IntentAsync(UnitOfWork unit, DebateCase debated) => unit.Db.Intents.SingleAsync(i => i.Id == debated.IntentId, shutdown.AbandonWork);
}
