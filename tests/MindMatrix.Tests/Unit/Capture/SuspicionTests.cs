using MindMatrix.Capture;
using MindMatrix.Models;

namespace MindMatrix.Tests.Unit.Capture;

/// <summary>Texts that try to give orders to a model: each is noticed, and none reaches a prompt as anything but marked material.</summary>
public sealed class SuspicionTests
{
    private static readonly Guid Item = Guid.Parse("0190a0b0-0000-7000-8000-000000000001");

    public static TheoryData<string> Fixtures => [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures", "injection"), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_thirty_and_more() => Assert.InRange(Fixtures.Count, 30, 200);

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Each_is_noticed_in_words(string name) => Assert.NotEmpty(Suspicion.Of(Read(name)));

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Each_reaches_a_prompt_as_one_marked_run_without_hidden_characters(string name)
    {
        var mark = Datamark.MarkOf(Item);
        var shown = Datamark.Apply(Sanitiser.ForModels(Read(name)), mark);

        Assert.DoesNotContain(shown, char.IsWhiteSpace);
        Assert.Equal(0, Sanitiser.Sanitise(shown).Removed);
        Assert.DoesNotContain("<!--", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", shown, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Should we hire a senior engineer at 150k or an agency at 120k a year?")]
    [InlineData("Please send the invoice to Castlewell today, PO 77120.")]
    [InlineData("We must approve the budget by Friday; select the supplier and set the date for the move to March.")]
    [InlineData("The new rules for clinics say: above 50 staff a safety officer is needed. See https://example.com/rules")]
    [InlineData("Remind Ann to print the instructions for the printer \u2764\ufe0f \U0001F469\u200D\U0001F4BB")]
    [InlineData("Notes: system design workshop, admin costs 12k, user interviews next week. Answer: later.")]
    [InlineData("If 3 < 5 and 7 > 2, which plan?")]
    [InlineData("Спасибо! Берём склад или офис?")]
    public void Honest_texts_are_not(string text) => Assert.Empty(Suspicion.Of(text));

    [Theory]
    [InlineData("<p>Buy <b>or</b> rent?</p><!-- x --><style>p{}</style><div hidden>no</div>", "Buy or rent?")]
    [InlineData("a < b and <5", "a < b and <5")]
    public void A_model_sees_of_a_page_what_a_reader_sees(string text, string seen) => Assert.Equal(seen, Sanitiser.ForModels(text));

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "injection", name + ".txt"));
}
