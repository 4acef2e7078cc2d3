using System.Text.Json;
using System.Text.RegularExpressions;
using MindMatrix.Offline.Extraction;

namespace MindMatrix.Tests.Unit.Offline;

/// <summary>
/// What is read out of the labelled thoughts, against their labels. The bars are floors: recall may not fall below them, and precision neither,
/// so that nothing is won by naming more.
/// </summary>
public sealed partial class DevelopmentSetTests(ITestOutputHelper output)
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly (Labelled Item, TextFacts Facts)[] Items =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "triage-dev.jsonl")).Select(line => JsonSerializer.Deserialize<Labelled>(line, Reading)!)
            .Select(item => (item, TextFacts.Of(item.Content.Length > 0 ? $"{item.Title}\n\n{item.Content}" : item.Title, Ask.Tuesday))),
    ];

    private static readonly HashSet<string> Small = ["a", "an", "the", "to", "of", "for", "at", "in", "on", "and", "it", "our", "my", "with", "by"];

    [Fact]
    public void Options_are_found_in_the_words_of_the_text_and_few_others()
    {
        var decisions = Items.Where(i => i.Item.Type == "strategic").ToList();
        var labelled = decisions.Where(i => i.Item.Options.Length > 0).ToList();
        var pairs = labelled.Select(i => (Labels: i.Item.Options, Found: i.Facts.Options.Select(o => o.Own).ToArray())).ToList();
        var recall = Share(pairs.SelectMany(p => p.Labels.Select(l => p.Found.Any(f => SameWay(f, l)))));
        var close = Share(pairs.SelectMany(p => p.Labels.Select(l => p.Found.Any(f => Overlap(f, l) >= 0.6))));
        var precision = Share(pairs.SelectMany(p => p.Found.Select(f => p.Labels.Any(l => SameWay(f, l)))));
        var spared = Share(decisions.Where(i => i.Item.Options.Length == 0).Select(i => i.Facts.Options.Count == 0));

        output.WriteLine($"options: recall {recall:F3}, close {close:F3}, precision {precision:F3}, none where none are labelled {spared:F3}");
        Assert.True(recall >= 0.85, $"recall {recall:F3}");
        Assert.True(close >= 0.8, $"close {close:F3}");
        Assert.True(precision >= 0.9, $"precision {precision:F3}");
        Assert.True(spared >= 0.85, $"spared {spared:F3}");
        Assert.All(decisions, i => Assert.InRange(i.Facts.Options.Count, 0, OptionExtractor.Most));
    }

    [Fact]
    public void Amounts_are_found_and_numbers_that_are_none_are_left_alone()
    {
        var pairs = Items.Select(i => (Labels: i.Item.Amounts.Distinct().ToArray(), Found: i.Facts.Money.Select(m => m.Amount).Distinct().ToArray())).ToList();
        var recall = Share(pairs.SelectMany(p => p.Labels.Select(l => p.Found.Any(f => Near(f, l)))));
        var precision = Share(pairs.SelectMany(p => p.Found.Select(f => p.Labels.Any(l => Near(f, l)))));

        output.WriteLine($"amounts: recall {recall:F3}, precision {precision:F3}");
        Assert.True(recall >= 0.95, $"recall {recall:F3}");
        Assert.True(precision >= 0.97, $"precision {precision:F3}");

        static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
    }

    [Fact]
    public void Deadlines_are_the_phrase_of_the_text()
    {
        // What is kept for reference is due at no time; its dates are not asked for.
        var live = Items.Where(i => i.Item.Type != "reference").Select(i => (Label: i.Item.Deadline, Found: i.Facts.Deadline?.Span.In(i.Facts.Text))).ToList();
        var recall = Share(live.Where(l => l.Label is not null).Select(l => l.Found is not null && SameWay(l.Found, l.Label!)));
        var precision = Share(live.Where(l => l.Found is not null).Select(l => l.Label is not null && SameWay(l.Found!, l.Label)));

        output.WriteLine($"deadlines: recall {recall:F3}, precision {precision:F3}");
        Assert.True(recall >= 0.88, $"recall {recall:F3}");
        Assert.True(precision >= 0.82, $"precision {precision:F3}");
    }

    [Fact]
    public void Most_doors_that_open_one_way_are_seen()
    {
        var agreement = Share(Items.Where(i => i.Item.Type == "strategic").Select(i => IsOneWay(i.Facts) == i.Item.OneWay));

        output.WriteLine($"one way: agreement {agreement:F3}");
        Assert.True(agreement >= 0.82, $"agreement {agreement:F3}");

        static bool IsOneWay(TextFacts facts) =>
            facts.OneWay.Select(s => s.In(facts.Text).ToLowerInvariant()).Distinct().Count() > OneWayCues.SoftCount(facts.Words);
    }

    private static double Share(IEnumerable<bool> hits) => hits.Select(h => h ? 1.0 : 0).DefaultIfEmpty(1).Average();

    /// <summary>Half of the telling words agree, or all of one are in the other.</summary>
    private static bool SameWay(string found, string label)
    {
        var (a, b) = (Telling(found), Telling(label));
        return Overlap(found, label) >= 0.5 || (a.Length > 0 && b.Length > 0 && (b.All(a.Contains) || a.All(b.Contains)));
    }

    /// <summary>F1 of the telling words, each counted as often as it stands.</summary>
    private static double Overlap(string found, string label)
    {
        var (a, b) = (Telling(found), Telling(label).ToList());
        var total = a.Length + b.Count;
        var shared = a.Count(b.Remove);
        return total == 0 ? 1 : 2.0 * shared / total;
    }

    private static string[] Telling(string text) =>
        [.. WordPattern().Matches(text.ToLowerInvariant().Replace('’', '\'')).Select(m => m.Value).Where(w => !Small.Contains(w))];

    [GeneratedRegex(@"[\p{L}\p{N}']+")]
    private static partial Regex WordPattern();

    private sealed record Labelled(string Id, string Title, string Content, string Type, string[] Options, double[] Amounts, string? Deadline, bool OneWay);
}
