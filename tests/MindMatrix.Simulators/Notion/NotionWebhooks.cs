using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

/// <summary>Sends what happened to one address, signed. Nothing goes by itself: a test says when, so that it need not wait.</summary>
internal sealed class NotionWebhooks(TimeProvider clock) : IAsyncDisposable
{
    private const int Attempts = 8;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentQueue<JsonObject> _pending = new();
    private Uri? _address;
    private bool _confirmed;

    /// <summary>The key of the signatures, as the subscriber was told it; null before.</summary>
    public string? Token { get; private set; }

    /// <summary>Events that wait, in the order in which they happened.</summary>
    public IReadOnlyList<JsonObject> Pending => [.. _pending];

    /// <summary>Makes a subscription: sends the token, unsigned. Events flow once <see cref="Confirm"/> was called with it.</summary>
    /// <returns>The status of the subscriber's answer.</returns>
    public async Task<int> SubscribeAsync(Uri address, CancellationToken cancellationToken = default)
    {
        (_address, _confirmed) = (address, false);
        Token = "secret_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return await PostAsync(new JsonObject { ["verification_token"] = Token }, sign: false, cancellationToken);
    }

    /// <summary>As a person pastes the token into Notion's settings.</summary>
    public void Confirm(string token) => _confirmed = token == Token ? true : throw new ArgumentException("This is not the token that was sent.", nameof(token));

    /// <summary>Notes an event; nothing without a subscription.</summary>
    public void Happened(string type, Guid entity, string kind, JsonObject data, Guid author, string authorType)
    {
        if (!_confirmed)
            return;
        _pending.Enqueue(new JsonObject
        {
            ["id"] = Guid.CreateVersion7().ToString(),
            ["timestamp"] = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["workspace_id"] = NotionWorkspace.WorkspaceId.ToString(),
            ["workspace_name"] = NotionWorkspace.WorkspaceName,
            ["subscription_id"] = "11111111-0000-7000-8000-000000000001",
            ["integration_id"] = "11111111-0000-7000-8000-000000000002",
            ["authors"] = new JsonArray(new JsonObject { ["id"] = author.ToString(), ["type"] = authorType }),
            ["attempt_number"] = 1,
            ["api_version"] = NotionSimulator.Version,
            ["entity"] = new JsonObject { ["id"] = entity.ToString(), ["type"] = kind },
            ["type"] = type,
            ["data"] = data,
        });
    }

    /// <summary>Sends all that wait. One that is not taken waits again, up to eight attempts.</summary>
    /// <param name="order">Changes the order, leaves some out, sends some twice; null sends them as they happened.</param>
    /// <returns>How many were taken.</returns>
    public async Task<int> SendAsync(Func<IReadOnlyList<JsonObject>, IEnumerable<JsonObject>>? order = null, CancellationToken cancellationToken = default)
    {
        var batch = new List<JsonObject>();
        while (_pending.TryDequeue(out var happened))
            batch.Add(happened);
        var taken = 0;
        foreach (var happened in order?.Invoke(batch) ?? batch)
        {
            if (await PostAsync(happened, sign: true, cancellationToken) is >= 200 and < 300)
                taken++;
            else if ((int)happened["attempt_number"]! is var attempt && attempt < Attempts)
            {
                var again = (JsonObject)happened.DeepClone();
                again["attempt_number"] = attempt + 1;
                _pending.Enqueue(again);
            }
        }
        return taken;
    }

    private async Task<int> PostAsync(JsonObject body, bool sign, CancellationToken cancellationToken)
    {
        var raw = Encoding.UTF8.GetBytes(body.ToJsonString());
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(raw) };
        request.Content.Headers.ContentType = new("application/json");
        if (sign)
            request.Headers.Add("X-Notion-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Token!), raw))}");
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
