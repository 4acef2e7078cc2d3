using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MindMatrix.Notion;

/// <summary>What Notion sends by itself. It signals only: fetch the thing it names. It may come late, twice, out of order or never.</summary>
public sealed record NotionEvent
{
    /// <summary>The same when it is sent again.</summary>
    public required NotionId Id { get; init; }

    /// <summary>page.created, page.properties_updated, data_source.schema_updated, comment.created …</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Who did it; one's own bot among them means one's own write.</summary>
    public IReadOnlyList<UserRef> Authors { get; init; } = [];

    /// <summary>From 1, up to 8.</summary>
    public int AttemptNumber { get; init; } = 1;

    /// <summary>To what.</summary>
    public required EntityRef Entity { get; init; }

    /// <summary>Its place, and what changed, as told.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>Of a row: its data source; null when not told.</summary>
    public NotionId? DataSourceId() => NotionId.TryParse(Data?.Member("parent")?.Text("data_source_id"), out var id) ? id : null;

    /// <summary>Every author is this bot.</summary>
    public bool IsOnlyBy(NotionId bot) => Authors.Count > 0 && Authors.All(a => a.Id == bot);
}

/// <summary>A thing by id and kind.</summary>
/// <param name="Type">page, data_source, database, block, comment …</param>
public sealed record EntityRef(NotionId Id, string Type);

/// <summary>Checks and reads what Notion sends.</summary>
public static class NotionWebhook
{
    /// <summary>The header that carries the signature.</summary>
    public const string SignatureHeader = "X-Notion-Signature";

    private const string Scheme = "sha256=";

    /// <summary>The signature over these bytes, as the header carries it.</summary>
    /// <param name="body">As it came, before any reading.</param>
    /// <param name="token">The verification token of the subscription.</param>
    public static string Sign(ReadOnlySpan<byte> body, string token) => Scheme + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), body));

    /// <summary>Whether the header is the signature over these bytes, in a time that tells nothing.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> body, string? header, string token) =>
        token.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header ?? ""), Encoding.UTF8.GetBytes(Sign(body, token)));

    /// <summary>The token of a new subscription, which comes unsigned and once; null when the body is something else.</summary>
    public static string? VerificationToken(ReadOnlySpan<byte> body) => NotionErrors.Parse(Encoding.UTF8.GetString(body))?.Text("verification_token");

    /// <summary>The event; null when the body is none.</summary>
    public static NotionEvent? Event(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<NotionEvent>(body, NotionJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
