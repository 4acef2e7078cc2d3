using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Dialectic;
using MindMatrix.Store;

namespace MindMatrix.Approval;

/// <summary>A person approved exactly this plan.</summary>
internal sealed record ActionApproved(ActionPipe Action, Intent Intent) : IDomainEvent;

/// <summary>A person decided on an action, one way or the other: the settlement of draft and final is due.</summary>
internal sealed record ActionSettled(ActionPipe Action, Intent Intent) : IDomainEvent;

/// <summary>What a person does with a waiting plan. Each operation is one transaction; what follows from an approval is in it.</summary>
internal sealed class Approvals(Database store, TimeProvider clock)
{
    /// <summary>Approves the plan whose hash is <paramref name="planHash"/>; to approve it again changes nothing and answers the same.</summary>
    /// <exception cref="RefusalException">404 no such action; 400 no hash; 403 the person wrote the text from outside that it follows from; 409 the plan changed since it was shown, no option is chosen, or it is decided otherwise.</exception>
    public Task<ActionPipe> ApproveAsync(string key, string? planHash, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var (action, intent) = await LoadAsync(unit, key, cancellationToken);
        if (string.IsNullOrWhiteSpace(planHash))
            throw new RefusalException(400, "no-plan-hash", "The approval does not say which plan was seen.", $"Send planHash as GET /api/actions/ACT-{action.Number} shows it.");
        planHash = planHash.Trim().ToLowerInvariant();
        if (action.Status == ApprovalStatus.Approved && action.ApprovedHash == planHash)
            return action;
        RefuseIfDecided(action);
        if (!action.Plan.Hash().Equals(planHash, StringComparison.OrdinalIgnoreCase))
            throw new RefusalException(409, "plan-changed", $"The plan of ACT-{action.Number} is not the one that was shown to you.", "Read it again and approve what it says now.");
        if (action.Plan.ChosenOption is null)
            throw new RefusalException(409, "no-option-chosen", $"Nothing is recommended in ACT-{action.Number}, and no option is chosen yet.", $"Choose one of {string.Join(", ", action.Plan.ScenarioOptions.Select(o => o.Slug))} first (POST /api/actions/ACT-{action.Number}/option, or ./run approve ACT-{action.Number} --option SLUG).");

        var itemId = action.ItemId;
        var sender = await unit.Db.Set<Capture.InboxItem>().Where(i => i.Id == itemId).Select(i => i.Sender).SingleOrDefaultAsync(cancellationToken);
        if (sender is not null && sender.Equals(person, StringComparison.OrdinalIgnoreCase))
            throw new RefusalException(403, "own-text", $"{person} wrote the text that ACT-{action.Number} follows from.", "Somebody else has to approve it.");
        var edited = action.Draft.Hash() != planHash;
        action.Approve(person, planHash, clock.GetUtcNow());
        intent.MoveTo(IntentStatus.Approved);
        unit.Log(clock, person, "Action Approved", action, action.ItemId,
            $"{person} approved «{action.Plan.ChosenOption}» with {action.Plan.Tasks.Count} tasks{(edited ? ", after edits" : "")}. Plan {planHash[..12]}…");
        await unit.StateAsync(new ActionApproved(action, intent), cancellationToken);
        await unit.StateAsync(new ActionSettled(action, intent), cancellationToken);
        return action;
    }, cancellationToken);

    /// <exception cref="RefusalException">404 no such action; 400 no reason; 409 it is decided already.</exception>
    public Task<ActionPipe> RejectAsync(string key, string? reason, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var (action, intent) = await LoadAsync(unit, key, cancellationToken);
        RefuseIfDecided(action);
        action.Reject(person, Required(reason, "reason"), clock.GetUtcNow());
        intent.MoveTo(IntentStatus.Rejected);
        unit.Log(clock, person, "Action Rejected", action, action.ItemId, $"{person} rejected the plan: {reason}");
        await unit.StateAsync(new ActionSettled(action, intent), cancellationToken);
        return action;
    }, cancellationToken);

    /// <summary>The plan goes back with what should be different; it stays open and may be edited and approved.</summary>
    /// <exception cref="RefusalException">404 no such action; 400 no text; 409 it is decided already.</exception>
    public Task<ActionPipe> AskForChangesAsync(string key, string? changes, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var (action, _) = await LoadAsync(unit, key, cancellationToken);
        RefuseIfDecided(action);
        action.AskForChanges(person, Required(changes, "changes"), clock.GetUtcNow());
        unit.Log(clock, person, "Changes Requested", action, action.ItemId, $"{person} asks for changes: {changes}");
        return action;
    }, cancellationToken);

    /// <exception cref="RefusalException">404 no such action; 422 the day is past; 409 it is decided already.</exception>
    public Task<ActionPipe> DeferAsync(string key, DateOnly until, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var (action, intent) = await LoadAsync(unit, key, cancellationToken);
        RefuseIfDecided(action);
        if (until <= DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
            throw new RefusalException(422, "past-day", $"{until:yyyy-MM-dd} is not in the future.", "Name a later day.");
        action.Defer(person, until, clock.GetUtcNow());
        if (intent.Status != IntentStatus.Deferred)
            intent.MoveTo(IntentStatus.Deferred);
        unit.Log(clock, person, "Action Deferred", action, action.ItemId, $"{person} put it off until {until:yyyy-MM-dd}.");
        return action;
    }, cancellationToken);

    /// <summary>Chooses another option than the draft's, or one where nothing was recommended.</summary>
    /// <exception cref="RefusalException">404 no such action; 422 no such option; 409 it is decided already.</exception>
    public Task<ActionPipe> ChooseAsync(string key, string option, string person, CancellationToken cancellationToken) =>
        ChangeAsync(key, person, $"chose «{option}»", plan => plan.Choose(option), cancellationToken);

    /// <summary>Replaces the plan by an edited one; the draft stays as it was.</summary>
    /// <param name="basedOnHash">The hash of the plan that was edited.</param>
    /// <exception cref="RefusalException">404 no such action; 409 changed meanwhile or decided already; 422 the edited plan has faults.</exception>
    public Task<ActionPipe> EditAsync(string key, Plan edited, string? basedOnHash, string person, CancellationToken cancellationToken) =>
        ChangeAsync(key, person, "edited the plan", plan =>
        {
            if (plan.Hash() != basedOnHash)
                throw new RefusalException(409, "plan-changed", "The plan changed while you edited it.", "Read it again and repeat your edit; send the planHash it shows as basedOnHash.");
            var faults = edited.Faults();
            return faults.Count == 0 ? edited : throw new RefusalException(422, "faulty-plan", string.Join(" ", faults), "Mend the plan and send it again.");
        }, cancellationToken);

    private Task<ActionPipe> ChangeAsync(string key, string person, string what, Func<Plan, Plan> change, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var (action, _) = await LoadAsync(unit, key, cancellationToken);
        RefuseIfDecided(action);
        action.Plan = change(action.Plan);
        unit.Log(clock, person, "Plan Changed", action, action.ItemId, $"{person} {what}. Plan {action.Plan.Hash()[..12]}…");
        return action;
    }, cancellationToken);

    private static async Task<(ActionPipe Action, Intent Intent)> LoadAsync(UnitOfWork unit, string key, CancellationToken cancellationToken)
    {
        var action = await unit.Db.Actions.ByKeyAsync("action", key, cancellationToken);
        return (action, await unit.Db.Intents.SingleAsync(i => i.Id == action.IntentId, cancellationToken));
    }

    private static void RefuseIfDecided(ActionPipe action)
    {
        if (!action.IsOpen)
            throw new RefusalException(409, "already-decided", $"ACT-{action.Number} was {action.Status.ToString().ToLowerInvariant()} by {action.DecidedBy} at {action.DecidedAt:yyyy-MM-dd HH:mm} UTC.", "Nothing was changed.");
    }

    private static string Required(string? text, string field) => !string.IsNullOrWhiteSpace(text) ? text.Trim()
        : throw new RefusalException(400, $"no-{field}", $"The {field} is empty.", "Say in a sentence what should be different; it is what the advisers learn from.");
}
