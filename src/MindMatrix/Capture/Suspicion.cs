using System.Text;
using System.Text.RegularExpressions;

namespace MindMatrix.Capture;

/// <summary>
/// Notices what texts do that try to give orders to a model. A notice is for the reader and stops nothing: what protects is that no
/// model has tools, and that code checks what models say.
/// </summary>
internal static partial class Suspicion
{
    // Cyrillic and Greek letters that look like Latin ones.
    private const string Lookalikes = "аеорсухіјѕԁһӏցԛԝАВЕКМНОРСТХІЈЅοραειΟΡΑΕΙΤΗΜΝΒΚΧ";
    private const string Latin = "aeopcyxijsdhlgqwABEKMHOPCTXIJSopaeiOPAEITHMNBKX";

    /// <summary>What is odd about the text as it came in, each in words for people; empty for most.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var clean = Sanitiser.Sanitise(text).Text;
        // Emoji, soft hyphens and byte order marks are typed by honest people.
        var removed = Sanitiser.Sanitise(Harmless().Replace(text, "")).Removed;
        var notices = new List<string>();
        if (removed > 0)
            notices.Add($"The text holds {removed} hidden characters; they were taken out before a model read it.");
        if (PlainText.Of(clean) is var visible && Visible(visible) < Visible(clean) && HiddenMarkup().IsMatch(clean))
            notices.Add("The text holds markup that a reader does not see; it was taken out before a model read it.");
        var latin = ToLatin(clean);
        if (MixedWord().IsMatch(clean))
            notices.Add("Words of the text mix letters of two alphabets that look alike.");
        foreach (var source in new[] { latin, ToLatin(text.Normalize(NormalizationForm.FormKC)), Decoded(clean) }.Distinct())
        {
            if (Order().Match(source) is { Success: true } order)
            {
                notices.Add($"The text tries to give orders to the model: «{Short(order.Value)}». They were not followed.");
                break;
            }
        }
        if (Impersonation().Match(latin) is { Success: true } fake)
            notices.Add($"The text poses as a message of the system: «{Short(fake.Value)}».");
        if (Exfiltration().Match(latin) is { Success: true } link)
            notices.Add($"The text holds a link that could carry data away: «{Short(link.Value.Replace("://", "[:]//", StringComparison.Ordinal))}».");
        if (Blob().IsMatch(clean))
            notices.Add("The text holds a long run of encoded characters.");
        return notices;
    }

    private static int Visible(string text) => text.Count(c => !char.IsWhiteSpace(c));

    private static string ToLatin(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = Lookalikes.IndexOf(from[i], StringComparison.Ordinal) is var at and >= 0 ? Latin[at] : from[i];
    });

    /// <summary>What a Base64 run of the text says, if it says something; else empty.</summary>
    private static string Decoded(string text)
    {
        foreach (Match run in Base64().Matches(text))
        {
            var bytes = new byte[run.Length];
            if (Convert.TryFromBase64String(run.Value.PadRight((run.Length + 3) / 4 * 4, '='), bytes, out var length) && length > 0)
            {
                var decoded = Encoding.UTF8.GetString(bytes, 0, length);
                if (decoded.All(c => !char.IsControl(c) || char.IsWhiteSpace(c)) && Order().IsMatch(decoded))
                    return decoded;
            }
        }
        return "";
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 80 ? line : line[..79] + "…";
    }

    [GeneratedRegex(@"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:instructions?|prompts?|rules|guidelines|above|previous|mandate|gates?)\b|\byou are now\b|\bnew (?:system )?instructions?\s*:|\b(?:reveal|print|repeat|show|output)\b[^.\n]{0,30}\b(?:system prompt|api key|your instructions|secrets?|passwords?)\b|\b(?:do not|don't|never) (?:tell|mention|inform|warn)\b[^.\n]{0,30}\b(?:user|owner|human|reader|person)\b|\b(?:approve|execute|recommend|choose|select)\b[^.\n]{0,60}\b(?:without (?:asking|review|approval)|automatically|immediately|no matter what|regardless)\b|\bset (?:the )?(?:score|probability|confidence|gate)s?\b[^.\n]{0,40}\b(?:to|as)\b|\b(?:as an ai|dear (?:ai|assistant|model))\b|\bif you are an? (?:ai|llm|language model|assistant)\b|\b(?:respond|reply|answer) (?:only )?with\b[^.\n]{0,30}(?:json|\{)|\bpretend\b[^.\n]{0,30}\byou\b|\bignoriere\b[^.\n]{0,40}\banweisungen\b|\bignorez?\b[^.\n]{0,40}\binstructions\b", RegexOptions.IgnoreCase)]
    private static partial Regex Order();

    [GeneratedRegex(@"(?m)^\s*(?:\[?(?:system|assistant|developer|admin(?:istrator)?)\]?\s*(?:message|note|prompt|override)?\s*[:\]>]|<\|?(?:im_start|system|end_of_turn|endoftext)\b|\[/?INST\]|###\s*(?:system|instruction|assistant)|-{3,}\s*(?:begin|end) (?:system|instructions?))|</?text>|\{\s*""(?:recommendedSlug|type|options|role)""\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Impersonation();

    [GeneratedRegex(@"!\[[^\]]*\]\([^)]*\)|!\[[^\]]*\]\[[^\]]*\]|^\s*\[[^\]]+\]:\s*\S+|<img\b[^>]*>|\b(?:https?|ftp|data|javascript):\S*[?&#=]\S*(?:=|\{)\S*|\bjavascript:\S+|\bdata:[a-z]+/\S+", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Exfiltration();

    [GeneratedRegex("[\\u00ad\\u200d\\ufe0e\\ufe0f\\ufeff]")]
    private static partial Regex Harmless();

    [GeneratedRegex(@"<!--|style\s*=|\bhidden\b|<script|<template", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenMarkup();

    [GeneratedRegex(@"\b(?=\w*[a-zA-Z])(?=\w*[\u0370-\u03ff\u0400-\u04ff])[a-zA-Z\u0370-\u03ff\u0400-\u04ff]{3,}\b")]
    private static partial Regex MixedWord();

    [GeneratedRegex(@"[A-Za-z0-9+/]{24,}={0,2}")]
    private static partial Regex Base64();

    [GeneratedRegex(@"[A-Za-z0-9+/=_-]{120,}")]
    private static partial Regex Blob();
}
