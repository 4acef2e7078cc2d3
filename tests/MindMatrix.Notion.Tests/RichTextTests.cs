using System.Text;
using System.Text.Json;
using CsCheck;

namespace MindMatrix.Notion.Tests;

public sealed class RichTextTests
{
    // Texts of whole characters, of one UTF-16 unit and of two.
    private static readonly string[] Alphabet = ["a", "ß", "…", "漢", "🎯", "𝄞"];
    private static readonly Gen<string> Texts = Gen.Int[0, Alphabet.Length - 1].Select(i => Alphabet[i]).Array[0, 60].Select(string.Concat);

    [Fact]
    public void A_text_in_parts_is_the_same_text() =>
        Gen.Select(Texts, Gen.Int[2, 20]).Holds((text, length) => string.Concat(RichText.Chunks(text, length)) == text);

    [Fact]
    public void No_part_is_too_long_or_empty() =>
        Gen.Select(Texts, Gen.Int[2, 20]).Holds((text, length) => RichText.Chunks(text, length).All(part => part.Length >= 1 && part.Length <= length));

    [Fact]
    public void No_part_is_shorter_than_it_must_be() =>
        Gen.Select(Texts, Gen.Int[2, 20]).Holds((text, length) => RichText.Chunks(text, length).SkipLast(1).All(part => part.Length >= length - 1));

    [Fact]
    public void No_character_is_cut() =>
        Gen.Select(Texts, Gen.Int[2, 20]).Holds((text, length) => RichText.Chunks(text, length).All(IsWhole));

    [Fact]
    public void A_lone_surrogate_neither_stops_nor_loops()
    {
        var text = new string('\uD83C', 5_001);

        Assert.Equal(text, string.Concat(RichText.Chunks(text, RichText.MaxLength)));
    }

    [Fact]
    public void A_character_across_the_limit_goes_to_the_next_run()
    {
        var runs = RichText.Of(new string('x', 1_999) + "🎯" + "y");

        Assert.Equal([1_999, 3], runs.Select(r => r.PlainText.Length));
    }

    [Fact]
    public void All_runs_are_read_whatever_their_style_and_kind()
    {
        var runs = Read("""
            [{"type":"text","text":{"content":"Buy "},"annotations":{"bold":false,"italic":false,"strikethrough":false,"underline":false,"code":false,"color":"default"},"plain_text":"Buy ","href":null},
             {"type":"text","text":{"content":"two","link":{"url":"https://example.org/"}},"annotations":{"bold":true,"italic":false,"strikethrough":false,"underline":false,"code":false,"color":"red"},"plain_text":"two","href":"https://example.org/"},
             {"type":"mention","mention":{"type":"date","date":{"start":"2026-11-23","end":null}},"annotations":{},"plain_text":" 2026-11-23","href":null},
             {"type":"equation","equation":{"expression":"e=mc^2"},"plain_text":"e=mc^2","href":null},
             {"type":"hologram","hologram":{"depth":3},"plain_text":"?","href":null}]
            """);

        Assert.Equal("Buy two 2026-11-23e=mc^2?", runs.PlainText());
        Assert.Equal(("https://example.org/", true, "red"), (runs[1].Link, runs[1].Style.Bold, runs[1].Style.Color));
    }

    [Fact]
    public void Runs_are_written_as_they_were_read_without_what_Notion_fills_in()
    {
        var runs = Read("""
            [{"type":"text","text":{"content":"two","link":{"url":"https://example.org/"}},"annotations":{"bold":true},"plain_text":"two","href":"https://example.org/"},
             {"type":"hologram","hologram":{"depth":3},"plain_text":"?","href":null}]
            """);

        Assert.Equal("""[{"type":"text","text":{"content":"two","link":{"url":"https://example.org/"}},"annotations":{"bold":true,"italic":false,"strikethrough":false,"underline":false,"code":false,"color":"default"}},{"type":"hologram","hologram":{"depth":3}}]""",
            JsonSerializer.Serialize(runs, NotionJson.Options));
    }

    [Fact]
    public void A_run_that_is_too_long_is_refused_before_it_is_sent()
    {
        var run = new RichText { PlainText = new string('x', 2_001) };

        Assert.Throws<NotionLimitException>(() => JsonSerializer.Serialize(run, NotionJson.Options));
    }

    private static List<RichText> Read(string json) => JsonSerializer.Deserialize<List<RichText>>(json, NotionJson.Options)!;

    private static bool IsWhole(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
