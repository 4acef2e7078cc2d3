using System.Text.Json;
using System.Text.Json.Nodes;

namespace MindMatrix.Notion;

/// <summary>Blocks to be written. A text too long for one block is refused when it is sent; <see cref="Paragraphs"/> and <see cref="Code"/> make several.</summary>
public static class Blocks
{
    // Runs allow for 200,000; the bytes of a request, of which an emoji takes twelve, do not.
    private const int MostText = 60_000;

    /// <summary>A paragraph.</summary>
    public static Block Paragraph(params IEnumerable<RichText> runs) => Text("paragraph", runs);

    /// <inheritdoc cref="Paragraph(IEnumerable{RichText})"/>
    public static Block Paragraph(string text) => Paragraph(RichText.Of(text));

    /// <summary>A paragraph for each line of the text that is not empty.</summary>
    public static IEnumerable<Block> Paragraphs(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)).SelectMany(line => RichText.Chunks(line, MostText)).Select(Paragraph);

    /// <summary>A heading of level 1 to 4.</summary>
    public static Block Heading(int level, string text) => level is >= 1 and <= 4
        ? Text($"heading_{level}", RichText.Of(text))
        : throw new ArgumentOutOfRangeException(nameof(level), level, "Notion has headings from 1 to 4.");

    /// <summary>A box with an emoji.</summary>
    /// <param name="color">For example blue_background.</param>
    public static Block Callout(string emoji, string color, IEnumerable<RichText> runs, params IEnumerable<Block> children)
    {
        var block = Text("callout", runs, children);
        block.Content["icon"] = new JsonObject { ["type"] = "emoji", ["emoji"] = emoji };
        block.Content["color"] = color;
        return block;
    }

    /// <inheritdoc cref="Callout(string, string, IEnumerable{RichText}, IEnumerable{Block})"/>
    public static Block Callout(string emoji, string color, string text) => Callout(emoji, color, RichText.Of(text));

    /// <summary>A line that opens to show what is within.</summary>
    public static Block Toggle(string text, params IEnumerable<Block> children) => Text("toggle", RichText.Of(text), children);

    /// <summary>A point.</summary>
    public static Block Bullet(IEnumerable<RichText> runs, params IEnumerable<Block> children) => Text("bulleted_list_item", runs, children);

    /// <inheritdoc cref="Bullet(IEnumerable{RichText}, IEnumerable{Block})"/>
    public static Block Bullet(string text) => Bullet(RichText.Of(text));

    /// <summary>A numbered point.</summary>
    public static Block Numbered(string text, params IEnumerable<Block> children) => Text("numbered_list_item", RichText.Of(text), children);

    /// <summary>A point to tick.</summary>
    public static Block ToDo(IEnumerable<RichText> runs, bool ticked = false)
    {
        var block = Text("to_do", runs);
        block.Content["checked"] = ticked;
        return block;
    }

    /// <inheritdoc cref="ToDo(IEnumerable{RichText}, bool)"/>
    public static Block ToDo(string text, bool ticked = false) => ToDo(RichText.Of(text), ticked);

    /// <summary>A quotation.</summary>
    public static Block Quote(string text) => Text("quote", RichText.Of(text));

    /// <summary>Code in full: in as many blocks as it takes, one for each 60,000 characters.</summary>
    /// <param name="language">One that Notion knows, for example json or plain text.</param>
    public static IEnumerable<Block> Code(string text, string language = "plain text")
    {
        foreach (var part in RichText.Chunks(text, MostText))
        {
            var block = Text("code", RichText.Of(part));
            block.Content["language"] = language;
            yield return block;
        }
    }

    /// <summary>A line across.</summary>
    public static Block Divider() => new() { Type = "divider" };

    /// <summary>A link shown as a card.</summary>
    public static Block Bookmark(string url) => new() { Type = "bookmark", Content = new JsonObject { ["url"] = url } };

    /// <summary>A link to a page or to a database.</summary>
    public static Block LinkToPage(NotionId page) => new() { Type = "link_to_page", Content = new JsonObject { ["type"] = "page_id", ["page_id"] = page.ToString() } };

    /// <inheritdoc cref="LinkToPage"/>
    public static Block LinkToDatabase(NotionId database) => new() { Type = "link_to_page", Content = new JsonObject { ["type"] = "database_id", ["database_id"] = database.ToString() } };

    /// <summary>The page's headings.</summary>
    public static Block TableOfContents() => new() { Type = "table_of_contents" };

    /// <summary>A table; the first row is its head.</summary>
    public static Block Table(IReadOnlyList<IReadOnlyList<string>> rows) => new()
    {
        Type = "table",
        Content = new JsonObject { ["table_width"] = rows[0].Count, ["has_column_header"] = true, ["has_row_header"] = false },
        Children = [.. rows.Select(cells => new Block { Type = "table_row", Content = new JsonObject { ["cells"] = new JsonArray([.. cells.Select(c => Json(RichText.Of(c)))]) } })],
    };

    private static Block Text(string type, IEnumerable<RichText> runs, IEnumerable<Block>? children = null) =>
        new() { Type = type, Content = new JsonObject { ["rich_text"] = Json(runs) }, Children = [.. children ?? []] };

    private static JsonNode Json(IEnumerable<RichText> runs)
    {
        var list = runs.ToList();
        Limits.Check("rich_text", list.Count, RichText.MaxRuns, "runs of text in one block");
        return JsonSerializer.SerializeToNode(list, NotionJson.Options)!;
    }
}
