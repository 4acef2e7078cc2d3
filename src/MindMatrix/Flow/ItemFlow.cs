using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Decisions;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Execution;
using MindMatrix.Knowledge;
using MindMatrix.Models;
using MindMatrix.Settings;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Flow;

/// <summary>
/// The way of one thought from the inbox to its records, as a story: this is the only place that knows the order of the steps.
/// What each step does stands in its slice; that each happens once is the engine's.
/// </summary>
internal sealed class ItemFlow(
    Database store, ChangeFeed feed, TimeProvider clock, StepPolicy policy, Shutdown shutdown, AppSettings settings,
    Triager triager, Areas areas, AgentRegistry agents, Advisers advisers, Synthesiser synthesiser, ChatModels models) : IItemFlow
{
    /// <summary>How often work on one item may be begun before a person has to look: a text that kills the process must not do so for ever.</summary>
    private const int MaxAttempts = 8;

    private static readonly bool[] BothOrders = [false, true];

    /// <summary>The dialectic needs at least two who can disagree.</summary>
    private const int LeastAdvisers = 2;

    public Task<IReadOnlyList<Guid>> UnfinishedAsync(CancellationToken cancellationToken) =>
        store.ReadAsync<IReadOnlyList<Guid>>(async db => await db.Inbox.Unfinished().Select(i => i.Id).ToListAsync(cancellationToken), cancellationToken);

    public async Task RunAsync(Guid itemId)
    {
        try
        {
            if (await BeginAsync(itemId) is { } item)
                await DecideAsync(item, await DurableSteps.ResumeAsync(itemId, store, feed, clock, policy, shutdown, shutdown.NoNewWork));
        }
        catch (Exception error) when (error is StepFailedException or PermanentFailureException)
        {
            await ReviewAsync(itemId, error.Message);
        }
    }

    private async Task DecideAsync(InboxItem item, DurableSteps steps)
    {
        var text = ForModels(item.Text);
        var areaNames = await areas.NamesAsync(shutdown.AbandonWork);
        var triage = await steps.RunAsync("triage",
            stop => triager.TriageAsync(item.Id, text, areaNames, AgentRegistry.LeadNames, item.InsistOn, stop),
            (unit, result) => KeepTriageAsync(unit, item, result));

        if (item.InsistOn is null && triage.Reply.Confidence < settings.TriageMinConfidence)
        {
            await ReviewAsync(item.Id, $"Triage is only {triage.Reply.Confidence:P0} sure that this is {triage.Reply.Type.ToString().ToLowerInvariant()}: {triage.Reply.Rationale} Say what it is, and it goes on.");
            return;
        }
        switch (triage.Reply.Type)
        {
            case ThoughtType.Operational: await FileTaskAsync(item, triage, steps); break;
            case ThoughtType.Reference: await FileNodesAsync(item, triage, steps); break;
            case ThoughtType.Strategic: await DebateAsync(item, text, triage, steps); break;
        }
    }

    private Task FileTaskAsync(InboxItem item, TriageResult triage, DurableSteps steps) => steps.RunAsync("file-task", Nothing, async (unit, _) =>
    {
        var areaId = await Areas.IdOfAsync(unit.Db, triage.Reply.Area, shutdown.AbandonWork);
        OperationalTasks.Create(unit, item, triage, areaId, clock);
        await FinishAsync(unit, item.Id, InboxStatus.Triaged_to_Task);
    });

    private Task FileNodesAsync(InboxItem item, TriageResult triage, DurableSteps steps) => steps.RunAsync("file-nodes", Nothing, async (unit, _) =>
    {
        var areaId = await Areas.IdOfAsync(unit.Db, triage.Reply.Area, shutdown.AbandonWork);
        // A text that names nothing is still worth finding again: it becomes a piece of knowledge of its own.
        IReadOnlyList<ConceptReply> concepts = triage.Reply.Concepts.Count > 0 ? triage.Reply.Concepts
            : [new ConceptReply(triage.Reply.Title, NodeType.Knowledge_Asset, item.Text.Length <= 500 ? item.Text : item.Text[..500] + "…")];
        await Nodes.FindOrCreateAsync(unit, item, concepts, areaId, [triage.Reply.Area], clock, triage.Model, shutdown.AbandonWork);
        await FinishAsync(unit, item.Id, InboxStatus.Triaged_to_Node);
    });

    private async Task DebateAsync(InboxItem item, string text, TriageResult triage, DurableSteps steps)
    {
        var intentId = await steps.RunAsync("open-intent", _ => Task.FromResult(Guid.CreateVersion7()), (unit, id) => OpenIntentAsync(unit, id, item, triage));

        var board = await agents.ActiveAsync(shutdown.AbandonWork);
        var given = await Task.WhenAll(board.Select(adviser => steps.RunAsync($"assess/{adviser.Slug}",
            async stop =>
            {
                var answer = await advisers.AssessAsync(intentId, item.Id, adviser, triage.Frame!, text, stop);
                return new GivenAssessment(adviser.Slug, adviser.Name, answer.Value, null, answer.Model, answer.CostMicroUsd);
            },
            (unit, assessment) => KeepAssessmentAsync(unit, intentId, item, adviser, assessment),
            error => new GivenAssessment(adviser.Slug, adviser.Name, null, error.Message, null, 0))));

        var views = given.Where(g => g.View is not null).Select(g => g.View!).ToList();
        if (views.Count < LeastAdvisers)
            throw new PermanentFailureException($"Only {views.Count} of {given.Length} advisers answered; {LeastAdvisers} are needed. {string.Join(" ", given.Select(g => g.Absent).OfType<string>().Distinct())} Ask for a retry once this is mended.");

        var report = await steps.RunAsync("compute",
            _ => Task.FromResult(DecisionReport.Compute(Computation.Input(intentId, triage.Frame!, views, []))),
            async (unit, computed) => (await IntentAsync(unit, intentId)).Report = computed);

        var orders = await Task.WhenAll(BothOrders.Select(reverse => steps.RunAsync(reverse ? "synthesise/reverse" : "synthesise/forward",
            async stop =>
            {
                var answer = await synthesiser.SynthesiseAsync(intentId, item.Id, triage.Frame!, views, report, text, reverse, stop);
                return new GivenSynthesis(answer.Value, null, answer.Model, answer.CostMicroUsd);
            },
            (unit, synthesis) => LogSynthesis(unit, intentId, item, reverse, synthesis),
            error => new GivenSynthesis(null, error.Message, null, 0))));

        var verdict = Verdict.Decide(triage.Frame!, report, [.. given.Where(g => g.View is null).Select(g => g.Name)], orders[0].Reply, orders[1].Reply, models.IsOffline);
        await steps.RunAsync("verdict", _ => Task.FromResult(Guid.CreateVersion7()), (unit, actionId) => ConcludeAsync(unit, actionId, intentId, item, views, verdict));
    }

    private async Task<InboxItem?> BeginAsync(Guid itemId) => await store.WriteAsync(async unit =>
    {
        var item = await unit.Db.Inbox.SingleOrDefaultAsync(i => i.Id == itemId, shutdown.NoNewWork);
        if (item is null || item.Status is not (InboxStatus.Unprocessed or InboxStatus.Processing))
            return null;
        if (item.Status == InboxStatus.Unprocessed)
            item.MoveTo(InboxStatus.Processing, clock);
        if (++item.Attempts <= MaxAttempts)
            return item;
        item.MoveTo(InboxStatus.Needs_Review, clock, $"Work on it was begun {MaxAttempts} times and never came to an end; the process may have died of it each time.");
        unit.Log(clock, ExecutionLog.System, "Needs Review", item, item.Id, item.ReviewReason!);
        return null;
    }, shutdown.NoNewWork);

    private Task ReviewAsync(Guid itemId, string reason) => store.WriteAsync(async unit =>
    {
        var item = await unit.Db.Inbox.SingleAsync(i => i.Id == itemId, shutdown.AbandonWork);
        item.MoveTo(InboxStatus.Needs_Review, clock, reason);
        unit.Log(clock, ExecutionLog.System, "Needs Review", item, item.Id, reason);
    }, shutdown.AbandonWork);

    private async Task FinishAsync(UnitOfWork unit, Guid itemId, InboxStatus status) =>
        (await unit.Db.Inbox.SingleAsync(i => i.Id == itemId, shutdown.AbandonWork)).MoveTo(status, clock);

    private async Task KeepTriageAsync(UnitOfWork unit, InboxItem item, TriageResult triage)
    {
        var itemId = item.Id;
        var stored = await unit.Db.Inbox.SingleAsync(i => i.Id == itemId, shutdown.AbandonWork);
        stored.Triaged(triage.Reply.Type, triage.Reply.Confidence, triage.Reply.Rationale);
        var seen = item.Text.Length > MaxCharactersForModels ? $" Only the first {MaxCharactersForModels:N0} of {item.Text.Length:N0} characters were read." : "";
        unit.Log(clock, ExecutionLog.System, "Thought Triaged", item, item.Id,
            $"{triage.Reply.Type}, {triage.Reply.Confidence:P0} sure: {triage.Reply.Rationale}{seen}", triage.Model, triage.CostMicroUsd);
    }

    private async Task OpenIntentAsync(UnitOfWork unit, Guid intentId, InboxItem item, TriageResult triage)
    {
        var reply = triage.Reply;
        var areaId = await Areas.IdOfAsync(unit.Db, reply.Area, shutdown.AbandonWork);
        var intent = new Intent
        {
            Id = intentId,
            CreatedAt = clock.GetUtcNow(),
            ItemId = item.Id,
            Title = reply.Title,
            Description = item.Text,
            Risk = reply.Risk,
            Impact = reply.Impact,
            OneWay = reply.OneWay,
            LeadAdviser = reply.LeadAdviser,
            AreaId = areaId,
            DueDate = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(Intent.DaysUntilDue(reply.Impact)),
            Frame = triage.Frame!,
        };
        intent.MoveTo(IntentStatus.In_Analysis);
        unit.Db.Add(intent);
        unit.Log(clock, ExecutionLog.System, "Intent Created", intent, item.Id,
            $"«{intent.Title}»: {intent.Frame.Options.Count} options, impact {intent.Impact}, risk {intent.Risk}, {(intent.OneWay ? "one-way" : "two-way")} door, lead {AgentRegistry.LeadNames[intent.LeadAdviser]}.", triage.Model);
        await Nodes.FindOrCreateAsync(unit, item, reply.Concepts, areaId, [reply.Area], clock, triage.Model, shutdown.AbandonWork);
    }

    private async Task KeepAssessmentAsync(UnitOfWork unit, Guid intentId, InboxItem item, Adviser adviser, GivenAssessment given)
    {
        // A retry replaces the note that the adviser was absent.
        var slug = adviser.Slug;
        await unit.Db.Assessments.Where(a => a.IntentId == intentId && a.Adviser == slug).ExecuteDeleteAsync(shutdown.AbandonWork);
        unit.Db.Add(new Assessment { IntentId = intentId, AgentVersionId = adviser.VersionId, Adviser = adviser.Slug, View = given.View, Absent = given.Absent, Model = given.Model });
        unit.Log(clock, ExecutionLog.System, given.View is null ? "Assessment Missing" : "Assessment Given", nameof(Intent), intentId, item.Id,
            given.View is null ? $"{adviser.Name} is absent: {given.Absent}" : $"{adviser.Name} scored {given.View.Options.Count} options.", given.Model, given.CostMicroUsd);
    }

    private Task LogSynthesis(UnitOfWork unit, Guid intentId, InboxItem item, bool reverse, GivenSynthesis given)
    {
        unit.Log(clock, ExecutionLog.System, given.Reply is null ? "Synthesis Missing" : "Synthesis Given", nameof(Intent), intentId, item.Id,
            $"In {(reverse ? "reverse" : "seeded")} order: {given.Reply?.RecommendedSlug ?? given.Failed}.", given.Model, given.CostMicroUsd);
        return Task.CompletedTask;
    }

    private async Task ConcludeAsync(UnitOfWork unit, Guid actionId, Guid intentId, InboxItem item, IReadOnlyList<AdviserView> views, Verdict verdict)
    {
        var intent = await IntentAsync(unit, intentId);
        intent.Verdict = verdict;
        intent.MoveTo(IntentStatus.Analyzed);
        var plan = Plan.Draft(intent.Frame, views, verdict);
        var action = new ActionPipe { Id = actionId, CreatedAt = clock.GetUtcNow(), Title = intent.Title, IntentId = intentId, ItemId = item.Id, Draft = plan, Plan = plan };
        unit.Db.Add(action);
        await FinishAsync(unit, item.Id, InboxStatus.Triaged_to_Intent);
        unit.Log(clock, ExecutionLog.System, "Dialectic Analysis Completed", intent, item.Id, verdict.Heading);
        unit.Log(clock, ExecutionLog.System, "Action Created from Intent", action, item.Id, $"The plan waits for a person: {plan.Tasks.Count} tasks, none created yet.");
    }

    private Task<Intent> IntentAsync(UnitOfWork unit, Guid id) => unit.Db.Intents.SingleAsync(i => i.Id == id, shutdown.AbandonWork);

    private static Task<bool> Nothing(CancellationToken _) => Task.FromResult(true);

    /// <summary>A longer text is kept whole; models read its beginning, and the log says so (decision-science 5.3).</summary>
    private const int MaxCharactersForModels = 8_000;

    private static string ForModels(string text)
    {
        var clean = Sanitiser.Sanitise(text).Text;
        if (clean.Length <= MaxCharactersForModels)
            return clean;
        var end = char.IsHighSurrogate(clean[MaxCharactersForModels - 1]) ? MaxCharactersForModels - 1 : MaxCharactersForModels;
        return clean[..end];
    }

    private sealed record GivenAssessment(string Adviser, string Name, AdviserView? View, string? Absent, string? Model, long CostMicroUsd);

    private sealed record GivenSynthesis(SynthesisReply? Reply, string? Failed, string? Model, long CostMicroUsd);
}
