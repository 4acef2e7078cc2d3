using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MindMatrix.Simulators;

/// <summary>Notion's API, version 2026-03-11, on a loopback port: limits, validation, faults and a workspace in memory.</summary>
internal sealed class NotionSimulator : IAsyncDisposable
{
    public const string Key = "ntn_simulated_key";
    public const string OldKey = "secret_simulated_key";
    public const string Version = "2026-03-11";
    private const int MaxBody = 500 * 1024;
    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<SimulatedNotionRequest> _requests = new();
    private readonly Lock _rate = new();
    private DateTimeOffset _full;
    private int _number;
    private int _writes;

    private NotionSimulator(int port, TimeProvider clock)
    {
        _clock = clock;
        Webhooks = new NotionWebhooks(clock);
        Workspace = new NotionWorkspace(clock, Webhooks.Happened);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "simulator" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _app = builder.Build();
        foreach (var (method, route, answer) in NotionRoutes.All)
            _app.MapMethods(route, [method], context => AnswerAsync(context, $"{method} {route}", answer));
        _app.MapFallback(context => AnswerAsync(context, "unknown", (_, _) => throw new NotionRefusal(400, "invalid_request_url", "Invalid request URL.")));
    }

    public string Address => _app.Urls.First();

    /// <summary>What is in it. Its methods act as a person, unless told otherwise.</summary>
    public NotionWorkspace Workspace { get; }

    /// <summary>What it sends by itself.</summary>
    public NotionWebhooks Webhooks { get; }

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Requests a second on average; null for no limit.</summary>
    public double? RequestsPerSecond { get; set; }

    /// <summary>How many requests may come at once after a quiet time.</summary>
    public int Burst { get; set; } = 3;

    /// <summary>Faults by count; null for none.</summary>
    public NotionFaults? Faults { get; set; }

    /// <summary>A fault for one request, before those by count; null for none.</summary>
    public Func<SimulatedNotionRequest, NotionFault?> Script { get; set; } = _ => null;

    /// <summary>Every request, in the order of arrival.</summary>
    public IReadOnlyList<SimulatedNotionRequest> Requests => [.. _requests];

    /// <summary>How many came to an endpoint, for example <c>POST /v1/pages</c>, refused ones included.</summary>
    public int Count(string endpoint) => _requests.Count(r => r.Endpoint == endpoint);

    /// <summary>How many were refused for coming too fast.</summary>
    public int Refusals => _requests.Count(r => r.Status == 429);

    public static async Task<NotionSimulator> StartAsync(int port = 0, TimeProvider? clock = null)
    {
        var simulator = new NotionSimulator(port, clock ?? TimeProvider.System);
        await simulator._app.StartAsync();
        return simulator;
    }

    private async Task AnswerAsync(HttpContext context, string endpoint, NotionAnswer answer)
    {
        var raw = await ReadAsync(context);
        var isWrite = !HttpMethods.IsGet(context.Request.Method) && !endpoint.EndsWith("/query", StringComparison.Ordinal) && !endpoint.EndsWith("/search", StringComparison.Ordinal);
        var (body, broken) = Parse(raw, context.Request.ContentType);
        var request = new SimulatedNotionRequest(Interlocked.Increment(ref _number), endpoint, context.Request.Path, body, _clock.GetUtcNow(), isWrite);
        _requests.Enqueue(request);
        var fault = Script(request) ?? (isWrite ? Faults?.Of(Interlocked.Increment(ref _writes)) : null);
        if (Latency + (fault?.Delay ?? TimeSpan.Zero) is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, _clock, context.RequestAborted);
        try
        {
            Check(context.Request, raw.Length, broken);
            if (fault is { Applied: false })
                await FailAsync(context, request, fault);
            else
            {
                var reply = Workspace.Do(() => answer(Workspace, new NotionCall(context.Request, body ?? [])));
                if (fault is null or { Status: 200 })
                    await ReplyAsync(context, request, 200, reply);
                else
                    await FailAsync(context, request, fault);
            }
        }
        catch (NotionRefusal refusal)
        {
            await ReplyAsync(context, request, refusal.Status, Error(request, refusal.Status, refusal.Code, refusal.Message));
        }
    }

