using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MindMatrix.Engine;
using MindMatrix.Settings;
using MindMatrix.Simulators;
using MindMatrix.Store;

namespace MindMatrix.Tests.Integration;

/// <summary>The real application on a free loopback port, with a data folder of its own and a simulated Anthropic.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly bool _ownsFolder;
    private readonly App _app;

    private TestApp(App app, string dataDir, bool ownsFolder, AnthropicSimulator anthropic, HttpClient http) =>
        (_app, DataDir, _ownsFolder, Anthropic, Http) = (app, dataDir, ownsFolder, anthropic, http);

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public string DataDir { get; }

    public AnthropicSimulator Anthropic { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public Database Store => Services.GetRequiredService<Database>();

    /// <param name="settings">Further settings.</param>
    /// <param name="adjust">Replaces parts at the seams.</param>
    /// <param name="dataDir">A folder that outlives the app; by default one of its own.</param>
    public static async Task<TestApp> StartAsync(Dictionary<string, string>? settings = null, Action<WebApplicationBuilder>? adjust = null, string? dataDir = null, AnthropicSimulator? anthropic = null)
    {
        var folder = dataDir ?? NewFolder();
        anthropic ??= await AnthropicSimulator.StartAsync();
        var read = AppSettings.From(name => settings?.GetValueOrDefault(name) ?? name switch
        {
            "DATA_DIR" => folder,
            "PORT" => "0",
            "HOST" => "127.0.0.1",
            "OWNER_NAME" => "Ada",
            "LOG_LEVEL" => "Error",
            "ANTHROPIC_API_KEY" => AnthropicSimulator.Key,
            "ANTHROPIC_BASE_URL" => anthropic.Address,
            _ => null,
        });
        var app = await App.StartAsync(read, DataFolder.TryClaim(folder)!, Stop, builder =>
        {
            // Failures are waited for in milliseconds here; that the waits grow is tested on a fake clock.
            builder.Services.AddSingleton(new StepPolicy(Attempts: 3, FirstDelay: TimeSpan.FromMilliseconds(20)));
            adjust?.Invoke(builder);
        });
        return new TestApp(app, folder, dataDir is null, anthropic, new HttpClient { BaseAddress = new Uri(app.Address), Timeout = TimeSpan.FromMinutes(3) });
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("mindmatrix-test-").FullName;

    /// <summary>Captures a text and waits until it is at its end.</summary>
    public async Task<JsonObject> DecideAsync(string content)
    {
        var item = await PostAsync("/api/inbox", new { content }, HttpStatusCode.Created);
        await PollAsync();
        return await GetAsync($"/api/inbox/{item["number"]}");
    }

    public Task<JsonObject> PollAsync() => PostAsync("/trigger-poll?wait=true", null);

    public async Task<JsonObject> GetAsync(string path, HttpStatusCode expected = HttpStatusCode.OK) => await ReadAsync(await Http.GetAsync(path, Stop), expected);

    public async Task<JsonObject> PostAsync(string path, object? body, HttpStatusCode expected = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : body is HttpContent ready ? ready : JsonContent.Create(body) };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await ReadAsync(await Http.SendAsync(request, Stop), expected);
    }

    public async Task<JsonObject> PatchAgentAsync(string slug, object body, HttpStatusCode expected = HttpStatusCode.OK) =>
        await ReadAsync(await Http.PatchAsJsonAsync($"/api/agents/{slug}", body, Stop), expected);

    public async Task<JsonObject> ReadPutAsync(string path, object body, HttpStatusCode expected) => await ReadAsync(await Http.PutAsJsonAsync(path, body, Stop), expected);

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(expected == response.StatusCode, $"Expected {expected}, got {response.StatusCode}: {text}");
        return (JsonObject)JsonNode.Parse(text)!;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            await Anthropic.DisposeAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(DataDir, recursive: true);
        }
    }
}

/// <summary>One application for the tests of a class.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    internal TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
