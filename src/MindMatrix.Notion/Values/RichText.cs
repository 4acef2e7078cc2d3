using System.Text.Json;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>One run of text in one style.</summary>
[JsonConverter(typeof(RichTextConverter))]
public sealed record RichText
{
    /// <summary>Characters (UTF-16 units) in one run, at most.</summary>
    public const int MaxLength = 2_000;

    /// <summary>Runs in one list, at most.</summary>
    public const int MaxRuns = 100;

    /// <summary>text, mention, equation, or a kind that came later.</summary>
    public string Type { get; init; } = "text";

    /// <summary>What a person reads.</summary>
    public string PlainText { get; init; } = "";

    /// <summary>Where the text leads; null when nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>The style.</summary>
    public TextStyle Style { get; init; } = TextStyle.Plain;

    /// <summary>Of a kind other than text: what Notion said, and what it is told again.</summary>
    public JsonElement? Content { get; init; }

    /// <summary>
    /// A text in as many runs as it takes, each of at most <see cref="MaxLength"/> characters; none for an empty one. No character that needs two
    /// UTF-16 units is cut.
    /// </summary>
    public static IReadOnlyList<RichText> Of(string text, TextStyle? style = null, string? link = null) =>
        [.. Chunks(text, MaxLength).Select(part => new RichText { PlainText = part, Style = style ?? TextStyle.Plain, Link = link })];

    /// <summary>The text in parts of at most <paramref name="length"/> UTF-16 units (at least 2), never between the two units of one character.</summary>
    public static IEnumerable<string> Chunks(string text, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + length, text.Length);
            if (end < text.Length && char.IsHighSurrogate(text[end - 1]) && char.IsLowSurrogate(text[end]))
                end--;
            yield return text[start..end];
            start = end;
        }
    }
}

/// <summary>How a run looks.</summary>
/// <param name="Color">A colour, or one with <c>_background</c>; default for none.</param>
public sealed record TextStyle(bool Bold = false, bool Italic = false, bool Strikethrough = false, bool Underline = false, bool Code = false, string Color = "default")
{
    /// <summary>No style.</summary>
    public static readonly TextStyle Plain = new();

    /// <summary>Bold.</summary>
    public static readonly TextStyle Strong = new(Bold: true);
}

/// <summary>Runs, read together.</summary>
public static class RichTexts
{
    /// <summary>All runs as one text: a bold word does not end it.</summary>
    public static string PlainText(this IEnumerable<RichText> runs) => string.Concat(runs.Select(r => r.PlainText));
}

internal sealed class RichTextConverter : JsonConverter<RichText>
{
    public override RichText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var json = JsonElement.ParseValue(ref reader);
        var type = json.Text("type") ?? "text";
        var content = json.Member(type);
        return new RichText
        {
            Type = type,
            PlainText = (type == "text" ? content?.Text("content") : null) ?? json.Text("plain_text") ?? "",
            Link = json.Text("href") ?? content?.Member("link")?.Text("url"),
            Style = json.Member("annotations")?.Deserialize<TextStyle>(options) ?? TextStyle.Plain,
            Content = type == "text" ? null : content,
        };
    }

    public override void Write(Utf8JsonWriter writer, RichText value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", value.Type);
        writer.WritePropertyName(value.Type);
        if (value.Type != "text")
            (value.Content ?? default).WriteTo(writer);
        else
        {
            Limits.Check("text", value.PlainText.Length, RichText.MaxLength, "characters in one run; RichText.Of makes several");
            writer.WriteStartObject();
            writer.WriteString("content", value.PlainText);
            if (value.Link is { } link)
            {
                Limits.Check("link", link.Length, Limits.Url, "characters");
                writer.WriteStartObject("link");
                writer.WriteString("url", link);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        if (value.Style != TextStyle.Plain)
        {
            writer.WritePropertyName("annotations");
            JsonSerializer.Serialize(writer, value.Style, options);
        }
        writer.WriteEndObject();
    }
}
