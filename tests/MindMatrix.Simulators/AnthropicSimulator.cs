using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MindMatrix.Simulators;

/// <summary>What is asked, found out from the schema the request carries.</summary>
internal enum Asked { Other, Triage, Assessment, CrossExamination, Challenge, Synthesis, Single, Extract }

/// <summary>One request as it came in.</summary>
/// <param name="Adviser">The name in the mandate of one of the three that ship, for an assessment or a cross-examination; else null.</param>
/// <param name="Options">Slugs in the order they were shown.</param>
/// <param name="Text">The writer's text.</param>
/// <param name="Prompt">All messages, the system's first.</param>
/// <param name="IsRepair">It carries an earlier reply and its faults.</param>
internal sealed record SimulatedCall(int Number, Asked Asked, string Model, string? Adviser, IReadOnlyList<string> Options, string Text, string Prompt, bool IsRepair, DateTimeOffset At)
{
    /// <summary>Null while it is being answered, or when its connection was lost.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The request as it came in; null when it came to another server.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>Reads a call out of the schema it carries and its prompt.</summary>
    public static SimulatedCall Of(int number, string schema, string model, string prompt, bool isRepair)
    {
        var asked = Kinds.FirstOrDefault(k => schema.Contains($"\"{k.Property}\"", StringComparison.Ordinal)).Asked;
        var adviser = asked is not (Asked.Assessment or Asked.CrossExamination) ? null
            : new[] { "The Entrepreneur", "The Quant", "The Auditor" }.FirstOrDefault(name => prompt.Contains($"You are {name}.", StringComparison.Ordinal));
        var options = Between(prompt, "# The options\n", "\n\n").Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => l[2..].Split(':')[0]).ToList();
        return new(number, asked, model, adviser, options, Unmarked(Between(prompt, "<text>\n", "\n</text>")), prompt, isRepair, DateTimeOffset.UtcNow);
    }

    // Each kind of reply by a property that no other has.
    private static readonly (string Property, Asked Asked)[] Kinds =
    [
        ("strongestDissent", Asked.Synthesis), ("wouldChangeMind", Asked.Assessment), ("premortem", Asked.CrossExamination), ("weakestAssumption", Asked.Challenge),
        ("lenses", Asked.Single), ("facts", Asked.Extract), ("leadAdviser", Asked.Triage),
    ];

    /// <summary>The text as a model reads it: each private character that marks it is a gap between words.</summary>
    private static string Unmarked(string text) => string.Concat(text.Select(c => c is >= '\uE000' and <= '\uF8FF' ? ' ' : c));

    private static string Between(string text, string from, string to)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        if (start < 0)
            return "";
        start += from.Length;
        var end = text.IndexOf(to, start, StringComparison.Ordinal);
        return end < 0 ? text[start..] : text[start..end];
    }
}

/// <summary>How a call is answered.</summary>
/// <param name="Reply">The text block's content; ignored when <paramref name="Status"/> is an error.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="ErrorType">For example overloaded_error.</param>
/// <param name="Cut">Drop the connection instead of answering.</param>
internal sealed record SimulatedAnswer(string Reply, int Status = 200, string ErrorType = "api_error", string StopReason = "end_turn", int? RetryAfterSeconds = null, bool ThinkFirst = false, bool Cut = false)
{
    /// <summary>The error's code in its details, for example enforced_spend_limit_reached; null for none.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>A stream ends with this error after its first words; null for none.</summary>
    public string? FailsInStream { get; init; }
}

/// <summary>The Messages API of Anthropic on a loopback port: enough of it that the official SDK cannot tell.</summary>
internal sealed class AnthropicSimulator : IAsyncDisposable
{
    public const string Key = "sk-ant-simulated-key";
    private static readonly string[] Known =
    [
        "claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-fable-5-2", "claude-fable-5-1", "claude-fable-5", "claude-mythos-5-2", "claude-mythos-5-1", "claude-mythos-5", "claude-opus-5", "claude-sonnet-5",
        "claude-opus-4-8", "claude-opus-4-7", "claude-opus-4-6", "claude-sonnet-4-6", "claude-opus-4-5", "claude-opus-4-5-20251101", "claude-haiku-4-5", "claude-haiku-4-5-20251001", "claude-sonnet-4-5", "claude-sonnet-4-5-20250929",
    ];
    private readonly WebApplication _app;
    // The smallest prefix that the 5.5 family keeps.
    private const int LeastCached = 512;
    private readonly ConcurrentDictionary<string, bool> _cache = new();
    private readonly ConcurrentQueue<SimulatedCall> _calls = new();
    private int _number;

