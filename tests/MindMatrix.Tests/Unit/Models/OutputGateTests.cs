using System.Text.Json.Nodes;
using MindMatrix.Models;
using MindMatrix.Settings;

namespace MindMatrix.Tests.Unit.Models;

public sealed class OutputGateTests
{
    [Theory]
    [InlineData("See https://example.com/x?q=1 now", "See [link removed] now")]
    [InlineData("![chart](https://example.com/c.png)", "chart [link removed]")]
    [InlineData("![chart][c]\n\n[c]: https://example.com", "chart [link removed]\n[link removed]")]
    [InlineData("[our offer](https://example.com)", "our offer [link removed]")]
    [InlineData("Go to www.example.com today", "Go to [link removed] today")]
    [InlineData("example.com/login please", "[link removed] please")]
    [InlineData("javascript:alert(1)", "[link removed])")]
    [InlineData("data:text/html;base64,AAAA", "[link removed]")]
    [InlineData("<img src=x onerror=y>Buy<!-- hidden -->", "Buy")]
    [InlineData("<a href=\"https://example.com\">offer</a>", "offer")]
    public void Links_images_and_markup_are_taken_out(string said, string plain)
    {
        var (text, removed) = Gate().Plain(said);

        Assert.Equal(plain, text);
        Assert.True(removed > 0);
    }

    [Theory]
    [InlineData("It costs 150k a year, e.g. for ASP.NET or Node.js work.")]
    [InlineData("If 3 < 5, then [sic] it holds (see above).")]
    [InlineData("Write to ann@example.com")]
    [InlineData("the-quant/hire/+1")]
    [InlineData("Note: this. Data: ours.")]
    public void Plain_words_stay(string said) => Assert.Equal((said, 0), Gate().Plain(said));

    [Fact]
    public void Links_to_hosts_that_the_operator_allows_stay()
    {
        var gate = Gate("intranet.example.com");

        Assert.Equal(0, gate.Plain("See https://intranet.example.com/a and [b](https://intranet.example.com/b)").Removed);
        Assert.Equal(1, gate.Plain("See https://intranet.example.com.evil.example/a").Removed);
        Assert.Equal(1, gate.Plain("See https://intranet.example.com@evil.example/a").Removed);
    }

    [Fact]
    public void Every_text_of_a_reply_goes_through_and_nothing_else_is_changed()
    {
        var (json, removed) = Gate().Pass(JsonNode.Parse("""{"a":["x https://e.example/1",1.5,null,true],"b":{"c":"<b>y</b>"}}"""));

        Assert.Equal("""{"a":["x [link removed]",1.5,null,true],"b":{"c":"y"}}""", json!.ToJsonString());
        Assert.Equal(3, removed);
    }

    private static OutputGate Gate(string? hosts = null) => new(AppSettings.From(name => name == "ALLOWED_LINK_HOSTS" ? hosts : null));
}
