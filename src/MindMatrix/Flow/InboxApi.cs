using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Execution;
using MindMatrix.Knowledge;
using MindMatrix.Models;
using MindMatrix.Operations;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Flow;

/// <summary>An inbox item and where it went.</summary>
/// <param name="Number">For people, for example INB-3.</param>
/// <param name="Offline">True: triaged by offline rules, no language model.</param>
/// <param name="TriageDestination">Strategic (Intent), Operational (Task) or Reference (Node).</param>
internal sealed record InboxItemView(
    Guid Id, string Number, InboxStatus Status, string Title, string Content, Source Source, string CapturedBy, DateTimeOffset CreatedAt, DateTimeOffset? ProcessedAt,
    ThoughtType? Type, double? Confidence, string? Rationale, string? TriageDestination, string? ReviewReason,
    Guid? IntentId, string? IntentNumber, Guid? TaskId, string? TaskNumber, IReadOnlyList<Guid> NodeIds, Guid? DuplicateOf, long CostMicroUsd, Provenance Provenance, string? Sender, IReadOnlyList<string> Flags, bool Offline = false);

/// <summary>One page of a list.</summary>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, long? Next);

/// <summary>What happens to an item while it is worked on.</summary>
internal sealed record ProgressEvent(string? Step, string? State, string? Text, InboxItemView? Item);

internal sealed record TriageCorrection(ThoughtType Type);

internal static class InboxApi
{
    public static void MapInbox(this IEndpointRouteBuilder app)
    {
        var inbox = app.MapGroup("/api/inbox").WithTags("Inbox");
        inbox.MapPost("/", CaptureAsync).WithName("Capture").WithSummary("Drops a thought into the inbox; work on it begins at once.");
        inbox.MapGet("/", ListAsync).WithName("ListInbox").WithSummary("The inbox, the latest first.");
        inbox.MapGet("/{id}", GetAsync).WithName("GetInboxItem").WithSummary("One item and where it went.");
        inbox.MapGet("/{id}/events", Events).WithName("WatchInboxItem").WithSummary("Server-sent events: each step as it begins and ends, then the item at its end.");
        inbox.MapPost("/{id}/retry", RetryAsync).WithName("RetryInboxItem").WithSummary("Takes an item in Needs_Review up again; finished steps are kept.");
        inbox.MapPost("/{id}/triage", CorrectAsync).WithName("CorrectTriage").WithSummary("Says what an item in Needs_Review is, and lets it go on.");
        app.MapPost("/trigger-poll", PollAsync).WithTags("Inbox").WithName("TriggerPoll")
            .WithSummary("Runs one cycle over the inbox; with wait=true it answers when every item found has been processed.");
    }

    private static async Task<Results<Created<InboxItemView>, Ok<InboxItemView>>> CaptureAsync(
        CaptureRequest request, HttpContext context, Inbox inbox, AppSettings settings, IGrainFactory grains, Database store, CancellationToken cancellationToken)
    {
        var key = context.Request.Headers["Idempotency-Key"] is { Count: > 0 } header ? header.ToString() : null;
        var captured = await inbox.CaptureAsync(request, ActingPerson.Of(context, settings), key, cancellationToken);
        await grains.GetGrain<IItemGrain>(captured.Item.Id).Start();
        if (captured.Repeated)
        {
            context.Response.Headers["Idempotency-Replayed"] = "true";
            return TypedResults.Ok(await ViewAsync(store, captured.Item, cancellationToken));
        }
        return TypedResults.Created($"/api/inbox/INB-{captured.Item.Number}", View(captured.Item));
    }

    internal static Task<Page<InboxItemView>> ListAsync(Database store, CancellationToken cancellationToken, InboxStatus? status = null, long? after = null, int limit = 50) =>
        store.ReadAsync(async db =>
        {
            limit = Math.Clamp(limit, 1, 200);
            var items = await db.Inbox.Where(i => (status == null || i.Status == status) && (after == null || i.Number < after))
                .OrderByDescending(i => i.Number).Take(limit + 1).ToListAsync(cancellationToken);
            var shown = items.Take(limit).ToList();
            var links = await LinksAsync(db, [.. shown.Select(i => i.Id)], cancellationToken);
            return new Page<InboxItemView>([.. shown.Select(i => View(i, links))], items.Count > limit ? shown[^1].Number : null);
        }, cancellationToken);