    private AnthropicSimulator(int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "simulator" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _app = builder.Build();
        _app.MapPost("/v1/messages", AnswerAsync);
        _app.MapPost("/v1/messages/count_tokens", CountAsync);
        _app.MapGet("/v1/models", ModelsAsync);
        _app.MapGet("/v1/models/{id}", (HttpContext context, string id) => Known.Contains(id) ? context.Response.WriteAsJsonAsync(Described(id)) : ErrorAsync(context, 404, "not_found_error", $"model: {id}"));
    }

    public string Address => _app.Urls.First();

    /// <summary>Every call, in the order of arrival.</summary>
    public IReadOnlyList<SimulatedCall> Calls => [.. _calls];

    /// <summary>Every how many calls one is refused as overloaded; null for none.</summary>
    public int? Every { get; set; }

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.Zero;

    /// <summary>Answers a call in place of the sensible answer; null leaves it to that.</summary>
    public Func<SimulatedCall, CancellationToken, Task<SimulatedAnswer?>> Script { get; set; } = (_, _) => Task.FromResult<SimulatedAnswer?>(null);

    public static async Task<AnthropicSimulator> StartAsync(int port = 0)
    {
        var simulator = new AnthropicSimulator(port);
        await simulator._app.StartAsync();
        return simulator;
    }

