using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Refit;

namespace MindMatrix.Notion;

/// <summary>Registers the client.</summary>
public static class NotionRegistration
{
    private const string Name = "notion";

    /// <summary>
    /// Registers <see cref="INotionApi"/> and <see cref="DataSources"/>. Options are checked at start. All callers share one pace. A
    /// <see cref="TimeProvider"/> among the services is the clock of pauses, repetitions and time-outs.
    /// </summary>
    public static IServiceCollection AddNotionClient(this IServiceCollection services, Action<NotionOptions> configure)
    {
        services.AddOptions<NotionOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NotionOptions>, Validation>();
        services.AddSingleton(s => s.GetRequiredService<IOptions<NotionOptions>>().Value is var o ? new Pace(o.RequestsPerSecond, o.Burst, o.LongestPause, Clock(s)) : null!);
        services.AddTransient<WholeReplies>();
        services.AddHttpClient(Name, (s, http) =>
            {
                var options = s.GetRequiredService<IOptions<NotionOptions>>().Value;
                http.BaseAddress = options.Root();
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Key.Trim());
                http.DefaultRequestHeaders.Add("Notion-Version", NotionOptions.Version);
                // Each attempt has its own limit; pauses are not part of it.
                http.Timeout = Timeout.InfiniteTimeSpan;
            })
            .RedactLoggedHeaders(["Authorization"])
            // One client for the life of the process: its connections are renewed here, since the factory never gets to.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddResilienceHandler(Name, (pipeline, context) => Build(pipeline, context.ServiceProvider));
        services.AddHttpClient(Name).AddHttpMessageHandler<WholeReplies>();
        services.AddSingleton(s => RestService.For<INotionApi>(s.GetRequiredService<IHttpClientFactory>().CreateClient(Name), Settings()));
        services.AddSingleton<DataSources>();
        return services;
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<NotionOptions>>().Value;
        var pace = services.GetRequiredService<Pace>();
        pipeline.TimeProvider = Clock(services);
        if (options.Retries > 0)
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.FirstDelay,
                MaxDelay = TimeSpan.FromSeconds(60),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                // The pace holds back what Retry-After asks for, and not for this request alone.
                ShouldRetryAfterHeader = false,
                ShouldHandle = attempt => ValueTask.FromResult(IsWorthAnother(attempt)),
            });
        pipeline.AddStrategy(_ => new PaceStrategy(pace), new PaceStrategyOptions());
        pipeline.AddTimeout(options.Timeout);
    }

    /// <summary>Another attempt helps, and cannot make a second thing.</summary>
    private static bool IsWorthAnother(RetryPredicateArguments<HttpResponseMessage> attempt)
    {
        if (attempt.Context.CancellationToken.IsCancellationRequested || attempt.Context.GetRequestMessage() is not { } request)
            return false;
        var harmless = request.Repetition() != Repetition.Another;
        return attempt.Outcome switch
        {
            { Exception: PauseTooLongException } => false,
            { Exception: { } failure } => harmless || !failure.LeavesOpen(),
            { Result: { } response } => response.IsRefusal() || (int)response.StatusCode == 409 || (harmless && response.LeavesOpen()),
            _ => false,
        };
    }

    private static RefitSettings Settings() => new(new SystemTextJsonContentSerializer(NotionJson.Options))
    {
        ExceptionFactory = NotionErrors.OfAsync,
        TransportExceptionFactory = NotionErrors.Of,
        DeserializationExceptionFactory = (response, failure) => ValueTask.FromResult<Exception?>(NotionErrors.Unreadable(response, failure)),
    };

    private static TimeProvider Clock(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private sealed class Validation : IValidateOptions<NotionOptions>
    {
        public ValidateOptionsResult Validate(string? name, NotionOptions options) =>
            options.Faults().ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}
