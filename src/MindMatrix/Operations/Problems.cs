using Microsoft.AspNetCore.Diagnostics;
using MindMatrix.Models;
using MindMatrix.Store;

namespace MindMatrix.Operations;

/// <summary>Every error leaves as RFC 9457 problem details with a stable <c>code</c> and, where there is one, a <c>remedy</c>.</summary>
internal static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            context.ProblemDetails.Extensions.TryAdd("code", context.ProblemDetails.Status switch
            {
                404 => "no-such-route",
                413 => "body-too-large",
                405 => "method-not-allowed",
                415 => "not-json",
                _ => $"http-{context.ProblemDetails.Status}",
            });
            context.ProblemDetails.Extensions.TryAdd("remedy", context.ProblemDetails.Status switch
            {
                413 => "Send less than 1 MiB at once.",
                415 => "Send JSON with the header Content-Type: application/json.",
                _ => "See /docs for the routes and their shapes.",
            });
        });
        // Outside of development the framework would answer bad input with a bare status.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemHandler>();
        return services;
    }

    private sealed class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
                return true;
            var (status, code, what, remedy) = InWords(exception);
            if (status >= 500)
                logger.LogError(exception, "{Method} {Path} failed.", httpContext.Request.Method, httpContext.Request.Path);
            httpContext.Response.StatusCode = status;
            return await problems.TryWriteAsync(new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = { Status = status, Title = what, Detail = remedy, Type = $"urn:mindmatrix:problem:{code}", Extensions = { ["code"] = code, ["remedy"] = remedy } },
            });
        }

        private static (int Status, string Code, string What, string Remedy) InWords(Exception exception) => exception switch
        {
            RefusalException refusal => (refusal.Status, refusal.Code, refusal.What, refusal.Remedy),
            IllegalTransitionException illegal => (409, "illegal-transition", illegal.Message, "Read the record again; somebody may have decided meanwhile."),
            BadHttpRequestException { StatusCode: 413 } => (413, "body-too-large", "The request is larger than 1 MiB.", "Send less at once."),
            BadHttpRequestException bad => (bad.StatusCode, "bad-request", bad.InnerException is System.Text.Json.JsonException json ? $"The body is not the JSON that is expected: {json.Message}" : bad.Message, "See /docs for the shape of the request."),
            ProviderBusyException busy => (503, "provider-busy", busy.Message, "Ask again in a minute."),
            PermanentFailureException failure => (409, "failed-for-good", failure.Message, "Mend what it names, then ask again."),
            _ when SqliteFailures.InWords(exception) is { } store => (store.Status, "store", store.What, store.Remedy),
            _ => (500, "internal", "Something went wrong here.", "Try again; the server's log has the details under the trace id given here."),
        };
    }
}
