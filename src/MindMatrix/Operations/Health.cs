using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MindMatrix.Engine;
using MindMatrix.Models;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Operations;

/// <summary>Health that was looked at, not assumed.</summary>
internal static class Health
{
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<StoreCheck>("database", tags: ["ready"])
            .AddCheck<EngineCheck>("engine", tags: ["ready"])
            .AddCheck<DiskCheck>("disk")
            .AddCheck<ModelCheck>("model_provider");
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").WithTags("Health");
        routes.MapGet("/health", async (HealthCheckService health, AppSettings settings, CancellationToken cancellationToken) =>
        {
            var report = await health.CheckHealthAsync(cancellationToken);
            return TypedResults.Ok(new HealthAnswer(
                report.Status == HealthStatus.Healthy ? "healthy" : "degraded",
                report.Entries["engine"].Status == HealthStatus.Healthy, settings.PollingIntervalSeconds,
                NotionSettings.DatabaseSettings.Keys.ToDictionary(name => name, name => settings.Notion?.Databases.ContainsKey(name) == true),
                report.Entries.ToDictionary(e => e.Key, e => new HealthEntry(e.Value.Status.ToString().ToLowerInvariant(), e.Value.Description ?? ""))));
        }).WithName("Health").WithSummary("The state of every part, looked at now. 200 even when degraded.");
        routes.MapGet("/health/live", () => TypedResults.Ok(new LivenessAnswer("live"))).WithName("Live").WithSummary("The process answers.");
        routes.MapGet("/health/ready", async Task<IResult> (HealthCheckService health, CancellationToken cancellationToken) =>
        {
            var report = await health.CheckHealthAsync(check => check.Tags.Contains("ready"), cancellationToken);
            return report.Status == HealthStatus.Healthy ? TypedResults.Ok(new LivenessAnswer("ready"))
                : throw new RefusalException(503, "not-ready", string.Join(" ", report.Entries.Values.Where(e => e.Status != HealthStatus.Healthy).Select(e => e.Description)), "Wait, or see /health.");
        }).WithName("Ready").WithSummary("The store and the engine work; 503 otherwise.");
    }

    internal sealed record LivenessAnswer(string Status);

    internal sealed record HealthEntry(string Status, string Message);

    internal sealed record HealthAnswer(
        string Status, [property: System.Text.Json.Serialization.JsonPropertyName("poller_active")] bool PollerActive,
        [property: System.Text.Json.Serialization.JsonPropertyName("polling_interval")] int PollingInterval,
        [property: System.Text.Json.Serialization.JsonPropertyName("databases_configured")] IReadOnlyDictionary<string, bool> DatabasesConfigured,
        IReadOnlyDictionary<string, HealthEntry> Checks);

    private sealed class StoreCheck(Database store) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                // A write that changes nothing: a database that can only be read is of no use.
                await store.WriteAsync(unit => unit.Db.Set<Audit.LogHead>().ExecuteUpdateAsync(set => set.SetProperty(h => h.Count, h => h.Count), cancellationToken), cancellationToken);
                return HealthCheckResult.Healthy("The database can be read and written.");
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                return HealthCheckResult.Unhealthy(SqliteFailures.InWords(error) is { } words ? $"{words.What} {words.Remedy}" : error.Message, error);
            }
        }
    }

    private sealed class EngineCheck(InboxSweep sweep) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(sweep.LastSwept is { } at
                ? HealthCheckResult.Healthy($"The inbox was last swept at {at:HH:mm:ss} UTC.")
                : HealthCheckResult.Unhealthy(sweep.LastError ?? "The engine is still starting."));
    }

    private sealed class DiskCheck(DataFolder folder) : IHealthCheck
    {
        private const long LeastFreeBytes = 100L << 20;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var free = new DriveInfo(folder.Path).AvailableFreeSpace;
            var text = $"{free >> 20:N0} MiB are free where the data live.";
            return Task.FromResult(free >= LeastFreeBytes ? HealthCheckResult.Healthy(text) : HealthCheckResult.Degraded(text + " Free some space."));
        }
    }

    private sealed class ModelCheck(ChatModels models) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(HealthCheckResult.Healthy(models.IsOffline
                ? "Offline rules, no language model. Set ANTHROPIC_API_KEY to use Claude."
                : $"{models.For(ModelRole.Adviser).Model} through {models.Provider}, as set; it is not called for a health check."));
    }
}
