using System.Diagnostics;
using System.Text.Json.Nodes;
using MindMatrix.Simulators;

namespace MindMatrix.Notion.Tests;

/// <summary>The simulator is not our idea of Notion alone: Notion's own client gets along with it.</summary>
public sealed class OfficialSdkTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "OfficialSdk");

    [Fact]
    public async Task Notions_own_client_cannot_tell()
    {
        var token = TestContext.Current.CancellationToken;
        await using var simulator = await NotionSimulator.StartAsync();
        var parent = simulator.Workspace.AddTopPage("Parent");
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@notionhq", "client")))
            await RunAsync("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"], token);

        var said = JsonNode.Parse(await RunAsync("node", ["check.js", simulator.Address, NotionSimulator.Key, parent.ToString()], token))!;

        var expected = JsonNode.Parse("""
            {
              "me": "bot",
              "synced": "Related to From the SDK (Rel)",
              "columns": ["Back", "Name"],
              "full": true,
              "kind": "two",
              "cut": [25, true],
              "items": true,
              "found": ["A row"],
              "pages": 30,
              "body": ["heading_2: Heading", "paragraph: changed", "callout: Callout", "toggle: Toggle"],
              "cleared": [null, null],
              "comments": ["Why?"],
              "search": [true],
              "errors": {"unknown": true, "status": true, "long": true, "many": true, "filter": true, "missing": true, "key": true},
              "trashed": 0
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, said), said.ToJsonString());
    }

    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await output}{await errors}");
        return await output;
    }
}