    private void Check(HttpRequest request, int length, bool broken)
    {
        if (request.Headers.Authorization != $"Bearer {Key}" && request.Headers.Authorization != $"Bearer {OldKey}")
            throw new NotionRefusal(401, "unauthorized", "API token is invalid.");
        if (request.Headers["Notion-Version"].Count == 0)
            throw new NotionRefusal(400, "missing_version", "Notion-Version header failed validation: Notion-Version header should be defined, instead was `undefined`.");
        if (request.Headers["Notion-Version"] != Version)
            throw NotionRefusal.Invalid($"Notion-Version header failed validation: this simulator speaks {Version} only.");
        if (Wait() is { } seconds)
        {
            request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            throw new NotionRefusal(429, "rate_limited", "You have been rate limited. Please try again in a few minutes.");
        }
        if (broken)
            throw new NotionRefusal(400, "invalid_json", "Error parsing JSON body.");
        if (length > MaxBody && !request.HasFormContentType)
            throw NotionRefusal.Invalid($"body failed validation: body is larger than {MaxBody} bytes.");
    }

    /// <summary>Takes a token; null when there was one, else the seconds until there will be.</summary>
    private int? Wait()
    {
        if (RequestsPerSecond is not { } perSecond)
            return null;
        lock (_rate)
        {
            var (now, interval) = (_clock.GetUtcNow(), TimeSpan.FromSeconds(1 / perSecond));
            var start = _full > now ? _full : now;
            if (start - now > interval * (Burst - 1))
                return Math.Max(1, (int)Math.Ceiling((start - now - interval * (Burst - 1)).TotalSeconds));
            _full = start + interval;
            return null;
        }
    }

    private static async Task FailAsync(HttpContext context, SimulatedNotionRequest request, NotionFault fault)
    {
        if (fault.Status == 0)
        {
            context.Abort();
            return;
        }
        if (fault.Html)
        {
            request.Status = context.Response.StatusCode = fault.Status;
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers["cf-ray"] = "8f00000000000000-SIM";
            await context.Response.WriteAsync("<!DOCTYPE html><title>Bad gateway</title><h1>Error 502</h1>", context.RequestAborted);
            return;
        }
        if (fault.Status is 429 or 529 && fault.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var (code, message) = fault.Status switch
        {
            409 => ("conflict_error", "Conflict occurred while saving. Please try again."),
            429 => ("rate_limited", "You have been rate limited. Please try again in a few minutes."),
            500 => ("internal_server_error", "Unexpected error occurred."),
            502 => ("bad_gateway", "Bad gateway."),
            503 => ("service_unavailable", "Notion is unavailable. Please try again later."),
            504 => ("gateway_timeout", "Gateway timed out."),
            529 => ("service_overload", "Notion is overloaded. Please try again later."),
            _ => ("validation_error", "As the test asked."),
        };
        await ReplyAsync(context, request, fault.Status, Error(request, fault.Status, code, message));
    }

    private static async Task ReplyAsync(HttpContext context, SimulatedNotionRequest request, int status, JsonNode reply)
    {
        request.Status = context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers["x-notion-request-id"] = $"simulated-{request.Number}";
        await context.Response.WriteAsync(reply.ToJsonString(), context.RequestAborted);
    }

    private static JsonObject Error(SimulatedNotionRequest request, int status, string code, string message) =>
        new() { ["object"] = "error", ["status"] = status, ["code"] = code, ["message"] = message, ["request_id"] = $"simulated-{request.Number}" };

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        return memory.ToArray();
    }

    private static (JsonObject? Body, bool Broken) Parse(byte[] raw, string? type)
    {
        if (raw.Length == 0 || type?.StartsWith("multipart/", StringComparison.Ordinal) == true)
            return (null, false);
        try
        {
            return JsonNode.Parse(raw) is JsonObject body ? (body, false) : (null, true);
        }
        catch (JsonException)
        {
            return (null, true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Webhooks.DisposeAsync();
        await _app.DisposeAsync();
    }
}
