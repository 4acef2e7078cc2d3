using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MindMatrix.Simulators;

/// <summary>A server that speaks OpenAI's chat completions, and Ollama's chat, on a loopback port.</summary>
internal sealed class CompatibleSimulator : IAsyncDisposable
{
    public const string Key = "sk-simulated";
    public const string Model = "local-model";
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<JsonObject> _requests = new();

    private CompatibleSimulator()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "simulator" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/chat/completions", OpenAiAsync);
        _app.MapPost("/api/chat", OllamaAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>The bodies as they came in.</summary>
    public IReadOnlyList<JsonObject> Requests => [.. _requests];

    /// <summary>True: a schema in the request is refused, as by servers that know none.</summary>
    public bool KnowsNoSchema { get; set; }

    public static async Task<CompatibleSimulator> StartAsync()
    {
        var simulator = new CompatibleSimulator();
        await simulator._app.StartAsync();
        return simulator;
    }

    private async Task OpenAiAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        if (context.Request.Headers.Authorization != $"Bearer {Key}")
            await ErrorAsync(context, 401, "Incorrect API key provided.");
        else if ((string?)body["model"] != Model)
            await ErrorAsync(context, 404, "The model does not exist.");
        else if (KnowsNoSchema && (string?)body["response_format"]?["type"] == "json_schema")
            await ErrorAsync(context, 400, "response_format of type json_schema is not supported.");
        else
        {
            var schema = body["response_format"]?["json_schema"]?["schema"]?.ToJsonString() ?? "";
            await context.Response.WriteAsJsonAsync(new JsonObject
            {
                ["id"] = "chatcmpl-1",
                ["object"] = "chat.completion",
                ["created"] = 1,
                ["model"] = Model,
                ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["finish_reason"] = "stop", ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = Reply(body, schema) } }),
                ["usage"] = new JsonObject { ["prompt_tokens"] = 1_000, ["completion_tokens"] = 100, ["total_tokens"] = 1_100 },
            });
        }
    }

    private async Task OllamaAsync(HttpContext context)
    {
        var body = await ReadAsync(context);
        if ((string?)body["model"] != Model)
        {
            await ErrorAsync(context, 404, "model not found");
            return;
        }
        context.Response.ContentType = "application/x-ndjson";
        await context.Response.WriteAsync(new JsonObject
        {
            ["model"] = Model,
            ["created_at"] = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture),
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = Reply(body, body["format"]?.ToJsonString() ?? "") },
            ["done"] = true,
            ["done_reason"] = "stop",
            ["prompt_eval_count"] = 1_000,
            ["eval_count"] = 100,
        }.ToJsonString() + "\n");
    }

    private static string Reply(JsonObject body, string schema)
    {
        var prompt = string.Join("\n\n", body["messages"]!.AsArray().Select(m => m!["content"]).SelectMany(c => c is JsonArray parts ? parts.Select(p => (string?)p!["text"]) : [(string?)c]));
        return SensibleReplies.For(SimulatedCall.Of(1, schema.Length > 0 ? schema : prompt, Model, prompt, isRepair: false)).ToJsonString();
    }

    private async Task<JsonObject> ReadAsync(HttpContext context)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        _requests.Enqueue(body);
        return body;
    }

    private static Task ErrorAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error" } });
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
