using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using MindMatrix.Models;
using MindMatrix.Store;

namespace MindMatrix.Operations;

/// <summary>Every error leaves as RFC 9457 problem details with a stable <c>code</c> and, where there is one, a <c>remedy</c>.</summary>
internal static class Problems
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = GiveWords);
        services.AddSingleton<IProblemDetailsWriter, WriterForAnyCaller>();
        // Outside of development the framework would answer bad input with a bare status.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<ProblemHandler>();
        return services;
    }

    /// <summary>A person who opens an address gets a page that says so; a program gets problem details.</summary>
    public static void UseNotFoundPage(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && !Machine.Any(p => context.Request.Path.StartsWithSegments(p)),
        pages => pages.UseStatusCodePagesWithReExecute("/not-found"));

    private static readonly string[] Machine = ["/api", "/openapi", "/health", "/not-found"];

    /// <summary>Words for what the framework answers with a bare status.</summary>
    private static void GiveWords(ProblemDetailsContext context)
    {
        var (problem, request) = (context.ProblemDetails, context.HttpContext.Request);
        if (problem.Extensions.ContainsKey("code"))
            return;
        const string Shapes = "See /docs for the routes and their shapes.";
        var (code, what, remedy) = problem.Status switch
        {
            400 => ("bad-value", $"A value in «{request.Path}{request.QueryString}» cannot be read.", Shapes),
            404 => ("no-such-route", $"There is nothing at {request.Path}.", Shapes),
            405 => ("method-not-allowed", $"{request.Method} is not possible at {request.Path}.", Shapes),
            413 => ("body-too-large", "The request is larger than 1 MiB.", "Send less at once."),
            415 => ("not-json", "The body is not declared as JSON.", "Send JSON with the header Content-Type: application/json."),
            var status => ($"http-{status}", problem.Title ?? $"The answer is {status}.", Shapes),
        };
        (problem.Type, problem.Title, problem.Detail) = (TypeOf(code), what, remedy);
        (problem.Extensions["code"], problem.Extensions["remedy"]) = (code, remedy);
    }

    private static string TypeOf(string code) => $"urn:mindmatrix:problem:{code}";

    /// <summary>For callers that do not name JSON among what they accept: the framework would leave them without a word.</summary>
    private sealed class WriterForAnyCaller(IOptions<ProblemDetailsOptions> options) : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public async ValueTask WriteAsync(ProblemDetailsContext context)
        {
            context.ProblemDetails.Status ??= context.HttpContext.Response.StatusCode;
            options.Value.CustomizeProblemDetails?.Invoke(context);
            await context.HttpContext.Response.WriteAsJsonAsync(context.ProblemDetails, options: null, contentType: "application/problem+json", context.HttpContext.RequestAborted);
        }
    }

    private sealed class ProblemHandler(IProblemDetailsService problems, IHostApplicationLifetime lifetime, ILogger<ProblemHandler> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
                return true;
            var (status, code, what, remedy) = exception is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested
                ? (503, "stopping", "The server is stopping.", "Ask again when it runs; what it has accepted goes on then.") : InWords(exception);
            if (status >= 500 && code != "stopping")
                logger.LogError(exception, "{Method} {Path} failed.", httpContext.Request.Method, httpContext.Request.Path);
            httpContext.Response.StatusCode = status;
            return await problems.TryWriteAsync(new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = { Status = status, Title = what, Detail = remedy, Type = TypeOf(code), Extensions = { ["code"] = code, ["remedy"] = remedy } },
            });
        }

        private static (int Status, string Code, string What, string Remedy) InWords(Exception exception) => exception switch
        {
            RefusalException refusal => (refusal.Status, refusal.Code, refusal.What, refusal.Remedy),
            IllegalTransitionException illegal => (409, "illegal-transition", illegal.Message, "Read the record again; somebody may have decided meanwhile."),
            BadHttpRequestException { StatusCode: 413 } => (413, "body-too-large", "The request is larger than 1 MiB.", "Send less at once."),
            BadHttpRequestException { InnerException: JsonException json } => (400, "bad-request", InWords(json), "See /docs for the shape of the request."),
            BadHttpRequestException bad when bad.Message.Contains("body", StringComparison.Ordinal) && bad.Message.Contains("provided", StringComparison.Ordinal) => (400, "bad-request", "The request has no body.", "Send JSON; see /docs for its shape."),
            BadHttpRequestException bad => (bad.StatusCode, "bad-request", bad.Message, "See /docs for the shape of the request."),
            ProviderBusyException busy => (503, "provider-busy", busy.Message, "Ask again in a minute."),
            PermanentFailureException failure => (409, "failed-for-good", failure.Message, "Mend what it names, then ask again."),
            _ when SqliteFailures.InWords(exception) is { } store => (store.Status, "store", store.What, store.Remedy),
            _ => (500, "internal", "Something went wrong here.", "Try again; the server's log has the details under the trace id given here."),
        };

        /// <summary>Where the body is wrong, without the names of our types.</summary>
        private static string InWords(JsonException json)
        {
            const string Lacks = "including: ";
            if (json.Message.IndexOf(Lacks, StringComparison.Ordinal) is var at and >= 0)
                return $"The body lacks {json.Message[(at + Lacks.Length)..].TrimEnd('.')}.";
            return $"The body is not the JSON that is expected{(json.Path is { Length: > 0 } path ? $", at {path}" : "")}{(json.LineNumber is { } line ? $", line {line + 1}, byte {json.BytePositionInLine}" : "")}.";
        }
    }
}
