using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MindMatrix.Settings;

namespace MindMatrix.Models;

/// <summary>
/// Goes over every word that a model says before anybody reads it: links, images and markup are taken out, because what a page or a
/// mirror renders can carry data away without a click. Links to hosts that the operator allows stay.
/// </summary>
internal sealed partial class OutputGate(AppSettings settings)
{
    public const string Removed = "[link removed]";

    /// <summary>The JSON with its texts made plain, and how many passages were taken out.</summary>
    public (JsonNode? Json, int Removed) Pass(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject o:
                var members = new JsonObject();
                var inside = 0;
                foreach (var (name, value) in o)
                {
                    var (passed, removed) = Pass(value);
                    members[name] = passed;
                    inside += removed;
                }
                return (members, inside);
            case JsonArray a:
                var entries = new JsonArray();
                var among = 0;
                foreach (var entry in a)
                {
                    var (passed, removed) = Pass(entry);
                    entries.Add(passed);
                    among += removed;
                }
                return (entries, among);
            case JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String:
                var (text, count) = Plain((string)value!);
                return (JsonValue.Create(text), count);
            default:
                return (json?.DeepClone(), 0);
        }
    }

    /// <summary>The text without links, images and markup, and how many there were.</summary>
    public (string Text, int Removed) Plain(string text)
    {
        text = Datamark.Unmark(text);
        var removed = 0;
        text = Image().Replace(text, m => Out(m.Groups["words"].Value));
        text = Link().Replace(text, m => Allowed(m.Groups["to"].Value) ? m.Value : Out(m.Groups["words"].Value));
        text = Definition().Replace(text, _ => Out(""));
        text = Markup().Replace(text, _ => { removed++; return ""; });
        text = Url().Replace(text, m => Allowed(m.Value) ? m.Value : Out(""));
        return (text, removed);

        string Out(string words)
        {
            removed++;
            return words.Length > 0 ? $"{words} {Removed}" : Removed;
        }
    }

    /// <summary>What readers should know of answers that held links or markup, one sentence for each.</summary>
    public IReadOnlyList<string> Flags(IEnumerable<ModelCall> calls) =>
        [.. calls.Select(c => (c.Purpose, Plain(c.Reply).Removed)).Where(c => c.Removed > 0).Select(c => $"A model's answer ({c.Purpose}) held {c.Removed} links or pieces of markup; they were taken out.")];

    private bool Allowed(string address) =>
        Uri.TryCreate(address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "https://" + address : address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && settings.AllowedLinkHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"!\[(?<words>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")]
    private static partial Regex Image();

    [GeneratedRegex(@"(?<!!)\[(?<words>[^\]]+)\]\((?<to>[^)\s]*)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\s*\[[^\]]+\]:\s*\S+.*$", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"<!--.*?-->|</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\b(?:https?|ftp|file|data|javascript|vbscript)\s?:(?://)?[^\s<>""'«»)\]]{2,}|\bwww\.[^\s<>""'«»)\]]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}/[^\s<>""'«»)\]]*", RegexOptions.IgnoreCase)]
    private static partial Regex Url();
}
