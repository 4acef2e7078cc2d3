using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Execution;
using MindMatrix.Knowledge;
using MindMatrix.Learning;
using MindMatrix.Notion;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

internal static class NotionSetup
{
    /// <summary>The connector; nothing of it without NOTION_API_KEY.</summary>
    public static IServiceCollection AddNotion(this IServiceCollection services, AppSettings settings)
    {
        if (settings.Notion is not { } notion)
            return services;
        services.AddSingleton(notion);
        services.AddNotionClient(client => (client.Key, client.BaseAddress, client.RequestsPerSecond) = (notion.ApiKey, new Uri(notion.BaseUrl), notion.RequestsPerSecond));
        services.AddSingleton<Workspace>().AddSingleton<Drafts>().AddSingleton<NotionNews>().AddSingleton<NotionEdits>().AddSingleton<CommandCenter>();
        services.AddSingleton<NotionPull>().AddSingleton<IInboxSource>(s => s.GetRequiredService<NotionPull>());
        services.AddSingleton<IOutboxDestination, NotionMirror>();
        services.AddSingleton<ISeed, FirstSync>();
        services.AddHostedService<CommandCenterRhythm>();
        services.AddHealthChecks().AddCheck<NotionCheck>("notion");
        return services;
    }
}

/// <summary>What the store held before Notion was connected, or before a database was mirrored, is carried too.</summary>
internal sealed class FirstSync(Database store, NotionSettings settings, TimeProvider clock) : ISeed
{
    public Task SeedAsync(CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var db = unit.Db;
        var links = db.NotionLinks;
        await AddAsync(nameof(Area), db.Areas.Select(r => r.Id));
        await AddAsync(nameof(Agent), db.Set<Agent>().Select(r => r.Id));
        await AddAsync(nameof(Node), db.Nodes.Select(r => r.Id));
        await AddAsync(nameof(Intent), db.Intents.Select(r => r.Id));
        await AddAsync(nameof(ActionPipe), db.Actions.Select(r => r.Id));
        await AddAsync(nameof(Project), db.Projects.Select(r => r.Id));
        await AddAsync(nameof(TaskItem), db.Tasks.Select(r => r.Id));
        await AddAsync(nameof(Settlement), db.Set<Settlement>().Select(r => r.Id));
        await AddAsync(nameof(InboxItem), db.Set<InboxItem>().Select(r => r.Id));
        await AddAsync(Kinds.Work, db.Set<InboxItem>().Select(r => r.Id));
        await AddAsync(Kinds.Decision, db.Actions.Where(a => a.DecidedBy != null).Select(a => a.ItemId).Distinct());

        async Task AddAsync(string kind, IQueryable<Guid> records)
        {
            if (!settings.Mirrored.Contains(Kinds.All[kind].Database))
                return;
            var missing = await records.Where(id => !links.Any(l => l.RecordId == id && l.Kind == kind) && !db.Set<OutboxMessage>().Any(m => m.RecordId == id && m.RecordKind == kind && m.SentAt == null))
                .ToListAsync(cancellationToken);
            db.AddRange(missing.Select(id => new OutboxMessage { Destination = NotionMirror.Destination, RecordKind = kind, RecordId = id, CreatedAt = clock.GetUtcNow() }));
        }
    }, cancellationToken);
}
