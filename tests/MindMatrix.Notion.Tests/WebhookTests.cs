using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MindMatrix.Notion.Tests;

public sealed class WebhookTests
{
    private const string Token = "secret_tMrlL1qK5vuQAh1b6cZGhFChZTSYJlce98V0pYn7yBl";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"verification_token":"x","n":1}""");

    [Fact]
    public void A_signature_is_an_HMAC_of_the_raw_bytes()
    {
        // From: openssl dgst -sha256 -hmac.
        Assert.Equal("sha256=68c2528c0b1898ff120f918aa85046a61b16d58e9fb094793fa47ca3764d1d9f", NotionWebhook.Sign(Body, Token));
        Assert.True(NotionWebhook.IsSigned(Body, NotionWebhook.Sign(Body, Token), Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public void Another_signature_is_refused(string? header) => Assert.False(NotionWebhook.IsSigned(Body, header, Token));

    [Fact]
    public void Without_a_token_nothing_is_signed() => Assert.False(NotionWebhook.IsSigned(Body, NotionWebhook.Sign(Body, ""), ""));

    [Fact]
    public void A_single_byte_more_breaks_the_signature() => Assert.False(NotionWebhook.IsSigned([.. Body, (byte)' '], NotionWebhook.Sign(Body, Token), Token));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"id":"no id","type":"page.created","entity":{"id":"x","type":"page"}}""")]
    public void What_is_no_event_is_none(string body) => Assert.Null(NotionWebhook.Event(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public async Task What_a_person_does_arrives_signed_and_says_who_and_where()
    {
        await using var bench = await Bench.StartAsync();
        var arrived = new List<(byte[] Body, string? Signature)>();
        await using var receiver = await ReceiverAsync(arrived);
        var webhooks = bench.Simulator.Webhooks;

        Assert.Equal(200, await webhooks.SubscribeAsync(new Uri(receiver.Urls.First()), bench.Token));
        var token = NotionWebhook.VerificationToken(arrived[0].Body)!;
        webhooks.Confirm(token);
        var row = bench.Simulator.Workspace.AddRow("System Inbox", Bench.Titled("Input_Title", "A thought"));
        await bench.Notion.SetAsync(new NotionId(row), new Dictionary<string, PropertyValue> { ["Status"] = Value.Select("Processing") }, bench.Token);
        Assert.Equal(2, await webhooks.SendAsync(cancellationToken: bench.Token));

        Assert.All(arrived.Skip(1), a => Assert.True(NotionWebhook.IsSigned(a.Body, a.Signature, token)));
        var events = arrived.Skip(1).Select(a => NotionWebhook.Event(a.Body)!).ToList();
        Assert.Equal(["page.created", "page.properties_updated"], events.Select(e => e.Type));
        Assert.All(events, e => Assert.Equal((new NotionId(row), "page"), (e.Entity.Id, e.Entity.Type)));
        Assert.Equal(await bench.SourceAsync("SYSTEM_INBOX"), events[0].DataSourceId());
        var bot = (await bench.Notion.MeAsync(bench.Token)).Id;
        Assert.Equal([false, true], events.Select(e => e.IsOnlyBy(bot)));
    }

    private static async Task<WebApplication> ReceiverAsync(List<(byte[], string?)> arrived)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/", async (HttpRequest request) =>
        {
            using var memory = new MemoryStream();
            await request.Body.CopyToAsync(memory);
            arrived.Add((memory.ToArray(), request.Headers[NotionWebhook.SignatureHeader]));
        });
        await app.StartAsync();
        return app;
    }
}