    private static async Task<InboxItemView> GetAsync(string id, Database store, CancellationToken cancellationToken) =>
        await ViewAsync(store, await store.ReadAsync(db => db.Inbox.ByKeyAsync("inbox item", id, cancellationToken), cancellationToken), cancellationToken);

    private static async Task<ServerSentEventsResult<ProgressEvent>> Events(string id, Database store, ChangeFeed feed, TimeProvider clock, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var item = await store.ReadAsync(db => db.Inbox.ByKeyAsync("inbox item", id, cancellationToken), cancellationToken);
        return TypedResults.ServerSentEvents(FollowAsync(item.Id, store, feed, lifetime.ApplicationStopping, cancellationToken), "progress");
    }

    private static async IAsyncEnumerable<ProgressEvent> FollowAsync(Guid id, Database store, ChangeFeed feed, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        // Subscribed before the first look: an item that ends in between is still heard of.
        using var watch = feed.Subscribe();
        var told = new HashSet<string>();
        var changes = watch.ReadAllAsync(either.Token).GetAsyncEnumerator(either.Token);
        while (true)
        {
            // The end first, the steps after: whatever step was committed before the end is told before it.
            var end = await EndOfAsync(id, store, cancellationToken);
            foreach (var step in await StepsAsync(id, store, cancellationToken))
            {
                if (told.Add(step.Name))
                    yield return new(step.Name, step.GivenUp ? "given up" : "done", null, null);
            }
            if (end is not null)
            {
                yield return new(null, "end", null, end);
                yield break;
            }
            while (true)
            {
                if (!await NextAsync(changes))
                    yield break;
                if (changes.Current is not { } change || change.Id != id)
                    continue;
                if (change.Kind != "Step" || change.State is "done" or "given up")
                    break;
                if (!told.Contains(change.Step!))
                    yield return new(change.Step, change.State, change.Text, null);
            }
        }

        static async Task<bool> NextAsync(IAsyncEnumerator<Change> changes)
        {
            try
            {
                return await changes.MoveNextAsync();
            }
            catch (OperationCanceledException)
            {
                // The watcher has gone or the server stops: the stream just ends, and the client may come back.
                return false;
            }
        }
    }

    private static Task<List<StepRecord>> StepsAsync(Guid id, Database store, CancellationToken cancellationToken) =>
        store.ReadAsync(db => db.Set<StepRecord>().Where(s => s.ItemId == id).OrderBy(s => s.CommittedAt).ToListAsync(cancellationToken), cancellationToken);

    private static async Task<InboxItemView?> EndOfAsync(Guid id, Database store, CancellationToken cancellationToken)
    {
        var item = await store.ReadAsync(db => db.Inbox.SingleAsync(i => i.Id == id, cancellationToken), cancellationToken);
        return item.Status is InboxStatus.Unprocessed or InboxStatus.Processing ? null : await ViewAsync(store, item, cancellationToken);
    }

    private static async Task<InboxItemView> RetryAsync(string id, HttpContext context, Reviews reviews, AppSettings settings, Database store, CancellationToken cancellationToken) =>
        await ViewAsync(store, await reviews.RetryAsync(id, null, ActingPerson.Of(context, settings), cancellationToken), cancellationToken);

    private static async Task<InboxItemView> CorrectAsync(string id, TriageCorrection correction, HttpContext context, Reviews reviews, AppSettings settings, Database store, CancellationToken cancellationToken) =>
        await ViewAsync(store, await reviews.RetryAsync(id, correction.Type, ActingPerson.Of(context, settings), cancellationToken), cancellationToken);

    internal sealed record PollAnswer(string Status, string Message, int Found);

