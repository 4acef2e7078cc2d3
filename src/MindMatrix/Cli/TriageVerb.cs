using System.CommandLine;
using System.Text;
using System.Text.Json;
using MindMatrix.Dialectic;
using MindMatrix.Knowledge;
using MindMatrix.Offline;
using MindMatrix.Store;

namespace MindMatrix.Cli;

/// <summary>Sorts a file of items by the offline rules alone: no server, no data folder, no network.</summary>
internal static class TriageVerb
{
    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "A file with a JSON object a line: id, title, content, source. - for standard input." };
        var verb = new Command("triage", """
            Sort items by the offline rules, without a server: a JSON object a line goes in, one comes out with
            id, type, confidence, area, agent, options, amounts, deadline and oneWay. Nothing is stored.

            Exit codes: 0 every line was read; 1 some were not, each is named on standard error; 2 usage, or no such file.
            """) { file };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(file)!;
            if (name != "-" && !File.Exists(name))
                throw new FileNotFoundException(null, name);
            using var input = name == "-" ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8) : new StreamReader(name, Encoding.UTF8);
            // Lines are written as they come, in UTF-8 whatever the terminal's own set is.
            await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return await RunAsync(input, output, Console.Error, TimeProvider.System, cancellationToken);
        });
        return verb;
    }

    /// <summary>Reads to the end whatever some lines are; empty ones are passed over.</summary>
    /// <returns>An exit code.</returns>
    public static async Task<int> RunAsync(TextReader input, TextWriter output, TextWriter errors, TimeProvider clock, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var (number, faulty) = (0, 0);
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var (reading, fault) = Read(line, today);
            if (reading is not null)
                await output.WriteLineAsync(Json.Write(reading).AsMemory(), cancellationToken);
            else
            {
                faulty++;
                await errors.WriteLineAsync($"Line {number}: {fault}".AsMemory(), cancellationToken);
            }
        }
        await output.FlushAsync(cancellationToken);
        return faulty == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static (ItemReading? Reading, string? Fault) Read(string line, DateOnly today)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, "it is not a JSON object. Write one object a line.");
            var (title, content) = (Text(json.RootElement, "title"), Text(json.RootElement, "content"));
            return title.Length + content.Length == 0
                ? (null, "it has neither a title nor a content.")
                : (ItemReading.Of(Id(json.RootElement), title, content, today, Areas.Shipped, AgentRegistry.LeadNames), null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return (null, $"it is not JSON as expected ({fault.Message}).");
        }
    }

    private static string Text(JsonElement item, string name) =>
        !item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? "" : value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new InvalidOperationException($"{name} is not a text");

    private static string? Id(JsonElement item) => !item.TryGetProperty("id", out var id) ? null : id.ValueKind == JsonValueKind.String ? id.GetString() : id.ToString();
}
