using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace MindMatrix.Capture;

/// <summary>Makes text of HTML: what a reader of the page would see, no comments, scripts, styles or hidden elements.</summary>
internal static partial class PlainText
{
    private static readonly HashSet<string> Unread = ["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "HEAD", "IFRAME", "OBJECT", "SVG"];
    private static readonly HashSet<string> Blocks = ["P", "DIV", "BR", "LI", "TR", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "PRE", "TABLE", "UL", "OL", "SECTION", "ARTICLE"];

    /// <summary>The text; as it is when it holds no markup.</summary>
    public static string Of(string text)
    {
        if (!Markup().IsMatch(text))
            return text;
        var plain = new StringBuilder();
        Append(new HtmlParser().ParseDocument(text).DocumentElement, plain);
        return BlankLines().Replace(plain.ToString(), "\n\n").Trim();
    }

    private static void Append(INode node, StringBuilder plain)
    {
        switch (node)
        {
            case IText words:
                plain.Append(words.Data);
                break;
            case IElement element when Unread.Contains(element.TagName.ToUpperInvariant()) && element.TagName is not "HEAD" || IsHidden(node):
                break;
            default:
                foreach (var child in node.ChildNodes)
                    Append(child, plain);
                if (node is IElement block && Blocks.Contains(block.TagName.ToUpperInvariant()))
                    plain.Append('\n');
                break;
        }
    }

    private static bool IsHidden(INode node) => node is IElement element
        && (element.HasAttribute("hidden") || HiddenStyle().IsMatch(element.GetAttribute("style") ?? ""));

    [GeneratedRegex(@"<!--|</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?!\.)", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex(@"\n\s*\n\s*")]
    private static partial Regex BlankLines();
}
