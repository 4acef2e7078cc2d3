using CsCheck;
using MindMatrix.Knowledge;

namespace MindMatrix.Tests.Unit.Knowledge;

public sealed class NodesTests
{
    [Theory]
    [InlineData("Acme Ltd.", "acme ltd")]
    [InlineData("C++", "c++")]
    [InlineData("C#", "c#")]
    [InlineData("  ACME   LTD  ", "acme ltd")]
    [InlineData("Acme-Ltd", "acme ltd")]
    [InlineData("«Acme» (Ltd)", "acme ltd")]
    [InlineData("Müller & Söhne", "muller sohne")]
    [InlineData("Mu\u0308ller", "muller")]
    [InlineData("ﬁnance", "finance")]
    [InlineData("Ａｃｍｅ", "acme")]
    [InlineData("Ёлка", "елка")]
    [InlineData("東京", "東京")]
    [InlineData("Windows 11", "windows 11")]
    [InlineData("O'Brien", "o brien")]
    public void One_name_in_other_dress_is_one_name(string name, string normalised) => Assert.Equal(normalised, Nodes.Normalise(name));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("…!")]
    [InlineData("\u0301")]
    public void A_name_without_letters_is_none(string name) => Assert.Equal("", Nodes.Normalise(name));

    [Theory]
    [InlineData("Acme", "Acme 2")]
    [InlineData("Ann Lee", "Annlee")]
    [InlineData("C", "C2")]
    public void Other_names_stay_apart(string one, string other) => Assert.NotEqual(Nodes.Normalise(one), Nodes.Normalise(other));

    [Fact]
    public void A_second_pass_changes_nothing() => Gen.String.Holds(name => Nodes.Normalise(Nodes.Normalise(Well(name))) == Nodes.Normalise(Well(name)));

    [Fact]
    public void Case_does_not_matter() => Gen.String[Gen.Char.AlphaNumeric, 0, 40].Holds(name => Nodes.Normalise(name.ToUpperInvariant()) == Nodes.Normalise(name));

    [Fact]
    public void There_are_no_blanks_at_the_ends_nor_two_in_a_row() => Gen.String.Holds(name =>
        Nodes.Normalise(Well(name)) is var n && n == n.Trim() && !n.Contains("  ", StringComparison.Ordinal));

    /// <summary>Names reach the store sanitised: without half characters.</summary>
    private static string Well(string name) => string.Concat(name.EnumerateRunes());
}
