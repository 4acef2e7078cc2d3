using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>How Notion's JSON is written and read.</summary>
public static class NotionJson
{
    /// <summary>Snake case; an absent value is left out, not written as null.</summary>
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Text is not embedded in HTML here, and an escaped one takes six times its room of the 500 KB.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    internal static string? Text(this JsonElement json, string name) => json.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