    private static async Task<PollAnswer> PollAsync(InboxSweep sweep, Database store, ChangeFeed feed, TimeProvider clock, IHostApplicationLifetime lifetime, CancellationToken cancellationToken, bool wait = false)
    {
        using var watch = feed.Subscribe();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var found = await sweep.PollAsync(either.Token);
        while (wait && await store.ReadAsync(db => db.Inbox.Unfinished().Where(i => found.Contains(i.Id)).AnyAsync(either.Token), either.Token))
        {
            await watch.NextAsync(TimeSpan.FromSeconds(1), clock, either.Token);
            // Changes come in bursts, and each look asks for every item found: one look a burst is enough.
            await Task.Delay(TimeSpan.FromMilliseconds(20), clock, either.Token);
        }
        if (wait)
            await sweep.FlushAsync(either.Token);
        return new("success", wait ? $"{found.Count} items found and processed." : $"{found.Count} items found; work on them goes on.", found.Count);
    }

    internal static Task<InboxItemView> ViewAsync(Database store, InboxItem item, CancellationToken cancellationToken) =>
        store.ReadAsync(async db => View(item, await LinksAsync(db, [item.Id], cancellationToken)), cancellationToken);

    /// <summary>Where items went, by item.</summary>
    private sealed record Links(
        IReadOnlyDictionary<Guid, (Guid Id, long Number)> Intents, IReadOnlyDictionary<Guid, (Guid Id, long Number)> Tasks,
        ILookup<Guid, Guid> Nodes, IReadOnlyDictionary<Guid, (long MicroUsd, bool Offline)> Costs);

    private static async Task<Links> LinksAsync(MindMatrixDb db, IReadOnlyList<Guid> items, CancellationToken cancellationToken)
    {
        var intents = await db.Intents.Where(i => items.Contains(i.ItemId)).Select(i => new { i.ItemId, i.Id, i.Number }).ToListAsync(cancellationToken);
        var tasks = await db.Tasks.Where(t => t.ItemId != null && items.Contains(t.ItemId.Value) && t.ActionId == null).Select(t => new { t.ItemId, t.Id, t.Number }).ToListAsync(cancellationToken);
        var nodes = await db.NodeLinks.Where(l => items.Contains(l.ItemId)).ToListAsync(cancellationToken);
        var costs = await db.ModelCalls.Where(c => items.Contains(c.ItemId)).GroupBy(c => c.ItemId).Select(g => new { g.Key, Cost = g.Sum(c => c.CostMicroUsd), ByModels = g.Count(c => c.Model != ChatModels.RulesName) }).ToListAsync(cancellationToken);
        return new(
            intents.ToDictionary(i => i.ItemId, i => (i.Id, i.Number)), tasks.ToDictionary(t => t.ItemId!.Value, t => (t.Id, t.Number)),
            nodes.ToLookup(l => l.ItemId, l => l.NodeId), costs.ToDictionary(c => c.Key, c => (c.Cost, c.ByModels == 0)));
    }

    private static InboxItemView View(InboxItem item, Links? links = null)
    {
        var intent = links?.Intents.TryGetValue(item.Id, out var i) == true ? i : ((Guid Id, long Number)?)null;
        var task = links?.Tasks.TryGetValue(item.Id, out var t) == true ? t : ((Guid Id, long Number)?)null;
        var cost = links?.Costs.GetValueOrDefault(item.Id) ?? default;
        return new(
            item.Id, $"INB-{item.Number}", item.Status, item.Title, item.Content, item.Source, item.CapturedBy, item.CreatedAt, item.ProcessedAt,
            item.Type, item.Confidence, item.Rationale,
            item.Status switch
            {
                InboxStatus.Triaged_to_Intent => "Strategic (Intent)",
                InboxStatus.Triaged_to_Task => "Operational (Task)",
                InboxStatus.Triaged_to_Node => "Reference (Node)",
                _ => null,
            },
            item.ReviewReason, intent?.Id, intent is { } n ? $"INT-{n.Number}" : null, task?.Id, task is { } k ? $"TSK-{k.Number}" : null,
            links is null ? [] : [.. links.Nodes[item.Id]], item.DuplicateOf, cost.MicroUsd, item.Provenance, item.Sender, item.Flags, cost.Offline);
    }
}
