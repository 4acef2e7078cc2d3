using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MindMatrix.Tests.Integration;

/// <summary>What the server says of itself, and whom it lets in.</summary>
public sealed class ServerTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private TestApp App => shared.App;

    [Fact]
    public async Task The_root_says_that_it_runs()
    {
        var root = await App.GetAsync("/");

        Assert.Equal("running", (string?)root["status"]);
        Assert.Equal("Executive Mind Matrix", (string?)root["service"]);
        Assert.NotNull((string?)root["version"]);
        Assert.Equal("anthropic", (string?)root["model_provider"]);
    }

    [Fact]
    public async Task A_browser_at_the_root_is_led_to_the_inbox()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html,application/xhtml+xml" } } };
        using var response = await App.Http.SendAsync(request, TestApp.Stop);

        Assert.Equal("/inbox", response.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("What is on your mind?", await response.Content.ReadAsStringAsync(TestApp.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_names_all_ten_databases_and_what_was_checked()
    {
        var health = await App.GetAsync("/health");

        Assert.Equal("healthy", (string?)health["status"]);
        Assert.Equal(10, ((JsonObject)health["databases_configured"]!).Count);
        Assert.Equal(["database", "disk", "engine", "model_provider"], ((JsonObject)health["checks"]!).Select(c => c.Key).Order(StringComparer.Ordinal));
        Assert.True((bool)health["poller_active"]!);
    }

    [Fact]
    public async Task It_is_live_and_ready()
    {
        Assert.Equal("live", (string?)(await App.GetAsync("/health/live"))["status"]);
        Assert.Equal("ready", (string?)(await App.GetAsync("/health/ready"))["status"]);
    }

    [Fact]
    public async Task The_description_names_every_route_with_a_summary()
    {
        var paths = (JsonObject)(await App.GetAsync("/openapi/v1.json"))["paths"]!;

        foreach (var path in new[] { "/api/inbox", "/api/inbox/{id}", "/api/intents/{id}", "/api/actions/{id}/approve", "/api/tasks", "/trigger-poll", "/health" })
            Assert.True(paths.ContainsKey(path), path);
        Assert.All(paths.SelectMany(p => (JsonObject)p.Value!), operation => Assert.False(string.IsNullOrWhiteSpace((string?)operation.Value!["summary"]), operation.Value!.ToJsonString()));
    }

    [Fact]
    public async Task The_API_page_loads_nothing_from_elsewhere()
    {
        var page = await App.Http.GetStringAsync("/docs", TestApp.Stop);

        Assert.Contains("Executive Mind Matrix API", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
    }

    [Theory]
    [InlineData("GET", "/api/nope", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/inbox", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/inbox?limit=many", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/intents?status=Odd", HttpStatusCode.BadRequest)]
    public async Task Every_error_is_problem_details_with_a_code(string method, string path, HttpStatusCode status)
    {
        using var response = await App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestApp.Stop);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull((string?)(await TestApp.ReadAsync(response, status))["code"]);
    }

    [Theory]
    [InlineData("/api/inbox/INB-4711", HttpStatusCode.NotFound, "not-found")]
    [InlineData("/api/nope", HttpStatusCode.NotFound, "no-such-route")]
    public async Task A_caller_that_names_no_JSON_is_told_as_well(string path, HttpStatusCode status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
        using var response = await App.Http.SendAsync(request, TestApp.Stop);

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, (string?)(await TestApp.ReadAsync(response, status))["code"]);
    }

    [Theory]
    [InlineData("GET", "/api/inbox?limit=many", "A value in «/api/inbox?limit=many» cannot be read.")]
    [InlineData("DELETE", "/api/tasks", "DELETE is not possible at /api/tasks.")]
    [InlineData("GET", "/nope", "There is nothing at /nope.")]
    public async Task What_the_framework_refuses_is_said_in_words(string method, string path, string said)
    {
        using var response = await App.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path), TestApp.Stop);

        Assert.Equal(said, (string?)(await TestApp.ReadAsync(response, response.StatusCode))["title"]);
    }

    [Fact]
    public async Task A_browser_that_is_lost_is_shown_a_page()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/nope") { Headers = { { "Accept", "text/html,application/xhtml+xml,*/*;q=0.8" } } };
        using var response = await App.Http.SendAsync(request, TestApp.Stop);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("There is no such page", await response.Content.ReadAsStringAsync(TestApp.Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_is_told_when_the_server_stops()
    {
        var reached = new TaskCompletionSource();
        var app = await TestApp.StartAsync();
        app.Anthropic.Script = async (_, stop) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        };
        await app.PostAsync("/api/inbox", new { content = "Buy or rent?" }, HttpStatusCode.Created);
        var waits = app.Http.PostAsync("/trigger-poll?wait=true", null, TestApp.Stop);
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(30), TestApp.Stop);
        // The request must have come in before the stop: the second is answered after the first was taken up.
        await app.GetAsync("/health/live");
        app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var problem = await TestApp.ReadAsync(await waits, HttpStatusCode.ServiceUnavailable);

        Assert.Equal("stopping", (string?)problem["code"]);
        // The model that never answers is let go of, or the engine would wait for it as long as it may.
        await app.Anthropic.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task The_engine_is_stopped_after_the_items_at_work()
    {
        await using var app = await TestApp.StartAsync();
        var started = app.Services.GetServices<IHostedService>().ToList();

        // Stopped from the last to the first.
        Assert.InRange(started.FindIndex(s => s is Engine.Shutdown), started.FindIndex(s => s.GetType().Name.Contains("Silo", StringComparison.Ordinal)) + 1, started.FindIndex(s => s is Engine.InboxSweep) - 1);
        Assert.Contains(started, s => s.GetType().Name.Contains("Silo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        using var response = await App.Http.GetAsync("/health/live", TestApp.Stop);

        foreach (var header in new[] { "X-Content-Type-Options", "X-Frame-Options", "Content-Security-Policy", "Referrer-Policy", "Permissions-Policy" })
            Assert.True(response.Headers.Contains(header), header);
    }

    [Fact]
    public async Task A_name_that_was_re_pointed_to_this_machine_is_not_served()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/inbox") { Headers = { Host = "evil.example" } };
        using var response = await App.Http.SendAsync(request, TestApp.Stop);

        Assert.Equal("This server does not answer to the name «evil.example».", (string?)(await TestApp.ReadAsync(response, HttpStatusCode.BadRequest))["title"]);
    }

    [Fact]
    public async Task With_an_API_key_set_all_but_the_public_routes_need_it()
    {
        await using var app = await TestApp.StartAsync(new() { ["API_KEY"] = "a-key-of-sixteen-or-more" });

        Assert.Equal("no-api-key", (string?)(await app.GetAsync("/api/inbox", HttpStatusCode.Unauthorized))["code"]);
        await app.PostAsync("/api/inbox", new { content = "please" }, HttpStatusCode.Unauthorized, ("X-API-Key", "a-wrong-key-of-some-length"));
        await app.PostAsync("/api/inbox", new { content = "please" }, HttpStatusCode.Created, ("X-API-Key", "a-key-of-sixteen-or-more"));
        foreach (var open in new[] { "/", "/health", "/health/live", "/health/ready", "/openapi/v1.json" })
            await app.GetAsync(open);
    }

    [Fact]
    public async Task Followers_of_an_item_hear_each_step_and_its_end()
    {
        var held = new TaskCompletionSource();
        await using var app = await TestApp.StartAsync();
        app.Anthropic.Script = async (call, stop) =>
        {
            if (call.Asked == Simulators.Asked.Assessment)
                await held.Task.WaitAsync(stop);
            return null;
        };
        var item = await app.PostAsync("/api/inbox", new { content = "Buy or rent?" }, HttpStatusCode.Created);

        using var reader = new StreamReader(await app.Http.GetStreamAsync($"/api/inbox/{item["number"]}/events", TestApp.Stop));
        var events = new List<JsonObject>();
        while (await reader.ReadLineAsync(TestApp.Stop) is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
                continue;
            events.Add((JsonObject)JsonNode.Parse(line[6..])!);
            held.TrySetResult();
        }

        var done = events.Where(e => (string?)e["state"] == "done").Select(e => (string?)e["step"]).ToList();
        Assert.Equal(["assess/the-auditor", "assess/the-entrepreneur", "assess/the-quant", "compute", "open-intent", "synthesise/forward", "synthesise/reverse", "triage", "verdict"], done.Order(StringComparer.Ordinal));
        Assert.Equal("Triaged_to_Intent", (string?)events[^1]["item"]!["status"]);
    }
}
