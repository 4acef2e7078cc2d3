using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MindMatrix.Cli;

namespace MindMatrix.Tests.Unit.Cli;

public sealed class TriageVerbTests
{
    private const string Decision = """{"id":"a1","title":"Should we hire an engineer at 150k or an agency at 120k a year?","content":"Answer by Friday.","source":"Web"}""";
    private const string Task = """{"id":"a2","title":"Please send the signed forms to the clinic","content":"","source":"Email"}""";

    [Fact]
    public async Task An_object_a_line_comes_out_with_the_names_that_are_documented()
    {
        var (lines, _, exitCode) = await RunAsync(Decision, Task);

        Assert.Equal(0, exitCode);
        Assert.All(lines, line => Assert.Equal(["id", "type", "confidence", "area", "agent", "options", "amounts", "deadline", "oneWay"], line.AsObject().Select(p => p.Key)));
        Assert.Equal(["a1", "a2"], lines.Select(l => (string?)l["id"]));
        Assert.Equal(["strategic", "operational"], lines.Select(l => (string?)l["type"]));
        Assert.Equal([150_000, 120_000], lines[0]["amounts"]!.AsArray().Select(a => (double)a!));
        Assert.Equal(2, lines[0]["options"]!.AsArray().Count);
        Assert.Equal("by Friday", (string?)lines[0]["deadline"]);
        Assert.Contains((string?)lines[0]["agent"], new[] { "The Entrepreneur", "The Quant", "The Auditor" });
        Assert.Equal((null, "Health", false), (lines[1]["agent"], (string?)lines[1]["area"], (bool)lines[1]["oneWay"]!));
    }

    [Theory]
    [InlineData("{not json")]
    [InlineData("[1]")]
    [InlineData("""{"id":"x","title":"","content":""}""")]
    [InlineData("""{"id":"x","title":7}""")]
    [InlineData("""{"id":"x"}""")]
    public async Task A_faulty_line_is_named_and_stops_no_other(string faulty)
    {
        var (lines, errors, exitCode) = await RunAsync(Decision, "", faulty, Task);

        Assert.Equal(["a1", "a2"], lines.Select(l => (string?)l["id"]));
        Assert.Equal(1, exitCode);
        Assert.StartsWith("Line 3: ", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_may_be_numbers_or_missing_and_titles_too()
    {
        var (lines, _, _) = await RunAsync("""{"id":7,"content":"Water the plants"}""", """{"title":"Water the plants","content":null}""");

        Assert.Equal(["7", null], lines.Select(l => (string?)l["id"]));
    }

    private static async Task<(IReadOnlyList<JsonNode> Lines, IReadOnlyList<string> Errors, int ExitCode)> RunAsync(params string[] input)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await TriageVerb.RunAsync(new StringReader(string.Join('\n', input)), output, errors, new FakeTimeProvider(new DateTimeOffset(2026, 3, 3, 8, 0, 0, TimeSpan.Zero)), TestContext.Current.CancellationToken);
        return ([.. Lines(output).Select(l => JsonNode.Parse(l)!)], Lines(errors), exitCode);
    }

    private static string[] Lines(StringWriter text) => text.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
