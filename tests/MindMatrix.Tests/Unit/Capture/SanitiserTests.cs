using System.Text;
using CsCheck;
using MindMatrix.Capture;

namespace MindMatrix.Tests.Unit.Capture;

public sealed class SanitiserTests
{

    /// <summary>What decision-science 5.3, control 2 has dropped.</summary>
    private static readonly int[] Hidden =
    [
        .. Range(0x00, 0x1F).Where(c => c is not ('\n' or '\t' or '\r')), .. Range(0x7F, 0x9F), .. Range(0x200B, 0x200F), .. Range(0x202A, 0x202E), .. Range(0x2060, 0x2069), 0xFEFF, 0xAD, 0x61C,
        .. Range(0xFE00, 0xFE0F), .. Range(0xE0000, 0xE007F), .. Range(0xE0100, 0xE01EF),
    ];

    private static readonly Gen<int> AnyHidden = Gen.Int[0, Hidden.Length - 1].Select(i => Hidden[i]);

    /// <summary>Texts rich in what the sanitiser looks for, unlike those of a uniform generator.</summary>
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char['a', 'z'].Select(c => (int)c), AnyHidden, Gen.Int[0, 0xD7FF], Gen.Int[0xE000, 0x10FFFF], Gen.Int[0x300, 0x36F], Gen.Int[0, 0].Select(_ => (int)'\r'), Gen.Int[0, 0].Select(_ => (int)' '))
        .Array[0, 30].Select(runes => string.Concat(runes.Select(char.ConvertFromUtf32)));

    [Fact]
    public void What_a_reader_does_not_see_is_taken_out_and_counted()
    {
        var tags = string.Concat("ignore".Select(c => char.ConvertFromUtf32(0xE0000 + c)));

        var clean = Sanitiser.Sanitise($"Hire\u200B Ann\u202E{tags} or\u0007 wait\uFEFF?");

        Assert.Equal(new Sanitiser.Clean("Hire Ann or wait?", 4 + 6), clean);
    }

    [Fact]
    public void Each_hidden_character_is_taken_out_and_counted() =>
        Assert.All(Hidden, c => Assert.Equal(new Sanitiser.Clean("ab", 1), Sanitiser.Sanitise($"a{char.ConvertFromUtf32(c)}b")));

    [Theory]
    [InlineData(0x20)]
    [InlineData(0x7E)]
    [InlineData(0xA1)]
    [InlineData(0x2010)]
    [InlineData(0x206A)]
    [InlineData(0x1F600)]
    [InlineData(0xE0080)]
    public void The_neighbours_of_hidden_characters_stay(int c) =>
        Assert.Equal(new Sanitiser.Clean($"a{char.ConvertFromUtf32(c)}b", 0), Sanitiser.Sanitise($"a{char.ConvertFromUtf32(c)}b"));

    [Theory]
    [InlineData("a\r\n\tb\n", "a\n\tb")]
    [InlineData("a\rb", "a\nb")]
    [InlineData("a\u2028b\u2029c", "a\nb\nc")]
    public void Lines_and_tabs_stay(string text, string clean) => Assert.Equal(new Sanitiser.Clean(clean, 0), Sanitiser.Sanitise(text));

    [Theory]
    [InlineData("ﬁle", "file")]
    [InlineData("Ｈｉｒｅ", "Hire")]
    [InlineData("e\u0301", "é")]
    public void One_way_of_writing_is_kept(string text, string clean) => Assert.Equal(clean, Sanitiser.Sanitise(text).Text);

    [Fact]
    public void A_word_broken_by_hidden_characters_is_whole_again() => Assert.Equal("é", Sanitiser.Sanitise("e\u200B\u0301").Text);

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("\u200B\uFEFF")]
    public void Nothing_to_see_is_an_empty_text(string text) => Assert.Equal("", Sanitiser.Sanitise(text).Text);

    [Fact]
    public void Half_a_character_does_no_harm() => Assert.Equal(new Sanitiser.Clean("a\uFFFDb", 0), Sanitiser.Sanitise("a\uD800b"));

    [Fact]
    public void A_second_pass_changes_nothing() => Texts.Holds(text =>
    {
        var once = Sanitiser.Sanitise(text).Text;
        return Sanitiser.Sanitise(once) == new Sanitiser.Clean(once, 0);
    });

    [Fact]
    public void Nothing_hidden_is_left() => Texts.Holds(text => !Sanitiser.Sanitise(text).Text.EnumerateRunes().Any(r => Hidden.Contains(r.Value)));

    [Fact]
    public void As_many_are_counted_as_were_hidden() => Texts.Holds(text => Sanitiser.Sanitise(text).Removed == text.EnumerateRunes().Count(r => Hidden.Contains(r.Value)));

    [Fact]
    public void What_is_hidden_has_no_effect_on_the_rest() => Gen.Select(Texts, AnyHidden, Gen.Int[0, 60]).Holds((text, hidden, at) =>
    {
        var runes = text.EnumerateRunes().ToList();
        runes.Insert(Math.Min(at, runes.Count), new Rune(hidden));
        return Sanitiser.Sanitise(string.Concat(runes)).Text == Sanitiser.Sanitise(text).Text;
    });

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);
}
