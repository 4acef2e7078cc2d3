using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace MindMatrix.Notion;

/// <summary>The id of a page, block, database, data source, user, comment or upload: equal with and without dashes.</summary>
[JsonConverter(typeof(NotionId.Converter))]
public readonly partial record struct NotionId(Guid Value) : IParsable<NotionId>
{
    /// <summary>Reads 32 hexadecimal digits, with or without dashes, or a Notion address that ends in them.</summary>
    /// <exception cref="FormatException">It is none of these.</exception>
    public static NotionId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"«{text}» is not an id of Notion: 32 hexadecimal digits are needed, with or without dashes, or the page's address.");

    /// <inheritdoc cref="Parse(string)"/>
    public static bool TryParse([NotNullWhen(true)] string? text, out NotionId id)
    {
        id = default;
        var digits = text?.Trim() ?? "";
        // Of an address only the path counts: the query names a view.
        if (Uri.TryCreate(digits, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            digits = Tail().Match(address.AbsolutePath).Value.TrimEnd('/');
        if (!Whole().IsMatch(digits) || !Guid.TryParse(digits, out var value))
            return false;
        id = new NotionId(value);
        return true;
    }

    static NotionId IParsable<NotionId>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<NotionId>.TryParse(string? s, IFormatProvider? provider, out NotionId result) => TryParse(s, out result);

    /// <summary>A new id, for tests and simulations: Notion gives its own.</summary>
    public static NotionId New() => new(Guid.CreateVersion7());

    /// <summary>With dashes, as Notion answers.</summary>
    public override string ToString() => Value.ToString("D");

    [GeneratedRegex("^([0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$")]
    private static partial Regex Whole();

    [GeneratedRegex("([0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})/?$")]
    private static partial Regex Tail();

    internal sealed class Converter : JsonConverter<NotionId>
    {
        public override NotionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var id) ? id : throw new JsonException("An id of Notion is 32 hexadecimal digits.");

        public override void Write(Utf8JsonWriter writer, NotionId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
