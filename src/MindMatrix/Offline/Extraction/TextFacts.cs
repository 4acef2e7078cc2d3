using MindMatrix.Language;

namespace MindMatrix.Offline.Extraction;

/// <summary>Everything the rules know of a text. What is not here is not known and is asked, never assumed.</summary>
internal sealed class TextFacts
{
    // Thoughts are short. Beyond this the rules read no further: a decision is framed in its first pages, and time stays bounded.
    private const int MostCharacters = 20_000;

    private TextFacts(string text, DateOnly today)
    {
        Text = text;
        Words = new Words(WithoutHalves(Head(text)));
        var numbers = NumberExtractor.Read(Words);
        Dates = DateExtractor.Read(Words, today);
        Deadline = Deadlines.Read(Words, Dates);
        Money = MoneyExtractor.Read(Words, numbers, Dates);
        Percents = Quantities.Percents(Words, numbers);
        Durations = Quantities.Durations(Words, numbers);
        Ways = OptionExtractor.Read(Words, Money);
        Constraints = Extraction.Constraints.Read(Words);
        Names = Extraction.Names.Read(Words);
        OneWay = OneWayCues.Read(Words, Durations);
    }

    public string Text { get; }
    public Words Words { get; }
    public IReadOnlyList<MoneyMention> Money { get; }
    public IReadOnlyList<PercentMention> Percents { get; }
    public IReadOnlyList<DurationMention> Durations { get; }
    public IReadOnlyList<DateMention> Dates { get; }

    /// <summary>Every way the text names; a single one where it asks «should I X».</summary>
    public IReadOnlyList<OptionMention> Ways { get; }

    /// <summary>The ways the text sets against each other, in its own words: two or more, or none.</summary>
    public IReadOnlyList<OptionMention> Options => Ways.Count > 1 ? Ways : [];

    public IReadOnlyList<TextSpan> Constraints { get; }
    public IReadOnlyList<NameMention> Names { get; }
    public IReadOnlyList<TextSpan> OneWay { get; }

    /// <summary>The currency most often named; null when none is.</summary>
    public string? Currency => Money.Where(m => m.Currency is not null).GroupBy(m => m.Currency)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Min(m => m.Span.Start)).Select(g => g.Key).FirstOrDefault();

    /// <summary>Until when the text says that something must be done, as the phrase it uses («by noon tomorrow», «before the AGM»); its day where the words fix one.</summary>
    public DateMention? Deadline { get; }

    public static TextFacts Of(string text, DateOnly today) => new(text, today);

    /// <summary>
    /// The words under <paramref name="span"/>, letter for letter, or null where they would not survive being written as JSON.
    /// </summary>
    public string? Quote(TextSpan span)
    {
        var words = span.In(Text);
        for (var i = 0; i < words.Length; i++)
        {
            if (char.IsHighSurrogate(words[i]) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]))
                i++;
            else if (char.IsSurrogate(words[i]) || words[i] == '\0')
                return null;
        }
        return words.Length > 0 ? words : null;
    }

    /// <summary>
    /// Half characters, which no valid text has but input may, become U+FFFD one for one: places stay the same and nothing later trips over them.
    /// </summary>
    private static string WithoutHalves(string text)
    {
        char[]? mended = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                (mended ??= text.ToCharArray())[i] = '\uFFFD';
        }
        return mended is null ? text : new string(mended);
    }

    private static string Head(string text)
    {
        if (text.Length <= MostCharacters)
            return text;
        var cut = MostCharacters;
        return text[..(char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)];
    }
}
