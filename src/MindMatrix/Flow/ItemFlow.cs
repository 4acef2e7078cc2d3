using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Execution;
using MindMatrix.Knowledge;
using MindMatrix.Models;
using MindMatrix.Offline.Questions;
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
    Triager triager, Extractor extractor, OutputGate gate, Areas areas, AgentRegistry agents, Debate debate, ChatModels models) : IItemFlow
{
    /// <summary>How often work on one item may be begun before a person has to look: a text that kills the process must not do so for ever.</summary>
    private const int MaxAttempts = 8;

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
        var text = Sanitiser.ForModels(item.Text);
        var areaNames = await areas.NamesAsync(shutdown.AbandonWork);
        var triage = await steps.RunAsync("triage",
            stop => triager.TriageAsync(item.Id, text, areaNames, AgentRegistry.LeadNames, item.InsistOn, stop),
            (unit, result) => KeepTriageAsync(unit, item, result));

        if (item.InsistOn is null && triage.Reply.Confidence < settings.TriageMinConfidence)
        {
            await ReviewAsync(item.Id, $"Triage is only {triage.Reply.Confidence:P0} sure that this is {triage.Reply.Type.ToString().ToLowerInvariant()}: {triage.Reply.Rationale} Say what it is, and it goes on.");
            return;
        }
        if (await IsDoubtfulErrandAsync(item, triage.Reply.Type) is { } doubt)
        {
            await ReviewAsync(item.Id, doubt);
            return;
        }
        switch (triage.Reply.Type)
        {
            case ThoughtType.Operational: await FileTaskAsync(item, triage, steps); break;
            case ThoughtType.Reference: await FileNodesAsync(item, triage, steps); break;
            case ThoughtType.Strategic: await DebateAsync(item, text, triage, steps); break;
        }
    }

    /// <summary>Why a task from outside waits for a person, in words: a model that obeys the text would call any order an errand. Null when it need not wait.</summary>
    private async Task<string?> IsDoubtfulErrandAsync(InboxItem item, ThoughtType type)
    {
        if (type != ThoughtType.Operational || item.Provenance != Provenance.External || item.InsistOn is not null)
            return null;
        var flags = await store.ReadAsync(db => db.Inbox.Where(i => i.Id == item.Id).Select(i => i.Flags).SingleAsync(shutdown.AbandonWork), shutdown.AbandonWork);
        return flags.Count == 0 ? null : $"It comes from outside and asks for something to be done. {string.Join(" ", flags)} Say that it is operational, and the task is created.";
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
        // Other people's words are taken apart in quarantine: advisers see the facts and never the text.
        var facts = item.Provenance != Provenance.External ? null : await steps.RunAsync("extract", async stop => (await extractor.ExtractAsync(item.Id, text, stop)).Value);
        var intentId = await steps.RunAsync("open-intent", _ => Task.FromResult(Guid.CreateVersion7()), (unit, id) => OpenIntentAsync(unit, id, item, triage, facts));
        // Read again: a person may have added an option or asked for more advisers since it was opened.
        var (intent, heard, estimates, answers) = await store.ReadAsync(async db => (
            await db.Intents.SingleAsync(i => i.Id == intentId, shutdown.AbandonWork),
            await db.Assessments.Where(a => a.IntentId == intentId).Select(a => a.Adviser).ToListAsync(shutdown.AbandonWork),
            await db.PersonalEstimates.Where(e => e.IntentId == intentId).OrderBy(e => e.Position).ToListAsync(shutdown.AbandonWork),
            await db.AnswersAsync(intentId, shutdown.AbandonWork)), shutdown.AbandonWork);
        var board = await agents.ActiveAsync(shutdown.AbandonWork);
        await debate.RunAsync(steps, new DebateCase(intentId, item.Id, AnsweredFrame.Of(intent.Frame, answers.Current), intent.Facts ?? text, intent.OneWay, Board(board, intent, heard), intent.FullDialectic, models.IsOffline)
        {
            Estimates = Estimates.Current(estimates),
            FromOutside = item.Provenance == Provenance.External,
        });
    }

    /// <summary>All advisers, or the lead, whom people asked for, and who was heard before.</summary>
    private static IReadOnlyList<Adviser> Board(IReadOnlyList<Adviser> active, Intent intent, IReadOnlyList<string> heard)
    {
        if (intent.FullDialectic)
            return active;
        var some = active.Where(a => a.Slug == intent.LeadAdviser || intent.AskedAdvisers.Contains(a.Slug) || heard.Contains(a.Slug)).ToList();
        return some.Count > 0 ? some : [.. active.Take(1)];
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
        stored.Flags = [.. stored.Flags.Concat(gate.Flags(await unit.Db.ModelCalls.Where(c => c.ItemId == itemId).ToListAsync(shutdown.AbandonWork))).Distinct()];
        var seen = item.Text.Length > Sanitiser.MaxCharactersForModels ? $" Only the first {Sanitiser.MaxCharactersForModels:N0} of {item.Text.Length:N0} characters were read." : "";
        unit.Log(clock, ExecutionLog.System, "Thought Triaged", item, item.Id,
            $"{triage.Reply.Type}, {triage.Reply.Confidence:P0} sure: {triage.Reply.Rationale}{seen}", triage.Model, triage.CostMicroUsd);
    }

    private async Task OpenIntentAsync(UnitOfWork unit, Guid intentId, InboxItem item, TriageResult triage, string? facts)
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
            Facts = facts,
            Flags = item.Flags,
            FullDialectic = item.FullDialectic || IsWorthDebating(reply),
        };
        intent.MoveTo(IntentStatus.In_Analysis);
        unit.Db.Add(intent);
        unit.Log(clock, ExecutionLog.System, "Intent Created", intent, item.Id,
            $"«{intent.Title}»: {intent.Frame.Options.Count} options, impact {intent.Impact}, risk {intent.Risk}, {(intent.OneWay ? "one-way" : "two-way")} door, lead {AgentRegistry.LeadNames[intent.LeadAdviser]}; {(intent.FullDialectic ? "all advisers are heard" : "the lead adviser alone is heard")}.", triage.Model);
        await Nodes.FindOrCreateAsync(unit, item, reply.Concepts, areaId, [reply.Area], clock, triage.Model, shutdown.AbandonWork);
    }

    /// <summary>High stakes are debated by themselves. Rules cost nothing, so that offline everything is.</summary>
    private bool IsWorthDebating(TriageReply reply) => settings.EnableAutoDialectic
        && (models.IsOffline || reply.Impact >= settings.AutoDialecticMinImpact || reply.Risk == RiskLevel.High || reply.OneWay);

    private static Task<bool> Nothing(CancellationToken _) => Task.FromResult(true);
}
