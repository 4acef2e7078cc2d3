using CsCheck;
using Microsoft.Extensions.AI;
using MindMatrix.Capture;
using MindMatrix.Offline;
using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Offline;

public sealed class OfflineChatClientTests
{
    private static readonly string[] Mandates = ["entrepreneur", "quant", "auditor", "another"];

    private static readonly string[] Sparks =
    [
        "Should we ", "or ", "vs ", "150k ", "a year ", "€1.2m", ", ", ". ", "\n", "(a) ", "- ", "must ", "sell ", "cheaper ", "hire ", "an agency ", "by Friday ", "if I ", "between ", "and ", "1.200,50 ", "stay put ", "/ ", "|", "?", "😀", "\ud800", "🏳️‍🌈", "ß", "İ", "no more than ", "100k ", "%",
    ];

    // Words that set the rules going, between whatever characters there are, lone surrogates included.
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char, 0, 200],
        Gen.Int[0, Sparks.Length - 1].Select(i => Sparks[i])
            .Array[0, 40].Select(parts => string.Concat(parts)));

    [Fact]
    public async Task The_answer_names_itself_and_costs_nothing()
    {
        using var client = new OfflineChatClient();
        var response = await Ask.Chat(client, new TriageInput("Lisbon or Ghent?", Ask.Tuesday, ["Work"], new Dictionary<string, string>()));
        var streamed = await client.GetStreamingResponseAsync([], Ask.Options(new TriageInput("Lisbon or Ghent?", Ask.Tuesday, ["Work"], new Dictionary<string, string>())), TestContext.Current.CancellationToken).ToChatResponseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("offline-rules", ChatFinishReason.Stop, 0L), (response.ModelId, response.FinishReason, response.Usage!.TotalTokenCount));
        Assert.Equal(response.Text, streamed.Text);
    }

    [Fact]
    public async Task An_unknown_question_is_an_error()
    {
        using var client = new OfflineChatClient();
        await Assert.ThrowsAsync<InvalidOperationException>(() => Ask.Chat(client, "a bare string"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetResponseAsync([], null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Any_text_gets_a_valid_frame_and_the_same_answer_twice() => Text.Holds(text =>
    {
        foreach (var insist in new ThoughtType?[] { null, ThoughtType.Strategic })
        {
            var reply = Ask.Triage(text, insist);
            var faults = reply.Frame is { } frame ? Frame.From(frame).Faults : [];
            if (faults.Count > 0 || reply.Confidence is < 0 or > 1 || reply.Impact is < 1 or > 10 || reply.Title.Length is 0 or > 80 || reply.NextStep?.Length > 100 || reply.Concepts.Count > 5)
                return false;
        }
        return Ask.Raw(Input(text)) == Ask.Raw(Input(text));
    });

    [Fact]
    public void Quotes_are_always_words_of_the_text() => Text.Holds(text =>
    {
        var frame = Ask.Frame(text);
        foreach (var mandate in Mandates)
        {
            var reply = Ask.Assess(text, mandate, frame);
            var claims = reply.Options.SelectMany(o => o.For.Concat(o.Against)).ToList();
            if (!claims.TrueForAll(c => c.Text.Length is > 0 and <= 240 && (c.Quote is null || text.Contains(c.Quote, StringComparison.Ordinal))))
                return false;
            if (reply.Options.Any(o => o.For.Count is < 1 or > 5 || o.Against.Count is < 1 or > 5 || o.Score is < 0 or > 100 || (o.NetValue is { } r && !(r.Low <= r.Mode && r.Mode <= r.High))))
                return false;
        }
        return true;
    });

    [Fact]
    public void Any_text_gets_a_synthesis_whatever_the_order() => Text.Holds(text =>
        Store.Json.Write(Ask.Synthesise(text)) == Store.Json.Write(Ask.Synthesise(text, reverse: true)), times: 40);

    [Theory]
    [InlineData("Should we hire or stay put? It costs $0.")]
    [InlineData("yXi@:Kj6??gFHWA7h=&$]npIG.Vmlu-Fp$0m#|GKKn,UC2W!,VNu2WvV9aC~55l2]aI~.*%(ycZ")]
    public void A_text_that_speaks_of_no_money_at_all_gets_a_synthesis_too(string text) => Assert.NotNull(Ask.Synthesise(text));

    [Fact]
    public void A_hundred_thousand_characters_are_read() =>
        Assert.Equal(ThoughtType.Strategic, Ask.Triage(TriageTests.Hire + " " + string.Concat(Enumerable.Repeat("And it costs 12k or 13k by Monday. ", 2_900))).Type);

    private static TriageInput Input(string text) => new(text, Ask.Tuesday, ["Work"], new Dictionary<string, string> { ["the-quant"] = "The Quant" });
}
