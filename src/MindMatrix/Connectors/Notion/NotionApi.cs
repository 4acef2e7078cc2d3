using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Engine;
using MindMatrix.Notion;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

internal static class NotionApi
{
    private const int LongestEvent = 256 << 10;

    // Notion repeats an event for about a day.
    private static readonly TimeSpan RepeatedFor = TimeSpan.FromDays(3);

    public static void MapNotion(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").WithTags("Notion");
        routes.MapGet("/diagnostic/validate-schemas", ValidateAsync).WithName("ValidateSchemas").WithSummary("The ten databases as they are, compared with what is needed.");
        routes.MapGet("/diagnostic/dump-schemas", DumpAsync).WithName("DumpSchemas").WithSummary("The properties of the ten databases as Notion tells them.");
        routes.MapGet("/diagnostic/database-mapping", MappingAsync).WithName("DatabaseMapping").WithSummary("Setting, id and title of each database.");
        routes.MapPost("/command-center/setup", SetUpAsync).WithName("SetUpCommandCenter").WithSummary("Lays the Command Center page out; 409 when it has content, unless force=true.");
        routes.MapPost("/command-center/update-metrics", UpdateAsync).WithName("UpdateCommandCenter").WithSummary("Writes the present figures into the Command Center page.");
        routes.MapPost("/webhooks/notion", HearAsync).WithName("NotionWebhook").WithSummary("What Notion sends by itself; signed, or refused.").DisableAntiforgery();
    }

    internal sealed record SchemasView(string Overall, bool Valid, IReadOnlyDictionary<string, TableFinding> Databases);

    private static async Task<SchemasView> ValidateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var findings = await Needed<Workspace>(services).ValidateAsync(cancellationToken);
        var valid = findings.All(f => f.Valid);
        return new(valid ? "valid" : $"{findings.Count(f => !f.Valid)} of {findings.Count} databases need a change; «./run notion repair» adds what is missing", valid, findings.ToDictionary(f => f.Database));
    }

    private static async Task<IReadOnlyDictionary<string, object>> DumpAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var workspace = Needed<Workspace>(services);
        workspace.Forget();
        return (await Spoken(() => workspace.TablesAsync(cancellationToken))).ToDictionary(t => t.Key, t => (object)t.Value.Source.Properties.ToDictionary(p => p.Key, p => new { p.Value.Type, Options = p.Value.Options.Select(o => o.Name) }));
    }

    internal sealed record MappingView(string Setting, string Id, string? Title, string? Url);

    private static async Task<IReadOnlyList<MappingView>> MappingAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var tables = await Spoken(() => Needed<Workspace>(services).TablesAsync(cancellationToken));
        return [.. tables.Values.Select(t => new MappingView(NotionSettings.DatabaseSettings[t.Spec.Key], t.DatabaseId.ToString(), t.Source.Title.PlainText(), t.Source.Url))];
    }

    internal sealed record SetUpView(string Status, string Message, string Url, [property: JsonPropertyName("next_steps")] IReadOnlyList<string> NextSteps);

    private static async Task<SetUpView> SetUpAsync(IServiceProvider services, CancellationToken cancellationToken, bool force = false) => new(
        "success", "The Command Center page is laid out.", await Spoken(() => Needed<CommandCenter>(services).SetUpAsync(force, cancellationToken)),
        ["Open it and pin it to your favourites.", "Drop a thought into System Inbox."]);

    internal sealed record MetricsView(string Status, string Message, MetricsFigures Metrics);

    internal sealed record MetricsFigures(
        [property: JsonPropertyName("pending_inbox")] int PendingInbox, [property: JsonPropertyName("ready_intents")] int ReadyIntents,
        [property: JsonPropertyName("total_intents")] int TotalIntents, [property: JsonPropertyName("total_actions")] int TotalActions);

    private static async Task<MetricsView> UpdateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var m = await Spoken(() => Needed<CommandCenter>(services).UpdateAsync(cancellationToken));
        return new("success", "The Command Center shows the present figures.", new(m.PendingInbox, m.ReadyIntents, m.TotalIntents, m.TotalActions));
    }

    internal sealed record HeardView(string Status, string Message);

    private static async Task<Ok<HeardView>> HearAsync(HttpRequest request, IServiceProvider services, Database store, InboxSweep sweep, TimeProvider clock, ILogger<NotionPull> logger, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        if (request.ContentLength > LongestEvent)
            throw new RefusalException(413, "too-long", "The event is too long.", "Notion's events are far shorter.");
        await request.Body.CopyToAsync(bytes, cancellationToken);
        var body = bytes.ToArray();
        var settings = Needed<NotionSettings>(services);
        if (settings.WebhookToken is not { } token)
        {
            // The handshake of a new subscription comes unsigned and once; a person has to paste the token into Notion and the settings.
            if (NotionWebhook.VerificationToken(body) is { } offered)
            {
                logger.LogWarning("Notion offers the verification token {Token}. Paste it into the subscription in Notion, and set NOTION_WEBHOOK_TOKEN to it.", offered);
                return TypedResults.Ok(new HeardView("verification", "The token stands in the server's log. Paste it into the subscription in Notion, and set NOTION_WEBHOOK_TOKEN to it."));
            }
            throw new RefusalException(401, "no-webhook-token", "Webhooks of Notion are not set up.", "Set NOTION_WEBHOOK_TOKEN to the subscription's verification token.");
        }
        if (!NotionWebhook.IsSigned(body, request.Headers[NotionWebhook.SignatureHeader], token))
            throw new RefusalException(401, "bad-signature", "The event is not signed with NOTION_WEBHOOK_TOKEN.", "Check that the setting is the subscription's verification token.");
        if (NotionWebhook.Event(body) is not { } happened)
            throw new RefusalException(400, "bad-event", "The body is not an event of Notion.", "Nothing was done.");
        var fresh = await store.WriteAsync(async unit =>
        {
            var old = clock.GetUtcNow() - RepeatedFor;
            await unit.Db.Set<NotionEventSeen>().Where(e => e.At < old).ExecuteDeleteAsync(cancellationToken);
            if (await unit.Db.Set<NotionEventSeen>().FindAsync([happened.Id.Value], cancellationToken) is not null)
                return false;
            unit.Db.Add(new NotionEventSeen { Id = happened.Id.Value, At = clock.GetUtcNow() });
            return true;
        }, cancellationToken);
        if (!fresh || (services.GetRequiredService<Workspace>().Bot is { } bot && happened.IsOnlyBy(bot)))
            return TypedResults.Ok(new HeardView("ignored", fresh ? "Our own write." : "Heard before."));
        if (happened.Type.Contains("schema", StringComparison.Ordinal))
            services.GetRequiredService<Workspace>().Forget();
        // Events signal only, may be lost and come late: everything is read as in a poll. Notion wants its answer soon.
        services.GetRequiredService<NotionPull>().ReadWhole();
        sweep.PollSoon();
        return TypedResults.Ok(new HeardView("accepted", "What changed is fetched."));
    }

    private static T Needed<T>(IServiceProvider services) where T : class => services.GetService<T>()
        ?? throw new RefusalException(409, "notion-off", "Notion is not connected.", "Set NOTION_API_KEY and the ten NOTION_DB_ settings; «./run notion bootstrap --parent PAGE» makes the databases.");

    /// <summary>What Notion refuses is said in words.</summary>
    private static async Task<T> Spoken<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (NotionException failed)
        {
            throw new RefusalException(502, "notion-failed", failed.InWords("the setting of the database or page"), "Then try again.");
        }
    }
}