    /// <summary>Ends when the process is told to, by Ctrl-C or SIGTERM: the host takes both signals for itself.</summary>
    public Task EndAsync() => _app.WaitForShutdownAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var call = Read(body);
        _calls.Enqueue(call);
        context.Response.Headers["request-id"] = $"req_{call.Number:D6}";
        RateLimitHeaders(context.Response.Headers);
        if (context.Request.Headers.Authorization != $"Bearer {Key}" && context.Request.Headers["x-api-key"] != Key)
        {
            await ErrorAsync(context, 401, "authentication_error", "invalid bearer token");
            return;
        }
        if (!Known.Contains(call.Model))
        {
            await ErrorAsync(context, 404, "not_found_error", $"model: {call.Model}");
            return;
        }
        if (Fault(body, call.Model) is { } fault)
        {
            await ErrorAsync(context, 400, "invalid_request_error", fault);
            return;
        }
        var answer = Every is { } n && call.Number % n == 0 ? new SimulatedAnswer("Overloaded", 529, "overloaded_error", RetryAfterSeconds: 0)
            : await Script(call, context.RequestAborted) ?? new SimulatedAnswer(SensibleReplies.For(call).ToJsonString());
        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, context.RequestAborted);
        if (answer.Cut)
        {
            context.Abort();
            return;
        }
        if (answer.Status != 200)
        {
            if (answer.RetryAfterSeconds is { } seconds)
                context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            await ErrorAsync(context, answer.Status, answer.ErrorType, answer.Reply, answer.ErrorCode);
            return;
        }
        // Thinking counts towards the limit: with too small a one there is no text at all.
        var thinking = answer.ThinkFirst ? 500 : 0;
        var room = 4 * Math.Max(0, (long)body["max_tokens"]! - thinking);
        var (text, stop) = answer.Reply.Length > room ? (answer.Reply[..(int)room], "max_tokens") : (answer.Reply, answer.StopReason);
        var usage = Usage(body, text, thinking);
        if ((bool?)body["stream"] == true)
            await StreamAsync(context, call, text, thinking > 0, stop, usage, answer.FailsInStream);
        else
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(Message(call, Content(text, thinking > 0), stop, usage).ToJsonString(), context.RequestAborted);
        }
        call.AnsweredAt = DateTimeOffset.UtcNow;
    }

    /// <summary>What the API refuses, as far as a client like ours can run into it; null when nothing.</summary>
    private static string? Fault(JsonObject body, string model)
    {
        if (body["max_tokens"] is null)
            return "max_tokens: Field required";
        foreach (var sampling in new[] { "temperature", "top_p", "top_k" }.Where(body.ContainsKey))
            return $"{sampling}: not supported by this API version";
        if ((string?)body["messages"]!.AsArray()[^1]!["role"] == "assistant")
            return "messages: a final assistant message is not supported";
        var large = model is "claude-opus-5-5" or "claude-sonnet-5-5";
        if (large && (string?)body["tool_choice"]?["type"] is "any" or "tool")
            return "tool_choice: forced tools are not supported by this model";
        if ((string?)body["thinking"]?["type"] == "enabled" || (large && (string?)body["thinking"]?["type"] == "disabled"))
            return "thinking: this type is not supported by this model";
        if (body["output_config"]?["format"]?["schema"] is JsonObject schema && Objects(schema).Any(o => (bool?)o["additionalProperties"] != false))
            return "output_config.format.schema: every object needs additionalProperties: false";
        return null;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => (o["properties"] is JsonObject ? new[] { o } : []).Concat(o.SelectMany(m => Objects(m.Value))),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    /// <summary>Tokens by four characters each; what stands before a cache mark is read from the cache once it was written there.</summary>
    private JsonObject Usage(JsonObject body, string text, int thinking)
    {
        var (prefix, rest) = (new StringBuilder(), 0);
        var marked = 0;
        foreach (var block in Blocks(body["system"]).Concat(body["messages"]!.AsArray().SelectMany(m => Blocks(m!["content"]))))
        {
            prefix.Append((string?)block["text"]);
            if (block["cache_control"] is not null)
                marked = prefix.Length;
        }
        rest = (prefix.Length - marked) / 4;
        var cached = marked / 4;
        var (read, written) = cached < LeastCached ? (0, 0) : _cache.TryAdd(prefix.ToString(0, marked), true) ? (0, cached) : (cached, 0);
        if (cached < LeastCached)
            rest += cached;
        return new JsonObject
        {
            ["input_tokens"] = rest,
            ["cache_creation_input_tokens"] = written,
            ["cache_read_input_tokens"] = read,
            ["cache_creation"] = new JsonObject { ["ephemeral_5m_input_tokens"] = written, ["ephemeral_1h_input_tokens"] = 0 },
            ["output_tokens"] = text.Length / 4 + thinking,
            ["output_tokens_details"] = new JsonObject { ["thinking_tokens"] = thinking },
            ["server_tool_use"] = null,
            ["service_tier"] = "standard",
        };
    }

    private static IEnumerable<JsonObject> Blocks(JsonNode? content) => content switch
    {
        JsonArray blocks => blocks.OfType<JsonObject>(),
        JsonValue text => [new JsonObject { ["text"] = text.DeepClone() }],
        _ => [],
    };

    private static JsonArray Content(string text, bool thought)
    {
        var content = new JsonArray();
        if (thought)
            content.Add(new JsonObject { ["type"] = "thinking", ["thinking"] = "", ["signature"] = "c2ln" });
        if (text.Length > 0)
            content.Add(new JsonObject { ["type"] = "text", ["text"] = text, ["citations"] = null });
        return content;
    }

    private static JsonObject Message(SimulatedCall call, JsonArray content, string? stop, JsonObject usage) => new()
    {
        ["id"] = $"msg_{call.Number:D6}",
        ["type"] = "message",
        ["role"] = "assistant",
        ["model"] = call.Model,
        ["content"] = content,
        ["stop_reason"] = stop,
        ["stop_sequence"] = null,
        ["stop_details"] = null,
        ["container"] = null,
        ["usage"] = usage,
    };

    private static async Task StreamAsync(HttpContext context, SimulatedCall call, string text, bool thought, string stop, JsonObject usage, string? error)
    {
        context.Response.ContentType = "text/event-stream";
        var begun = (JsonObject)usage.DeepClone();
        begun["output_tokens"] = 0;
        await EventAsync(new JsonObject { ["type"] = "message_start", ["message"] = Message(call, [], null, begun) });
        await EventAsync(new JsonObject { ["type"] = "ping" });
        if (thought)
            await BlockAsync(0, new JsonObject { ["type"] = "thinking", ["thinking"] = "", ["signature"] = "" }, [new JsonObject { ["type"] = "signature_delta", ["signature"] = "c2ln" }]);
        if (text.Length > 0)
            await BlockAsync(thought ? 1 : 0, new JsonObject { ["type"] = "text", ["text"] = "", ["citations"] = null }, text.Chunk(200).Select(part => new JsonObject { ["type"] = "text_delta", ["text"] = new string(part) }));
        if (error is not null)
        {
            await EventAsync(new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = error, ["message"] = "It broke off." } });
            return;
        }
        await EventAsync(new JsonObject { ["type"] = "message_delta", ["delta"] = new JsonObject { ["stop_reason"] = stop, ["stop_sequence"] = null, ["stop_details"] = null, ["container"] = null }, ["usage"] = usage.DeepClone() });
        await EventAsync(new JsonObject { ["type"] = "message_stop" });

        async Task BlockAsync(int index, JsonObject block, IEnumerable<JsonObject> deltas)
        {
            await EventAsync(new JsonObject { ["type"] = "content_block_start", ["index"] = index, ["content_block"] = block });
            foreach (var delta in deltas)
                await EventAsync(new JsonObject { ["type"] = "content_block_delta", ["index"] = index, ["delta"] = delta });
            await EventAsync(new JsonObject { ["type"] = "content_block_stop", ["index"] = index });
        }

        async Task EventAsync(JsonObject happened)
        {
            await context.Response.WriteAsync($"event: {(string?)happened["type"]}\ndata: {happened.ToJsonString()}\n\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private void RateLimitHeaders(IHeaderDictionary headers)
    {
        var reset = DateTimeOffset.UtcNow.AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var (kind, limit) in new[] { ("requests", 1_000), ("tokens", 400_000), ("input-tokens", 300_000), ("output-tokens", 100_000) })
        {
            headers[$"anthropic-ratelimit-{kind}-limit"] = limit.ToString(CultureInfo.InvariantCulture);
            headers[$"anthropic-ratelimit-{kind}-remaining"] = Math.Max(0, limit - _number).ToString(CultureInfo.InvariantCulture);
            headers[$"anthropic-ratelimit-{kind}-reset"] = reset;
        }
    }

    private static async Task CountAsync(HttpContext context)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var characters = Blocks(body["system"]).Concat(body["messages"]!.AsArray().SelectMany(m => Blocks(m!["content"]))).Sum(b => ((string?)b["text"])?.Length ?? 0);
        await context.Response.WriteAsJsonAsync(new JsonObject { ["input_tokens"] = characters / 4 });
    }

    private static Task ModelsAsync(HttpContext context) => context.Response.WriteAsJsonAsync(new JsonObject
    {
        ["data"] = new JsonArray([.. Known.Select(Described)]),
        ["has_more"] = false,
        ["first_id"] = Known[0],
        ["last_id"] = Known[^1],
    });

    private static JsonNode Described(string id)
    {
        var retires = id.StartsWith("claude-sonnet-4-5", StringComparison.Ordinal) ? "2026-11-30T00:00:00Z" : null;
        return new JsonObject
        {
            ["id"] = id,
            ["type"] = "model",
            ["display_name"] = id,
            ["created_at"] = "2026-10-07T00:00:00Z",
            ["lifecycle"] = retires is null ? "active" : "deprecated",
            ["deprecated_at"] = null,
            ["retires_at"] = retires,
            ["max_input_tokens"] = 1_000_000,
            ["max_tokens"] = 128_000,
        };
    }

    private static Task ErrorAsync(HttpContext context, int status, string type, string message, string? code = null)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(new JsonObject
        {
            ["type"] = "error",
            ["error"] = code is null ? new JsonObject { ["type"] = type, ["message"] = message } : new JsonObject { ["type"] = type, ["message"] = message, ["details"] = new JsonObject { ["error_code"] = code } },
            ["request_id"] = context.Response.Headers["request-id"].ToString(),
        }.ToJsonString());
    }

    private SimulatedCall Read(JsonObject body)
    {
        var schema = (body["output_config"]?["format"]?["schema"]?["properties"] as JsonObject)?.ToJsonString() ?? "";
        var messages = (JsonArray)body["messages"]!;
        var prompt = string.Join("\n\n", Texts(body["system"]).Concat(messages.SelectMany(m => Texts(m!["content"]))));
        return SimulatedCall.Of(Interlocked.Increment(ref _number), schema, (string)body["model"]!, prompt, messages.Count > 1) with { Body = body };
    }

    private static IEnumerable<string> Texts(JsonNode? content) => content switch
    {
        JsonArray blocks => blocks.Select(b => (string)b!["text"]!),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [(string)value!],
        _ => [],
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        try
        {
            await _app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // Calls that are still held are dropped with their connections.
        }
        await _app.DisposeAsync();
    }
}
