using MindMatrix.Models;

namespace MindMatrix.Tests.Unit.Models;

public sealed class PromptsTests
{
    private const string Marker = ".Prompts.";

    public static TheoryData<string> Files => [.. typeof(App).Assembly.GetManifestResourceNames().Where(n => n.Contains(Marker, StringComparison.Ordinal)).Select(n => n[(n.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..])];

    [Fact]
    public void The_prompts_of_every_role_are_there() => Assert.Equal(
        ["assess.md", "challenge.md", "cross-examine.md", "extract.md", "single.md", "synthesise.md", "system.md", "the-auditor.md", "the-entrepreneur.md", "the-quant.md", "triage.md"],
        Files.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_prompt_has_text_and_is_not_long(string file) => Assert.InRange(Prompts.Load(file).Length, 100, 4_000);

    [Theory]
    [MemberData(nameof(Files))]
    public void The_front_matter_is_not_told_to_the_model(string file)
    {
        var text = Prompts.Load(file);

        Assert.DoesNotContain("---", text, StringComparison.Ordinal);
        Assert.DoesNotContain("version:", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_has_front_matter_with_name_and_version(string file)
    {
        using var stream = typeof(App).Assembly.GetManifestResourceStream(typeof(App).Assembly.GetManifestResourceNames().Single(n => n.EndsWith(Marker + file, StringComparison.Ordinal)))!;
        using var reader = new StreamReader(stream);

        Assert.Matches($@"^---\nname: {file[..^3]}\nversion: \d+\n", reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_placeholder_is_left(string file) => Assert.DoesNotMatch(@"\{\{|\{[a-z_]+\}|TODO|TBD", Prompts.Load(file));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_prompt_begins_and_ends_with_text(string file) => Assert.Equal(Prompts.Load(file).Trim(), Prompts.Load(file));

    [Fact]
    public void A_prompt_that_does_not_exist_is_an_error() => Assert.Throws<InvalidOperationException>(() => Prompts.Load("the-poet.md"));
}
