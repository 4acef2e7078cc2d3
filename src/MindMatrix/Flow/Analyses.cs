using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Flow;

/// <summary>An option that a person adds; with nothing in it, the hybrid that the synthesis proposed.</summary>
/// <param name="Slug">Lower-case words joined by hyphens; made of the title when left out.</param>
internal sealed record NewOption(string? Title = null, string? What = null, string? Slug = null);

/// <summary>Takes an analysed intent up again: for all advisers, for one more, for a further option. What is there is used again.</summary>
internal sealed partial class Analyses(Database store, AgentRegistry agents, TimeProvider clock, IGrainFactory grains)
{
    private const int MostOptions = 5;
    private const int MostTitle = 100;

    /// <summary>Hears all advisers, those who were absent again, and makes the syntheses; nothing happens when that is done already.</summary>
    /// <returns>The intent, and whether there was anything to do.</returns>
    /// <exception cref="RefusalException">404 no such intent; 409 it is decided.</exception>
    public Task<(Intent Intent, bool Started)> DebateAsync(string key, string person, CancellationToken cancellationToken) => AgainAsync(key, person, "Dialectic Asked", async (unit, intent) =>
    {
        var missing = await unit.Db.Set<StepRecord>().AnyAsync(s => s.ItemId == intent.ItemId && s.GivenUp, cancellationToken);
        if (intent.FullDialectic && !missing)
            return null;
        intent.FullDialectic = true;
        return "asked for all advisers.";
    }, cancellationToken);

    /// <summary>Asks the provider again for the parts that are missing or that offline rules stood in for, and for nothing else.</summary>
    /// <returns>The intent, and whether anything was missing.</returns>
    /// <exception cref="RefusalException">404 no such intent; 409 it is decided or in analysis.</exception>
    public Task<(Intent Intent, bool Started)> RepeatAsync(string key, string person, CancellationToken cancellationToken) => AgainAsync(key, person, "Missing Parts Asked", async (unit, intent) =>
        await unit.Db.Set<StepRecord>().AnyAsync(s => s.ItemId == intent.ItemId && s.GivenUp, cancellationToken) ? "asked for the missing parts again." : null, cancellationToken);

