using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
internal sealed record SimulatedAnswer(string Reply, int Status = 200, string ErrorType = "api_error", string StopReason = "end_turn", int? RetryAfterSeconds = null, bool ThinkFirst = false, bool Cut = false);

/// <summary>The Messages API of Anthropic on a loopback port: enough of it that the official SDK cannot tell.</summary>
internal sealed class AnthropicSimulator : IAsyncDisposable
{
    public const string Key = "sk-ant-simulated-key";
    private static readonly string[] Known = ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-haiku-4-5"];
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SimulatedCall> _calls = new();
    private int _number;

    private AnthropicSimulator(int port)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "simulator" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        _app = builder.Build();
        _app.MapPost("/v1/messages", AnswerAsync);
    }

    public string Address => _app.Urls.First();

    /// <summary>Every call, in the order of arrival.</summary>
    public IReadOnlyList<SimulatedCall> Calls => [.. _calls];

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

    private async Task AnswerAsync(HttpContext context)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        var call = Read(body);
        _calls.Enqueue(call);
        context.Response.Headers["request-id"] = $"req_{call.Number:D6}";
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
        var answer = await Script(call, context.RequestAborted) ?? new SimulatedAnswer(SensibleReplies.For(call).ToJsonString());
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
            await ErrorAsync(context, answer.Status, answer.ErrorType, answer.Reply);
            return;
        }
        var input = call.Prompt.Length / 4;
        var content = new JsonArray();
        if (answer.ThinkFirst)
            content.Add(new JsonObject { ["type"] = "thinking", ["thinking"] = "", ["signature"] = "c2ln" });
        content.Add(new JsonObject { ["type"] = "text", ["text"] = answer.Reply, ["citations"] = null });
        var reply = new JsonObject
        {
            ["id"] = $"msg_{call.Number:D6}",
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = call.Model,
            ["content"] = content,
            ["stop_reason"] = answer.StopReason,
            ["stop_sequence"] = null,
            ["stop_details"] = null,
            ["container"] = null,
            ["usage"] = new JsonObject
            {
                ["input_tokens"] = input,
                ["cache_creation_input_tokens"] = 0,
                ["cache_read_input_tokens"] = 0,
                ["cache_creation"] = new JsonObject { ["ephemeral_5m_input_tokens"] = 0, ["ephemeral_1h_input_tokens"] = 0 },
                ["output_tokens"] = answer.Reply.Length / 4,
                ["server_tool_use"] = null,
                ["service_tier"] = "standard",
            },
        };
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(reply.ToJsonString(), context.RequestAborted);
        call.AnsweredAt = DateTimeOffset.UtcNow;
    }

    private static Task ErrorAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(new JsonObject
        {
            ["type"] = "error",
            ["error"] = new JsonObject { ["type"] = type, ["message"] = message },
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
