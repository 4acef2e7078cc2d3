using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MindMatrix.Offline.Extraction;

namespace MindMatrix.Offline.Questions;

/// <summary>What a question is about, which says what an answer to it changes.</summary>
internal enum Topic
{
    /// <summary>What an option brings in or saves.</summary>
    Brings,

    /// <summary>What an option costs.</summary>
    Costs,

    /// <summary>What an option is worth, all costs taken off.</summary>
    Worth,

    /// <summary>How likely an option reaches its aim.</summary>
    Chance,

    /// <summary>What today's situation costs.</summary>
    Today,

    /// <summary>How long the need lasts, which is the time that is reckoned over.</summary>
    Horizon,

    Currency,

    /// <summary>The day by which to decide.</summary>
    Deadline,

    /// <summary>What undoing an option takes.</summary>
    Undo,

    /// <summary>Cost and gain of all options at once; asked of each by itself.</summary>
    AllMoney,

    /// <summary>Words, for people and models to read.</summary>
    Free,
}

/// <summary>A question's topic, with the option it is about where it is about one.</summary>
internal sealed partial record QuestionTopic(Topic Topic, string? Option = null)
{
    private static readonly Dictionary<Topic, string> OfAnOption = new() { [Topic.Brings] = "brings", [Topic.Costs] = "costs", [Topic.Worth] = "worth", [Topic.Chance] = "chance" };

    private static readonly Dictionary<Topic, string> OfTheDecision = new() { [Topic.Today] = "today", [Topic.Horizon] = "horizon", [Topic.Currency] = "currency", [Topic.Deadline] = "decide-by" };

    /// <summary>The question's id: the same for the same question, however often it is asked.</summary>
    public string IdOf(string question) =>
        Option is { } slug && OfAnOption.TryGetValue(Topic, out var name) ? $"{name}-{slug}"
        : OfTheDecision.TryGetValue(Topic, out var whole) ? whole
        // The words make it readable, the digits of the hash tell alike words apart.
        : $"q-{OptionPhrase.Slug(question)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question.Trim().ToUpperInvariant())))[..4]}";

    /// <summary>The topic of a question with this id, whose words decide where the id is of no fixed form.</summary>
    public static QuestionTopic Of(string id, string question)
    {
        if (OfTheDecision.FirstOrDefault(t => t.Value == id) is { Value: not null } whole)
            return new(whole.Key);
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && OfAnOption.FirstOrDefault(t => t.Value == id[..dash]) is { Value: not null } own ? new(own.Key, id[(dash + 1)..]) : OfWords(question);
    }

    /// <summary>The topic of a question as a model, the rules or an adviser put it.</summary>
    public static QuestionTopic OfWords(string question) =>
        question.Contains("which currency", StringComparison.OrdinalIgnoreCase) ? new(Topic.Currency)
        : question.Contains("today's situation cost", StringComparison.OrdinalIgnoreCase) ? new(Topic.Today)
        : HowLong().IsMatch(question) ? new(Topic.Horizon)
        : Undone().IsMatch(question) ? new(Topic.Undo)
        : CostAndBring().IsMatch(question) ? new(Topic.AllMoney)
        : new(Topic.Free);

    [GeneratedRegex(@"^how long\b.*\b(need(ed)?|last)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HowLong();

    [GeneratedRegex(@"\b(be undone|get out|going back|undo)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Undone();

    [GeneratedRegex(@"\bcost and (bring|earn|save)|\bbring in, or save\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CostAndBring();
}