    /// <summary>Hears one adviser besides those who were heard.</summary>
    /// <param name="adviser">Slug or name; null for the lead.</param>
    /// <exception cref="RefusalException">404 no such intent or active adviser; 409 it is decided.</exception>
    public async Task<(Intent Intent, bool Started, Adviser Adviser)> HearAsync(string key, string? adviser, string person, CancellationToken cancellationToken)
    {
        var board = await agents.ActiveAsync(cancellationToken);
        Adviser? asked = null;
        var (found, started) = await AgainAsync(key, person, "Adviser Asked", async (unit, intent) =>
        {
            var wanted = adviser ?? intent.LeadAdviser;
            asked = board.FirstOrDefault(a => a.Slug.Equals(wanted, StringComparison.OrdinalIgnoreCase) || a.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                ?? throw new RefusalException(404, "unknown-adviser", $"There is no active adviser «{wanted}».", $"Name one of {string.Join(", ", board.Select(a => a.Slug))}.");
            if (await unit.Db.Assessments.AnyAsync(a => a.IntentId == intent.Id && a.Adviser == asked.Slug && a.Absent == null, cancellationToken))
                return null;
            intent.AskedAdvisers = [.. intent.AskedAdvisers.Append(asked.Slug).Distinct()];
            return $"asked {asked.Name}.";
        }, cancellationToken);
        return (found, started, asked!);
    }

    /// <summary>Adds an option; every adviser assesses all options again, because each scores them against each other.</summary>
    /// <exception cref="RefusalException">404 no such intent; 409 it is decided; 422 the option cannot be added.</exception>
    public Task<(Intent Intent, bool Started)> AddOptionAsync(string key, NewOption option, string person, CancellationToken cancellationToken) => AgainAsync(key, person, "Option Added", async (unit, intent) =>
    {
        if (option is { Title: null, What: null } && intent.Verdict?.ProposedHybrid is { Length: > 0 } hybrid)
            option = option with { Title = hybrid.Length <= MostTitle ? hybrid : hybrid[..(MostTitle - 1)] + "…", What = hybrid };
        var title = Sanitiser.Sanitise(option.Title ?? "").Text;
        var what = Sanitiser.Sanitise(option.What ?? "").Text;
        var slug = string.IsNullOrWhiteSpace(option.Slug) ? Slug(title) : option.Slug.Trim();
        var frame = intent.Frame with { Options = [.. intent.Frame.Options, new Option(slug, title, what.Length > 0 ? what : title)] };
        var (_, faults) = Frame.From(new FrameReply(frame.Question, frame.HorizonDays, frame.Currency, frame.Stake, [.. frame.Options.Select(o => new OptionReply(o.Slug, o.Title, o.What))], frame.Criteria, [], frame.HardRules, frame.Unknowns));
        if (faults.Count > 0)
            throw new RefusalException(422, "faulty-option", string.Join(" ", faults), $"Send a title of 1 to 200 characters, and at most {MostOptions} options in all.");
        intent.Frame = frame;
        var itemId = intent.ItemId;
        await unit.Db.Set<StepRecord>().Where(s => s.ItemId == itemId && s.Name.StartsWith("assess/")).ExecuteDeleteAsync(cancellationToken);
        return $"added the option «{title}» ({slug}).";
    }, cancellationToken);

    /// <summary>Changes an intent that waits and does again what rests on the change.</summary>
    /// <param name="change">Says what the person did, to follow the name; null when nothing has to be done again.</param>
    internal async Task<(Intent Intent, bool Started)> AgainAsync(string key, string person, string act, Func<UnitOfWork, Intent, Task<string?>> change, CancellationToken cancellationToken)
    {
        var active = (await agents.ActiveAsync(cancellationToken)).Select(a => a.Slug).ToList();
        var result = await store.WriteAsync(async unit =>
        {
            var intent = await unit.Db.Intents.ByKeyAsync("intent", key, cancellationToken);
            if (intent.Status is IntentStatus.Approved or IntentStatus.Executed or IntentStatus.Done or IntentStatus.Rejected)
                throw new RefusalException(409, "already-decided", $"INT-{intent.Number} is {intent.Status}.", "Drop a new thought into the inbox to look at it again.");
            if (intent.Status is IntentStatus.In_Analysis or IntentStatus.Ready)
                throw new RefusalException(409, "in-analysis", $"INT-{intent.Number} is being analysed.", "Wait until the analysis is done; if its item needs a review, retry that.");
            if (await change(unit, intent) is not { } said)
                return (intent, false);

            var (itemId, intentId) = (intent.ItemId, intent.Id);
            // First assessments that were given stay; what rules stood in for and everything that rests on who was heard is done again.
            await unit.Db.Set<StepRecord>().Where(s => s.ItemId == itemId && (s.GivenUp || s.Name.EndsWith(Debate.ByRules) || s.Name.StartsWith("compute") || s.Name.StartsWith("cross/") || s.Name.StartsWith("synthesise/") || s.Name == "verdict")).ExecuteDeleteAsync(cancellationToken);
            // Who was switched off since has no voice in the new analysis; the answer stays in the journal.
            await unit.Db.Assessments.Where(a => a.IntentId == intentId && !active.Contains(a.Adviser)).ExecuteDeleteAsync(cancellationToken);
            foreach (var assessment in await unit.Db.Assessments.Where(a => a.IntentId == intentId).ToListAsync(cancellationToken))
                assessment.Cross = null;
            foreach (var open in await unit.Db.Actions.Where(a => a.IntentId == intentId).ToListAsync(cancellationToken))
            {
                if (!open.IsOpen)
                    continue;
                open.Reject(ExecutionLog.System, $"Superseded: {person} {said}", clock.GetUtcNow());
                unit.Log(clock, ExecutionLog.System, "Action Superseded", open, itemId, $"{person} {said} A new plan follows.");
            }
            intent.MoveTo(IntentStatus.In_Analysis);
            var item = await unit.Db.Inbox.SingleAsync(i => i.Id == itemId, cancellationToken);
            item.Attempts = 0;
            item.MoveTo(InboxStatus.Processing, clock);
            unit.Log(clock, person, act, intent, itemId, $"{person} {said}");
            return (intent, true);
        }, cancellationToken);
        if (result.Item2)
            await grains.GetGrain<IItemGrain>(result.intent.ItemId).Start();
        return result;
    }

    /// <summary>Lower-case words joined by hyphens, at most 40 characters; accents are dropped.</summary>
    private static string Slug(string title)
    {
        var plain = new string([.. title.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)]).ToLowerInvariant();
        var words = NotInSlug().Replace(plain, "-").Trim('-').Split('-').Take(6);
        var slug = string.Join('-', words);
        return slug.Length <= 40 ? slug : slug[..40].TrimEnd('-');
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlug();
}
