using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using MindMatrix.Simulators;
using MindMatrix.Store;

namespace MindMatrix.Tests.Integration;

/// <summary>The real executable, as a person types it.</summary>
public sealed partial class CommandLineTests : IDisposable
{
    private const string Decision = "Should we hire a senior engineer at 150k or an agency at 120k a year?";
    private readonly string _dataDir = TestApp.NewFolder();

    private Dictionary<string, string> Settings => ProductProcess.Settings(_dataDir);

    [Fact]
    public async Task Decide_prints_a_brief_that_says_that_no_model_was_used()
    {
        var result = await ProductProcess.RunAsync(Settings, "decide", Decision);

        Assert.True(result.ExitCode == 0, result.Error);
        foreach (var part in new[] { "INT-1", "Offline rules, no language model.", "Options", "The Entrepreneur", "The Quant", "The Auditor", "for:", "against:", "Conflicts", "Not known", "Plan ACT-1, pending", "./run approve ACT-1", "Cost" })
            Assert.Contains(part, result.Out, StringComparison.Ordinal);
        Assert.Contains("✓ Triage and frame", result.Error, StringComparison.Ordinal);
        Assert.Contains("✓ Verdict and plan", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decide_with_json_prints_the_record_and_nothing_else()
    {
        var result = await ProductProcess.RunAsync(Settings, "decide", Decision, "--json");

        var brief = JsonNode.Parse(result.Out)!;
        Assert.Equal("INT-1", (string?)brief["number"]);
        Assert.True((bool)brief["offline"]!);
        Assert.Equal(64, ((string)brief["action"]!["planHash"]!).Length);
    }

    [Fact]
    public async Task Decide_reads_a_file_or_standard_input()
    {
        var file = Path.Combine(_dataDir, "thought.txt");
        await File.WriteAllTextAsync(file, Decision, TestApp.Stop);

        Assert.Contains("INT-1", (await ProductProcess.RunAsync(Settings, "decide", "--file", file)).Out, StringComparison.Ordinal);
        Assert.Contains("INT-2", (await ProductProcess.RunWithInputAsync(Settings, Decision, "decide", "--file", "-")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_in_the_README_is_what_decide_prints()
    {
        var home = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(home.FullName, "MindMatrix.slnx")))
            home = home.Parent!;
        var readme = await File.ReadAllTextAsync(Path.Combine(home.FullName, "README.md"), TestApp.Stop);
        var begin = readme.IndexOf("```text\n", StringComparison.Ordinal) + "```text\n".Length;

        var result = await ProductProcess.RunAsync(Settings, "decide", Decision);

        // The day it is due moves with the day of the run.
        Assert.Equal(Day().Replace(readme[begin..readme.IndexOf("```", begin, StringComparison.Ordinal)].Trim(), "DAY"),
            Day().Replace(string.Join('\n', result.Out.Split('\n').Select(l => l.TrimEnd())).Trim(), "DAY"));
    }

    [GeneratedRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}")]
    private static partial Regex Day();

    [Fact]
    public async Task A_file_in_another_encoding_is_refused_rather_than_robbed_of_letters()
    {
        var file = Path.Combine(_dataDir, "latin.txt");
        await File.WriteAllBytesAsync(file, Encoding.Latin1.GetBytes("Sollen wir ein Büro kaufen oder mieten?"), TestApp.Stop);

        var result = await ProductProcess.RunAsync(Settings, "decide", "--file", file);

        Assert.Equal((6, "«latin.txt» is not text in UTF-8. Save it as UTF-8; of a document, give its text."), (result.ExitCode, result.Error.Trim()));
    }

    [Fact]
    public async Task A_decision_goes_on_when_the_server_is_killed_and_comes_back()
    {
        await using var anthropic = await AnthropicSimulator.StartAsync();
        var (reached, kept) = (new TaskCompletionSource(), true);
        anthropic.Script = async (call, stop) =>
        {
            if (call.Asked == Asked.Assessment && kept)
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, stop);
            }
            return null;
        };
        // The same port both times, as a service has it.
        var settings = new Dictionary<string, string>(ProductProcess.Settings(_dataDir, anthropic)) { ["HOST"] = "127.0.0.1", ["PORT"] = FreePort().ToString(CultureInfo.InvariantCulture) };
        Task<ProductProcess.Result> decide;
        using (var doomed = ProductProcess.Start(settings, "serve"))
        {
            using var http = await doomed.ListeningAsync();
            decide = ProductProcess.RunAsync(settings, "decide", Decision);
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestApp.Stop);
            doomed.Kill();
            await doomed.EndAsync();
        }
        kept = false;
        using var server = ProductProcess.Start(settings, "serve");
        using var again = await server.ListeningAsync();

        var result = await decide;

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("INT-1", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_away_is_said()
    {
        // It holds the folder and says that it lives, and hangs up on everything else.
        using var folder = DataFolder.TryClaim(_dataDir)!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using var dying = builder.Build();
        dying.MapGet("/health/live", () => "live");
        dying.MapFallback(context => { context.Abort(); return Task.CompletedTask; });
        await dying.StartAsync(TestApp.Stop);
        folder.Announce(dying.Urls.First());

        var result = await ProductProcess.RunAsync(Settings, "tasks");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^The server does not answer any more \\(.*\\)\\. What it has accepted is kept; its next start goes on from there\\.\\s*$", result.Error);
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    [Fact]
    public async Task Triage_sorts_a_list_without_a_server_and_without_data()
    {
        var folder = Path.Combine(_dataDir, "untouched");
        var result = await ProductProcess.RunWithInputAsync(ProductProcess.Settings(folder), $$"""{"id":"a","title":"{{Decision}}"}""" + "\n{\n", "triage", "-");

        Assert.Equal("strategic", (string?)JsonNode.Parse(result.Out)!["type"]);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Line 2: ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
        Assert.Equal(2, (await ProductProcess.RunAsync(Settings, "triage", "/nowhere/items.jsonl")).ExitCode);
    }

    [Fact]
    public async Task Nothing_to_decide_and_a_file_that_is_not_there_are_said()
    {
        var nothing = await ProductProcess.RunAsync(Settings, "decide", "  ");
        var missing = await ProductProcess.RunAsync(Settings, "decide", "--file", "/nowhere/thought.txt");

        Assert.Equal((2, "There is nothing to decide. Give the thought in quotes, or --file with a path."), (nothing.ExitCode, nothing.Error.Trim()));
        Assert.Equal((2, "There is no file «/nowhere/thought.txt»."), (missing.ExitCode, missing.Error.Trim()));
    }

    [Fact]
    public async Task A_thought_goes_from_the_inbox_to_approved_tasks_verb_by_verb()
    {
        Assert.Equal("The inbox is empty. Drop a thought: ./run inbox add \"…\"", (await ProductProcess.RunAsync(Settings, "inbox", "list")).Out.Trim());
        Assert.Contains("No tasks.", (await ProductProcess.RunAsync(Settings, "tasks")).Out, StringComparison.Ordinal);
        var task = await ProductProcess.RunAsync(Settings, "inbox", "add", "Please send the invoice to Castlewell today");
        Assert.True(task.ExitCode == 0, task.Out + task.Error);
        Assert.Contains("INB-1 became the task TSK-1.", task.Out, StringComparison.Ordinal);
        var knowledge = await ProductProcess.RunAsync(Settings, "inbox", "add", "Market size per the Brightmoor report: 4.2bn in 2024, 9% a year. PDF in the research folder.");
        Assert.Contains("INB-2 is kept as knowledge", knowledge.Out, StringComparison.Ordinal);
        await ProductProcess.RunAsync(Settings, "decide", Decision);

        Assert.Contains("INT-1", (await ProductProcess.RunAsync(Settings, "intents")).Out, StringComparison.Ordinal);
        Assert.Contains("Plan ACT-1, pending", (await ProductProcess.RunAsync(Settings, "show", "INT-1")).Out, StringComparison.Ordinal);
        var approved = await ProductProcess.RunAsync(Settings, "approve", "ACT-1", "--as", "Grace Hopper");
        Assert.True(approved.ExitCode == 0, approved.Error);
        Assert.StartsWith("ACT-1 is approved by Grace Hopper. Created: TSK-2, TSK-3, TSK-4", approved.Out, StringComparison.Ordinal);
        Assert.Contains("in PRJ-1.", approved.Out, StringComparison.Ordinal);
        Assert.Contains("PRJ-1", (await ProductProcess.RunAsync(Settings, "tasks")).Out, StringComparison.Ordinal);
        var again = await ProductProcess.RunAsync(Settings, "reject", "ACT-1", "--reason", "too late");
        Assert.Equal(6, again.ExitCode);
        Assert.Contains("ACT-1 was approved by Grace Hopper", again.Error, StringComparison.Ordinal);
        var log = await ProductProcess.RunAsync(Settings, "log", "verify");
        Assert.Matches("^All [0-9]+ entries are as they were written. Head [0-9a-f]{64}", log.Out);
    }

    [Fact]
    public async Task A_persons_figure_is_set_explained_and_verified()
    {
        var brief = JsonNode.Parse((await ProductProcess.RunAsync(Settings, "decide", Decision, "--json")).Out)!;
        var option = (string)brief["frame"]!["options"]![0]!["slug"]!;

        var set = await ProductProcess.RunAsync(Settings, "estimate", "INT-1", option, "net-value", "20000", "60000", "150000", "--as", "Grace Hopper");
        var explained = await ProductProcess.RunAsync(Settings, "verify", "INT-1", "--explain");
        var half = await ProductProcess.RunAsync(Settings, "estimate", "INT-1", option, "net-value", "20000", "60000");
        var unknown = await ProductProcess.RunAsync(Settings, "estimate", "INT-1", option, "luck", "7");

        Assert.True(set.ExitCode == 0, set.Error);
        Assert.Contains("20,000 | 60,000 | 150,000", set.Out, StringComparison.Ordinal);
        Assert.Contains("by Grace Hopper", set.Out, StringComparison.Ordinal);
        Assert.Equal(0, explained.ExitCode);
        Assert.Contains("(decision-science #1)", explained.Out, StringComparison.Ordinal);
        Assert.Matches("conflict index: [0-9.]+ \\(decision-science 3.7\\)", explained.Out);
        Assert.Contains("All are equal to the stored ones.", explained.Out, StringComparison.Ordinal);
        Assert.Equal((2, "Give one value, or three: low, most likely, high. To take a figure back, give none and --withdraw."), (half.ExitCode, half.Error.Trim()));
        Assert.Equal(6, unknown.ExitCode);
    }

    [Fact]
    public async Task A_decision_is_debated_further_replayed_and_ablated_verb_by_verb()
    {
        await using var simulator = await AnthropicSimulator.StartAsync();
        var settings = ProductProcess.Settings(_dataDir, simulator);
        var prompt = Path.Combine(_dataDir, "quant.md");
        await File.WriteAllTextAsync(prompt, "# Mine\nYou are The Quant. Count twice.", TestApp.Stop);
        async Task<string> RunAsync(params string[] arguments)
        {
            var result = await ProductProcess.RunAsync(settings, arguments);
            Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Error}{result.Out}");
            return result.Out;
        }

        await RunAsync("decide", Decision);
        Assert.Equal("the-auditor, the-quant, the-entrepreneur", (await RunAsync("agents", "order", "the-auditor", "the-quant", "the-entrepreneur")).Trim());
        Assert.Contains("Do both later", await RunAsync("option", "INT-1", "Do both later", "--what", "Wait a year."), StringComparison.Ordinal);
        Assert.Contains("That the need lasts.", await RunAsync("argue", "INT-1"), StringComparison.Ordinal);
        var calls = simulator.Calls.Count;
        Assert.Contains("the same verdict, word for word", await RunAsync("replay", "INT-1"), StringComparison.Ordinal);
        Assert.Equal(calls, simulator.Calls.Count);
        await RunAsync("agents", "edit", "the-quant", "--prompt", prompt);
        Assert.Contains("INT-1, debated again with prompts@v2: the same verdict", await RunAsync("replay", "INT-1", "--with", "prompts@v2"), StringComparison.Ordinal);
        Assert.Equal(2, (await ProductProcess.RunAsync(settings, "replay", "INT-1", "--with", "two")).ExitCode);

        var ablation = await RunAsync("ablate", "INT-1");
        foreach (var part in new[] { "Tokens", "USD", "B0", "B1", "B2", "Recommended: ", "B0 = B1: 1 of 1", "B1 = B2: 1 of 1" })
            Assert.Contains(part, ablation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_worked_through_by_answers_verb_by_verb()
    {
        var decided = await ProductProcess.RunAsync(Settings, "decide", Decision);
        Assert.Contains("Worth knowing first", decided.Out, StringComparison.Ordinal);
        // Not asked: standard input is no terminal.
        Assert.DoesNotContain("press Enter to skip", decided.Out, StringComparison.Ordinal);

        var open = await ProductProcess.RunAsync(Settings, "answer", "INT-1");
        var first = await ProductProcess.RunAsync(Settings, "answer", "INT-1", "brings-hire-senior-engineer", "the senior brings in 220k a year", "--as", "Grace Hopper");
        var second = await ProductProcess.RunAsync(Settings, "answer", "INT-1", "brings-agency", "150k a year");
        var note = await ProductProcess.RunAsync(Settings, "answer", "INT-1", "today", "who knows");
        var back = await ProductProcess.RunAsync(Settings, "answer", "INT-1", "brings-agency", "--withdraw");
        var half = await ProductProcess.RunAsync(Settings, "answer", "INT-1", "brings-agency");
        var unknown = await ProductProcess.RunAsync(Settings, "answer", "INT-1", "nonsense", "x");

        Assert.Contains("(brings-hire-senior-engineer)", open.Out, StringComparison.Ordinal);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.StartsWith("Understood: «Hire a senior engineer at 150k» brings in or saves 220,000 EUR", OneLine(first.Out), StringComparison.Ordinal);
        Assert.Contains("The outcome is another now: Recommended: Hire a senior engineer at 150k.", OneLine(second.Out + first.Out), StringComparison.Ordinal);
        Assert.Contains("P(best)", second.Out, StringComparison.Ordinal);
        Assert.Contains("by Grace Hopper", second.Out, StringComparison.Ordinal);
        Assert.StartsWith("Kept as a note. Give an amount", note.Out, StringComparison.Ordinal);
        Assert.StartsWith("Taken back.", back.Out, StringComparison.Ordinal);
        Assert.Equal((2, "Give the answer in quotes. To take one back, give none and --withdraw."), (half.ExitCode, half.Error.Trim()));
        Assert.Equal(6, unknown.ExitCode);
        Assert.Contains("has no question «nonsense»", unknown.Error, StringComparison.Ordinal);
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task On_a_terminal_decide_asks_and_each_answer_changes_the_comparison()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no program here that makes a terminal.");

        var talk = await ProductProcess.RunOnTerminalAsync(Settings, "220k a year\n\n.\n", "decide", Decision);

        Assert.Contains("press Enter to skip", OneLine(talk.Out), StringComparison.Ordinal);
        Assert.Contains("Understood: «Hire a senior engineer at 150k» brings in or saves 220,000 EUR", OneLine(talk.Out), StringComparison.Ordinal);
        Assert.Equal(2, talk.Out.Split("(brings-agency)").Length - 1);
        var shown = await ProductProcess.RunAsync(Settings, "show", "INT-1", "--json");
        Assert.Equal("220k a year", (string?)JsonNode.Parse(shown.Out)!["answers"]![0]!["text"]);
    }

    [Fact]
    public async Task An_unsure_thought_ends_with_twelve_and_a_person_says_what_it_is()
    {
        var unsure = await ProductProcess.RunAsync(Settings, "decide", "hmm");
        Assert.Equal(12, unsure.ExitCode);
        Assert.Contains("./run inbox retry INB-1", unsure.Out, StringComparison.Ordinal);

        var said = await ProductProcess.RunAsync(Settings, "inbox", "retry", "INB-1", "--type", "operational");

        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("TSK-1", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contested_decision_ends_with_ten_and_is_approved_with_an_option()
    {
        await using var anthropic = await AnthropicSimulator.StartAsync();
        anthropic.Script = (call, _) => Task.FromResult(call.Asked != Asked.Synthesis ? null : new SimulatedAnswer(SensibleReplies.Synthesis(call.Prompt, call.Options[0]).ToJsonString()));
        var settings = ProductProcess.Settings(_dataDir, anthropic);

        var contested = await ProductProcess.RunAsync(settings, "decide", "Buy or rent?");
        Assert.True(contested.ExitCode == 10, contested.Error);
        Assert.Contains("Contested:", contested.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Recommended", contested.Out, StringComparison.Ordinal);
        Assert.Contains("model calls", contested.Out, StringComparison.Ordinal);
        Assert.Equal(6, (await ProductProcess.RunAsync(settings, "approve", "ACT-1")).ExitCode);
        Assert.Contains("TSK-1", (await ProductProcess.RunAsync(settings, "approve", "ACT-1", "--option", "second-way")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_fails_in_the_middle_is_stood_in_for_and_repeated()
    {
        await using var anthropic = await AnthropicSimulator.StartAsync();
        anthropic.Script = (call, _) => Task.FromResult(call is { Asked: Asked.Assessment, Adviser: "The Quant" } ? new SimulatedAnswer("no", 401, "authentication_error") : null);
        var settings = ProductProcess.Settings(_dataDir, anthropic);

        var degraded = await ProductProcess.RunAsync(settings, "decide", "Buy or rent?");
        anthropic.Script = (_, _) => Task.FromResult<SimulatedAnswer?>(null);
        var whole = await ProductProcess.RunAsync(settings, "repeat", "INT-1");

        Assert.True(degraded.ExitCode == 11, degraded.Error);
        Assert.Contains("Degraded: the provider failed, and offline rules, no language model, stand in for The Quant's assessment.", OneLine(degraded.Out), StringComparison.Ordinal);
        Assert.Contains("Offline rules, no language model: The Quant's assessment. Anthropic refused the request (401)", OneLine(degraded.Out), StringComparison.Ordinal);
        Assert.Contains("The Quant (offline rules, no language model), ", degraded.Out, StringComparison.Ordinal);
        Assert.Contains("./run repeat INT-1", degraded.Out, StringComparison.Ordinal);
        Assert.True(whole.ExitCode == 0, whole.Error);
        Assert.DoesNotContain("offline rules", whole.Out, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Every_verb_has_help()
    {
        foreach (var verb in new[] { "", "serve", "decide", "triage", "inbox", "inbox add", "inbox list", "inbox retry", "intents", "show", "answer", "estimate", "verify", "dialectic", "option", "repeat", "argue", "replay", "ablate", "agents", "agents add", "agents edit", "agents on", "agents off", "approve", "reject", "tasks", "log", "log verify", "log list", "migrate", "settings" })
        {
            var help = await ProductProcess.RunAsync(Settings, [.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            Assert.True(help.ExitCode == 0 && help.Out.Contains("Usage:", StringComparison.Ordinal), $"{verb}: {help.Out}{help.Error}");
        }
    }

    [Fact]
    public async Task An_unknown_verb_is_a_usage_error()
    {
        var result = await ProductProcess.RunAsync(Settings, "ponder");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("ponder", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_server_runs_verbs_go_through_it_and_a_second_server_says_so()
    {
        using var server = ProductProcess.Start(Settings, "serve");
        using var http = await server.ListeningAsync();

        var second = await ProductProcess.RunAsync(Settings, "serve");
        var verb = await ProductProcess.RunAsync(Settings, "inbox", "add", "Please water the plants");

        Assert.Equal(4, second.ExitCode);
        Assert.Matches($"^Another process already uses {_dataDir} \\(process [0-9]+, http://127.0.0.1:[0-9]+\\)\\. Use that one, stop it, or set DATA_DIR to another folder\\.\\s*$", second.Error);
        Assert.True(verb.ExitCode == 0, verb.Error);
        Assert.Single((JsonArray)(await http.GetFromJsonAsync<JsonObject>("/api/tasks", TestApp.Stop))!["items"]!);
        await server.TerminateAsync();
        Assert.Equal(0, (await server.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task A_taken_port_is_said_with_its_remedy()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await ProductProcess.RunAsync(new Dictionary<string, string>(Settings) { ["PORT"] = port.ToString(CultureInfo.InvariantCulture), ["HOST"] = "127.0.0.1" }, "serve");

        Assert.Equal((5, $"Port {port} is taken by another program. End that program, or choose another port, for example PORT={port + 1} ./run."), (result.ExitCode, result.Error.Trim()));
    }

    [Fact]
    public async Task An_address_that_this_machine_does_not_have_is_said_with_its_remedy()
    {
        // TEST-NET-1: no machine's own.
        var result = await ProductProcess.RunAsync(new Dictionary<string, string>(Settings) { ["HOST"] = "192.0.2.1" }, "serve");

        Assert.Equal((3, "HOST is 192.0.2.1, which is no address of this machine. Use localhost, 0.0.0.0 for every interface, or an address that this machine has."), (result.ExitCode, result.Error.Trim()));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_said_with_its_remedy()
    {
        var file = Path.Combine(_dataDir, "file");
        await File.WriteAllTextAsync(file, "", TestApp.Stop);

        var result = await ProductProcess.RunAsync(new Dictionary<string, string>(Settings) { ["DATA_DIR"] = Path.Combine(file, "data") }, "serve");

        Assert.Equal(4, result.ExitCode);
        Assert.Matches("^The data folder .* cannot be written \\(.*\\)\\. Make it writable, or set DATA_DIR to a folder that is\\.\\s*$", result.Error);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_left_alone()
    {
        Assert.Matches("^Applied [0-9]+_Initial", (await ProductProcess.RunAsync(Settings, "migrate")).Out);
        Assert.Equal("The database is up to date.", (await ProductProcess.RunAsync(Settings, "migrate")).Out.Trim());
        Execute("INSERT INTO __EFMigrationsHistory VALUES ('29991231235959_FromTheFuture', '99.0.0')");

        var result = await ProductProcess.RunAsync(Settings, "serve");

        Assert.Equal(4, result.ExitCode);
        Assert.StartsWith("The database was written by a newer version of Executive Mind Matrix (it has 29991231235959_FromTheFuture", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        var file = Path.Combine(_dataDir, "mindmatrix.db");
        await File.WriteAllTextAsync(file, new string('x', 8192), TestApp.Stop);

        var result = await ProductProcess.RunAsync(Settings, "serve");

        Assert.Equal((4, "The database file is damaged or is not a database of this product. Restore it from a backup, or set DATA_DIR to another folder."), (result.ExitCode, result.Error.Trim()));
        Assert.Equal(new string('x', 8192), await File.ReadAllTextAsync(file, TestApp.Stop));
    }

    [Fact]
    public async Task Wrong_settings_are_listed_all_at_once_without_secrets()
    {
        var result = await ProductProcess.RunAsync(new Dictionary<string, string>(Settings)
        {
            ["PORT"] = "eighty",
            ["LOG_LEVEL"] = "loud",
            ["MODEL_PROVIDER"] = "oracle",
            ["ANTHROPIC_API_KEY"] = "sk-short",
            ["API_KEY"] = "your-api-key-here",
            ["DATABASE_URL"] = "postgresql://localhost/x",
        }, "serve");

        Assert.Equal(3, result.ExitCode);
        foreach (var name in new[] { "PORT is «eighty»", "LOG_LEVEL is «loud»", "MODEL_PROVIDER is «oracle»", "ANTHROPIC_API_KEY has 8 characters", "API_KEY is still the placeholder", "DATABASE_URL is set" })
            Assert.Contains(name, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-short", result.Error, StringComparison.Ordinal);
        Assert.Equal(7, result.Error.Trim().Split('\n').Length);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_nothing_is_lost()
    {
        var disk = Path.Combine(_dataDir, "disk");
        Directory.CreateDirectory(disk);
        using (var mount = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk]) { RedirectStandardError = true })!)
        {
            await mount.WaitForExitAsync(TestApp.Stop);
            Assert.SkipUnless(mount.ExitCode == 0, "A small file system cannot be mounted here.");
        }
        try
        {
            var settings = new Dictionary<string, string>(Settings) { ["DATA_DIR"] = disk };
            using var server = ProductProcess.Start(settings, "serve");
            using var http = await server.ListeningAsync();
            (await http.PostAsJsonAsync("/api/inbox", new { content = "Please keep me" }, TestApp.Stop)).EnsureSuccessStatusCode();
            (await http.PostAsync("/trigger-poll?wait=true", null, TestApp.Stop)).EnsureSuccessStatusCode();

            HttpResponseMessage response;
            var stored = 1;
            while ((response = await http.PostAsJsonAsync("/api/inbox", new { content = $"Please {stored} {new string('x', 100_000)}" }, TestApp.Stop)).IsSuccessStatusCode)
                Assert.InRange(++stored, 1, 200);

            var problem = await TestApp.ReadAsync(response, HttpStatusCode.InsufficientStorage);
            Assert.Equal("The disk that holds the database is full.", (string?)problem["title"]);
            Assert.Equal("degraded", (string?)(await http.GetFromJsonAsync<JsonObject>("/health", TestApp.Stop))!["status"]);
            var kept = (JsonArray)(await http.GetFromJsonAsync<JsonObject>("/api/inbox?limit=200", TestApp.Stop))!["items"]!;
            Assert.Equal(stored, kept.Count);
            server.Kill();
            await server.EndAsync();
        }
        finally
        {
            using var unmount = System.Diagnostics.Process.Start("umount", ["-l", disk]);
            await unmount.WaitForExitAsync(TestApp.Stop);
        }
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_dataDir, "mindmatrix.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(_dataDir, recursive: true);
}
