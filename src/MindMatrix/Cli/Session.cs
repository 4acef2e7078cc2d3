using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using MindMatrix.Flow;
using MindMatrix.Operations;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Cli;

/// <summary>
/// A verb's way to the product, which is always its HTTP contract: the server that holds the data folder when one runs, else a server of
/// the verb's own, on loopback, for as long as the verb takes.
/// </summary>
internal sealed class Session : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A server that is started anew is back within it; until then what it does is not lost, only not seen.
    private static readonly TimeSpan PatienceWithRestart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly App? _own;
    private readonly HttpClient _http;

    private Session(App? own, HttpClient http) => (_own, _http) = (own, http);

    /// <exception cref="SettingsException">The settings are wrong.</exception>
    /// <exception cref="StartException">The data folder cannot be used.</exception>
    public static async Task<Session> OpenAsync(string? person, CancellationToken cancellationToken)
    {
        var settings = SettingSources.Load();
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (DataFolder.TryClaim(settings.DataDir) is { } folder)
            {
                var quiet = settings with { Host = "127.0.0.1", Port = 0, LogLevel = settings.LogLevel == "Information" ? "Error" : settings.LogLevel };
                var own = await App.StartAsync(quiet, folder, cancellationToken);
                return new Session(own, Client(own.Address, settings, person));
            }
            if (DataFolder.AnnouncedIn(settings.DataDir) is { } holder)
            {
                var http = Client(holder.Address, settings, person);
                try
                {
                    (await http.GetAsync(new Uri("/health/live", UriKind.Relative), cancellationToken)).EnsureSuccessStatusCode();
                    return new Session(null, http);
                }
                catch (HttpRequestException) when (waited < Patience)
                {
                    // It is starting or stopping; a moment later it answers, or the folder is free.
                    http.Dispose();
                }
            }
            if (waited >= Patience)
                throw new StartException(ExitCodes.DataFolder, $"Another process uses {settings.DataDir} and does not answer. Wait until it ends or stop it, or set DATA_DIR to another folder.");
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private static HttpClient Client(string address, AppSettings settings, string? person)
    {
        var http = new HttpClient { BaseAddress = new Uri(address), Timeout = Timeout.InfiniteTimeSpan };
        if (settings.ApiKey is { } key)
            http.DefaultRequestHeaders.Add(settings.ApiKeyHeader, key);
        http.DefaultRequestHeaders.Add(ActingPerson.Header, Uri.EscapeDataString(person ?? settings.OwnerName));
        return http;
    }

    /// <exception cref="RefusedException">The server said no, in words.</exception>
    public async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        await ReadAsync<T>(await _http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken), cancellationToken);

    /// <exception cref="RefusedException">The server said no, in words.</exception>
    public async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        await ReadAsync<T>(await _http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Json.Options, cancellationToken), cancellationToken);

    /// <exception cref="RefusedException">The server said no, in words.</exception>
    public async Task<T> PatchAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        await ReadAsync<T>(await _http.PatchAsJsonAsync(new Uri(path, UriKind.Relative), body, Json.Options, cancellationToken), cancellationToken);

    /// <exception cref="RefusedException">The server said no, in words.</exception>
    public async Task<T> PutAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        await ReadAsync<T>(await _http.PutAsJsonAsync(new Uri(path, UriKind.Relative), body, Json.Options, cancellationToken), cancellationToken);

    /// <summary>The steps of an item as they happen; the last event carries the item at its end.</summary>
    public async IAsyncEnumerable<ProgressEvent> FollowAsync(string item, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var stream = await EventsAsync(item, cancellationToken);
            await using var events = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<ProgressEvent>(data, Json.Options)!).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(events))
            {
                yield return events.Current.Data;
                if (events.Current.Data.Item is not null)
                    yield break;
            }
            // The stream ended before the item did: the server is being restarted, or dropped a slow reader. Ask again.
            await Task.Delay(Pause, cancellationToken);
        }
    }

    private async Task<Stream> EventsAsync(string item, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return await _http.GetStreamAsync(new Uri($"/api/inbox/{item}/events", UriKind.Relative), cancellationToken);
            }
            catch (HttpRequestException away) when (away.StatusCode is null && waited < PatienceWithRestart)
            {
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<ProgressEvent>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            // The server died under the stream; it is asked again once it is back.
            return false;
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.IsSuccessStatusCode)
            return typeof(T) == typeof(string) ? (T)(object)body : Json.Read<T>(body);
        string? title = null, remedy = null;
        try
        {
            var problem = JsonNode.Parse(body);
            (title, remedy) = ((string?)problem?["title"], (string?)problem?["remedy"]);
        }
        catch (JsonException)
        {
            // Not ours: a proxy's page, perhaps. The status says enough.
        }
        throw new RefusedException($"{title ?? $"The server answered {(int)response.StatusCode}."} {remedy}".Trim());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_own is not null)
            await _own.DisposeAsync();
    }
}

/// <summary>The server refused what a verb asked; the message is for people.</summary>
internal sealed class RefusedException(string message) : Exception(message);
