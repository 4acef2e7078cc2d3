using System.CommandLine;
using System.Globalization;
using System.Text;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Capture;
using MindMatrix.Dialectic;
using MindMatrix.Flow;
using MindMatrix.Settings;
using MindMatrix.Store;
using Spectre.Console;

namespace MindMatrix.Cli;

/// <summary>The verbs: each parses, asks the product, prints.</summary>
internal static class CommandLine
{
    internal static readonly Option<bool> AsJson = new("--json") { Description = "Print the record as JSON." };
    internal static readonly Option<string?> As = new("--as") { Description = "The person in whose name this is done (default: OWNER_NAME)." };

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Executive Mind Matrix: from a thought to a decision you can check, and to approved tasks.\nWithout a verb it serves.")
        {
            Serve(), Decide(), TriageVerb.Command(), InboxVerbs(), Intents(), Show(), Answers.Verb(), Estimate(), Verify(), DialecticVerb(), OptionVerb(), Repeat(), Argue(), ReplayVerb(), Ablate(), Agents(), Approve(), Reject(), Tasks(), LogVerbs(), Migrate(), SettingsVerb(), NotionVerbs.Notion(), NotionVerbs.Connections(),
        };
        root.SetAction((_, cancellationToken) => ServeAsync(cancellationToken));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return ExitCodes.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (SettingsException wrong)
        {
            return Say(ExitCodes.Settings, wrong.Message);
        }
        catch (StartException cannot)
        {
            return Say(cannot.ExitCode, cannot.Message);
        }
        catch (RefusedException no)
        {
            return Say(ExitCodes.Refused, no.Message);
        }
        catch (FileNotFoundException missing)
        {
            return Say(ExitCodes.Usage, $"There is no file «{missing.FileName}».");
        }
        catch (HttpRequestException gone)
        {
            return Say(ExitCodes.Failure, $"The server does not answer any more ({gone.Message}). What it has accepted is kept; its next start goes on from there.");
        }
        catch (OperationCanceledException)
        {
            return Say(ExitCodes.Failure, "Stopped. What was finished is kept; the next start goes on from there.");
        }
    }

    private static Command Serve()
    {
        var verb = new Command("serve", "Run the server on PORT (default 8000).");
        verb.SetAction((_, cancellationToken) => ServeAsync(cancellationToken));
        return verb;
    }

    private static async Task<int> ServeAsync(CancellationToken cancellationToken)
    {
        var settings = SettingSources.Load();
        var folder = DataFolder.TryClaim(settings.DataDir) ?? throw new StartException(ExitCodes.DataFolder,
            $"Another process already uses {settings.DataDir}{(DataFolder.AnnouncedIn(settings.DataDir) is { } holder ? $" (process {holder.ProcessId}, {holder.Address})" : "")}. Use that one, stop it, or set DATA_DIR to another folder.");
        await using var app = await App.StartAsync(settings, folder, cancellationToken);
        folder.Announce(app.Address);
        Console.WriteLine($"Executive Mind Matrix listens on {app.Address}");
        Console.WriteLine($"Data live in {folder.Path}");
        if (settings.Host is not null && !settings.ListensOnLoopbackOnly && settings.ApiKey is null)
            Say(0, "Warning: HOST opens the server to the network and no API_KEY guards it. Set API_KEY, or remove HOST.");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Success;
    }

    private static Command Decide()
    {
        var text = new Argument<string?>("text") { Description = "The thought, in quotes.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<FileInfo?>("--file") { Description = "Read the thought from a file; - for standard input." };
        var verb = new Command("decide", """
            Take a thought the whole way and print the brief; on a terminal it then asks what would change it most.

            Exit codes: 0 recommended, or filed as task or knowledge; 10 contested; 11 degraded; 12 needs your review;
            1 failed, 2 usage, 3 settings, 4 data folder, 6 refused.
            """) { text, file, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var thought = parsed.GetValue(file) is { } source ? await ReadAsync(source, cancellationToken) : parsed.GetValue(text);
            if (string.IsNullOrWhiteSpace(thought))
                return Say(ExitCodes.Usage, "There is nothing to decide. Give the thought in quotes, or --file with a path.");
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var item = await session.PostAsync<InboxItemView>("/api/inbox", new CaptureRequest(Content: thought, Source: nameof(Source.Cli), FullDialectic: true), cancellationToken);
            var end = await Progress.FollowAsync(session, item, cancellationToken);
            var json = parsed.GetValue(AsJson);
            var code = await PrintEndAsync(session, end, json, cancellationToken);
            if (json || Console.IsInputRedirected || end is not { IntentNumber: { } number, Status: not InboxStatus.Needs_Review })
                return code;
            await Answers.TalkAsync(session, await session.GetAsync<Brief>($"/api/intents/{number}", cancellationToken), cancellationToken);
            return ExitCode((await session.GetAsync<Brief>($"/api/intents/{number}", cancellationToken)).Verdict);
        });
        return verb;
    }

    private static async Task<string> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (file.Name != "-" && !file.Exists)
            throw new FileNotFoundException(null, file.FullName);
        // Strict: in a file of another encoding letters would be lost without a word.
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        try
        {
            using var reader = new StreamReader(file.Name == "-" ? Console.OpenStandardInput() : file.OpenRead(), encoding);
            return await reader.ReadToEndAsync(cancellationToken);
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException($"«{file.Name}» is not text in UTF-8. Save it as UTF-8; of a document, give its text.");
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new RefusedException($"«{file.FullName}» cannot be read ({error.Message}). Make it readable, or give another file.");
        }
    }

    private static async Task<int> PrintEndAsync(Session session, InboxItemView end, bool json, CancellationToken cancellationToken)
    {
        if (end.IntentNumber is { } number)
        {
            var brief = await session.GetAsync<Brief>($"/api/intents/{number}", cancellationToken);
            if (json)
                Console.WriteLine(await session.GetAsync<string>($"/api/intents/{number}", cancellationToken));
            else
                BriefPrinter.Print(AnsiConsole.Console, brief);
            return end.Status == InboxStatus.Needs_Review ? ExitCodes.NeedsReview : ExitCode(brief.Verdict);
        }
        if (json)
            Console.WriteLine(await session.GetAsync<string>($"/api/inbox/{end.Number}", cancellationToken));
        else
            BriefPrinter.Print(AnsiConsole.Console, end);
        return end.Status == InboxStatus.Needs_Review ? ExitCodes.NeedsReview : ExitCodes.Success;
    }

    private static int ExitCode(Verdict? verdict) => verdict?.Status switch
    {
        VerdictStatus.Contested => ExitCodes.Contested,
        VerdictStatus.Degraded => ExitCodes.Degraded,
        _ => ExitCodes.Success,
    };

    private static Command InboxVerbs()
    {
        var text = new Argument<string>("text") { Description = "The thought, in quotes." };
        var title = new Option<string?>("--title") { Description = "A title of at most 300 characters." };
        var add = new Command("add", "Drop a thought into the inbox and wait until it is filed.") { text, title, AsJson, As };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var item = await session.PostAsync<InboxItemView>("/api/inbox", new CaptureRequest(parsed.GetValue(title), parsed.GetValue(text), nameof(Source.Cli)), cancellationToken);
            var end = await Progress.FollowAsync(session, item, cancellationToken);
            if (parsed.GetValue(AsJson))
                Console.WriteLine(await session.GetAsync<string>($"/api/inbox/{end.Number}", cancellationToken));
            else
                BriefPrinter.Print(AnsiConsole.Console, end);
            return end.Status == InboxStatus.Needs_Review ? ExitCodes.NeedsReview : ExitCodes.Success;
        });

        var list = new Command("list", "List the inbox, the latest first.") { AsJson };
        list.SetAction((parsed, cancellationToken) => ListAsync<InboxItemView>("/api/inbox", parsed.GetValue(AsJson), "The inbox is empty. Drop a thought: ./run inbox add \"…\"",
            ["Number", "Status", "Thought", "Went to"], i => [i.Number, i.Status.ToString(), OneLine(i.Title.Length > 0 ? i.Title : i.Content), i.IntentNumber ?? i.TaskNumber ?? (i.NodeIds.Count > 0 ? $"{i.NodeIds.Count} nodes" : i.ReviewReason ?? "")], cancellationToken));

        var item = new Argument<string>("item") { Description = "For example INB-3." };
        var type = new Option<ThoughtType?>("--type") { Description = "What it is, if triage could not tell." };
        var retry = new Command("retry", "Take an item in Needs_Review up again.") { item, type, AsJson, As };
        retry.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var again = parsed.GetValue(type) is { } said
                ? await session.PostAsync<InboxItemView>($"/api/inbox/{parsed.GetValue(item)}/triage", new TriageCorrection(said), cancellationToken)
                : await session.PostAsync<InboxItemView>($"/api/inbox/{parsed.GetValue(item)}/retry", new { }, cancellationToken);
            return await PrintEndAsync(session, await Progress.FollowAsync(session, again, cancellationToken), parsed.GetValue(AsJson), cancellationToken);
        });
        return new Command("inbox", "Drop thoughts and see where they went.") { add, list, retry };
    }

    private static Command Intents()
    {
        var verb = new Command("intents", "List the decisions, the latest first.") { AsJson };
        verb.SetAction((parsed, cancellationToken) => ListAsync<IntentLine>("/api/intents", parsed.GetValue(AsJson), "No decision yet. Try: ./run decide \"Should we …?\"",
            ["Number", "Status", "Priority", "Decision", "Verdict"], i => [i.Number, i.Status.ToString(), i.Priority, OneLine(i.Title), i.Heading ?? ""], cancellationToken));
        return verb;
    }

    private static Command Show()
    {
        var key = new Argument<string>("number") { Description = "For example INT-7 or INB-3." };
        var verb = new Command("show", "Print a decision's brief, or where an inbox item went.") { key, AsJson };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(null, cancellationToken);
            var number = parsed.GetValue(key)!;
            if (number.StartsWith("INB-", StringComparison.OrdinalIgnoreCase))
            {
                if (parsed.GetValue(AsJson))
                    Console.WriteLine(await session.GetAsync<string>($"/api/inbox/{number}", cancellationToken));
                else
                    BriefPrinter.Print(AnsiConsole.Console, await session.GetAsync<InboxItemView>($"/api/inbox/{number}", cancellationToken));
            }
            else if (parsed.GetValue(AsJson))
                Console.WriteLine(await session.GetAsync<string>($"/api/intents/{Uri.EscapeDataString(number)}", cancellationToken));
            else
                BriefPrinter.Print(AnsiConsole.Console, await session.GetAsync<Brief>($"/api/intents/{Uri.EscapeDataString(number)}", cancellationToken));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Estimate()
    {
        var key = new Argument<string>("intent") { Description = "For example INT-7." };
        var option = new Argument<string>("option") { Description = "The option's slug; - for a quantity of the whole decision." };
        var quantity = new Argument<string>("quantity") { Description = $"Of an option {string.Join(", ", Estimates.OfAnOption)}; of the decision {string.Join(", ", Estimates.OfTheDecision)}." };
        var values = new Argument<double[]>("value") { Description = "One value, or low, most likely and high: the truth lies between low and high in eight cases of ten. A probability is 0 to 1. After -- they may be negative.", Arity = new ArgumentArity(0, 3) };
        var withdraw = new Option<bool>("--withdraw") { Description = "Take the figure back; the advisers' counts again." };
        var verb = new Command("estimate", "Overwrite an estimate with your own and compute everything again.") { key, option, quantity, values, withdraw, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetValue(values) ?? [];
            var back = parsed.GetValue(withdraw);
            if (given.Length == 2 || given.Length == 0 != back)
                return Say(ExitCodes.Usage, "Give one value, or three: low, most likely, high. To take a figure back, give none and --withdraw.");
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var request = new EstimateRequest(
                parsed.GetValue(option) is { } slug && slug != "-" ? slug : null, parsed.GetValue(quantity), given.Length == 1 ? given[0] : null,
                given.Length == 3 ? given[0] : null, given.Length == 3 ? given[1] : null, given.Length == 3 ? given[2] : null, null, back);
            var body = await session.PatchAsync<string>($"/api/intents/{Uri.EscapeDataString(parsed.GetValue(key)!)}/estimates", new EstimatesRequest([request]), cancellationToken);
            if (parsed.GetValue(AsJson))
                Console.WriteLine(body);
            else
                BriefPrinter.PrintFigures(AnsiConsole.Console, Json.Read<Brief>(body));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Verify()
    {
        var key = new Argument<string>("intent") { Description = "For example INT-7." };
        var explain = new Option<bool>("--explain") { Description = "Print every figure with its formula and what went into it." };
        var verb = new Command("verify", "Derive a decision's figures again without a model and compare them. Exit code 1 when one differs.") { key, explain, AsJson };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(null, cancellationToken);
            var path = $"/api/intents/{Uri.EscapeDataString(parsed.GetValue(key)!)}";
            var body = await session.GetAsync<string>($"{path}/verify", cancellationToken);
            var found = Json.Read<Verification>(body);
            if (parsed.GetValue(AsJson))
                Console.WriteLine(body);
            else
            {
                if (parsed.GetValue(explain))
                    BriefPrinter.PrintExplained(AnsiConsole.Console, await session.GetAsync<Brief>(path, cancellationToken));
                Console.WriteLine(found.Differences.Count == 0
                    ? $"{found.Intent}: {found.Numbers} numbers derived again from {found.Assessments} assessments and {found.PersonalEstimates} figures set by people, without a model. All are equal to the stored ones."
                    : $"{found.Intent}: {found.Differences.Count} of the derived values differ from the stored ones. The store was changed from outside, or an older version computed them:");
                foreach (var difference in found.Differences)
                    Console.WriteLine($"- {difference.Path}: stored {difference.Stored}, derived {difference.Derived}");
            }
            return found.Differences.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        });
        return verb;
    }

    private static Command DialecticVerb()
    {
        var key = new Argument<string>("intent") { Description = "For example INT-7." };
        var verb = new Command("dialectic", "Hear all advisers on a decision, those who were absent again, and print the brief.") { key, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var brief = await session.PostAsync<Brief>($"/api/intents/{Uri.EscapeDataString(parsed.GetValue(key)!)}/dialectic", new { }, cancellationToken);
            var item = await session.GetAsync<InboxItemView>($"/api/inbox/{brief.ItemNumber}", cancellationToken);
            return await PrintEndAsync(session, await Progress.FollowAsync(session, item, cancellationToken), parsed.GetValue(AsJson), cancellationToken);
        });
        return verb;
    }

    private static Command OptionVerb()
    {
        var key = new Argument<string>("intent") { Description = "For example INT-7." };
        var title = new Argument<string?>("title") { Description = "What it is called; without one, the hybrid that the synthesis proposed.", Arity = ArgumentArity.ZeroOrOne };
        var what = new Option<string?>("--what") { Description = "What would be done, one sentence." };
        var verb = new Command("option", "Add an option to a decision, have all advisers assess it, and print the brief.") { key, title, what, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var brief = await session.PostAsync<Brief>($"/api/intents/{Uri.EscapeDataString(parsed.GetValue(key)!)}/options", new NewOption(parsed.GetValue(title), parsed.GetValue(what)), cancellationToken);
            var item = await session.GetAsync<InboxItemView>($"/api/inbox/{brief.ItemNumber}", cancellationToken);
            return await PrintEndAsync(session, await Progress.FollowAsync(session, item, cancellationToken), parsed.GetValue(AsJson), cancellationToken);
        });
        return verb;
    }

    private static Command Repeat()
    {
        var key = new Argument<string>("intent") { Description = "For example INT-7." };
        var verb = new Command("repeat", "Ask the provider again for what is missing or what offline rules stood in for, and print the brief.") { key, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var brief = await session.PostAsync<Brief>($"/api/intents/{Uri.EscapeDataString(parsed.GetValue(key)!)}/repeat", new { }, cancellationToken);
            var item = await session.GetAsync<InboxItemView>($"/api/inbox/{brief.ItemNumber}", cancellationToken);
            return await PrintEndAsync(session, await Progress.FollowAsync(session, item, cancellationToken), parsed.GetValue(AsJson), cancellationToken);
        });
        return verb;
    }

    private static Command Argue()
    {
        var key = new Argument<string>("intent") { Description = "For example INT-7." };
        var option = new Option<string?>("--option") { Description = "Slug of the option to argue against (default: the recommended one)." };
        var verb = new Command("argue", "Have the case made against an option: one call.") { key, option, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var path = $"/api/intents/{Uri.EscapeDataString(parsed.GetValue(key)!)}";
            var body = await session.PostAsync<string>($"{path}/argue", new ArgueRequest(parsed.GetValue(option)), cancellationToken);
            if (parsed.GetValue(AsJson))
                Console.WriteLine(body);
            else
                BriefPrinter.Print(AnsiConsole.Console, await session.GetAsync<Brief>(path, cancellationToken), Json.Read<ChallengeBrief>(body));
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command ReplayVerb()
    {
        var key = new Argument<string>("intent") { Description = "For example INT-7." };
        var with = new Option<string?>("--with") { Description = "prompts@v2: debate it with version 2 of the advisers' prompts. This makes calls." };
        var verb = new Command("replay", "Debate a decision again from the journal, without a call. Exit code 1 when the verdict differs.") { key, with, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            int? version = null;
            if (parsed.GetValue(with) is { } said)
            {
                if (!said.StartsWith("prompts@v", StringComparison.Ordinal) || !int.TryParse(said["prompts@v".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                    return Say(ExitCodes.Usage, $"«{said}» is not understood. Write --with prompts@v2.");
                version = number;
            }
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var body = await session.PostAsync<string>($"/api/intents/{Uri.EscapeDataString(parsed.GetValue(key)!)}/replay", new ReplayRequest(version), cancellationToken);
            var replay = Json.Read<Replay>(body);
            if (parsed.GetValue(AsJson))
                Console.WriteLine(body);
            else
            {
                Console.WriteLine(replay.Same
                    ? $"{replay.Intent}, debated again with {replay.With}: the same verdict, word for word. {replay.Before}"
                    : $"{replay.Intent}, debated again with {replay.With}: another verdict.\nBefore: {replay.Before}\nNow:    {replay.After}");
                Console.WriteLine($"{replay.Answers} answers{(version is null ? " from the journal, no call" : string.Create(CultureInfo.InvariantCulture, $", {replay.CostMicroUsd / 1e6:0.0000} USD in all; those known already were not paid again"))}.");
                if (replay.PromptsChanged.Count > 0)
                    Console.WriteLine($"These prompts read otherwise today; their recorded answers were used: {string.Join(", ", replay.PromptsChanged)}.");
                foreach (var difference in replay.Differences)
                    Console.WriteLine($"- {difference.Path}: {difference.Stored} → {difference.Derived}");
            }
            return replay.Same ? ExitCodes.Success : ExitCodes.Failure;
        });
        return verb;
    }

    private static Command Ablate()
    {
        var keys = new Argument<string[]>("intents") { Description = "For example INT-1 INT-2.", Arity = ArgumentArity.OneOrMore };
        var verb = new Command("ablate", "Decide intents in three ways and compare: B0 one call, B1 the dialectic without cross-examination, B2 with it. This makes calls.") { keys, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var body = await session.PostAsync<string>("/api/ablation", new AblationRequest(parsed.GetValue(keys)!), cancellationToken);
            if (parsed.GetValue(AsJson))
            {
                Console.WriteLine(body);
                return ExitCodes.Success;
            }
            var ablation = Json.Read<Ablation>(body);
            var table = new Table().Border(TableBorder.Simple).AddColumns("Intent", "Arm", "Calls", "Tokens", "USD", "Outcome");
            foreach (var (line, arm) in ablation.Lines.SelectMany(l => l.Arms.Select(a => (l, a))))
                table.AddRow(new Text(line.Intent), new Text(arm.Arm), new Text(arm.Calls.ToString(CultureInfo.InvariantCulture)), new Text((arm.InputTokens + arm.OutputTokens).ToString("N0", CultureInfo.InvariantCulture)),
                    new Text((arm.CostMicroUsd / 1e6).ToString("0.0000", CultureInfo.InvariantCulture)), new Text(arm.Failed ?? arm.Heading));
            AnsiConsole.Write(table);
            foreach (var agreement in ablation.Agreements.Where(a => a.Of > 0))
                Console.WriteLine($"{agreement.Pair}: {agreement.Agree} of {agreement.Of}");
            Console.WriteLine("That ways agree says nothing of which is right; compare them with what later happened.");
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Agents()
    {
        var verb = new Command("agents", "List the advisers; with a name, print the prompt in force.");
        var name = new Argument<string?>("adviser") { Description = "For example the-quant.", Arity = ArgumentArity.ZeroOrOne };
        verb.Add(name);
        verb.Add(AsJson);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(null, cancellationToken);
            var body = await session.GetAsync<string>("/api/agents", cancellationToken);
            var agents = Json.Read<List<AgentView>>(body);
            if (parsed.GetValue(AsJson))
                Console.WriteLine(body);
            else if (parsed.GetValue(name) is { } slug)
            {
                if (agents.FirstOrDefault(a => a.Slug == slug) is not { } agent)
                    return Say(ExitCodes.Refused, $"There is no adviser «{slug}». There are {string.Join(", ", agents.Select(a => a.Slug))}.");
                Console.WriteLine($"{agent.Name}, version {agent.Versions[0].Version} by {agent.Versions[0].CreatedBy}, {(agent.Active ? "active" : "switched off")}\n\n{agent.Versions[0].Prompt}");
            }
            else
            {
                foreach (var agent in agents)
                    Console.WriteLine($"{agent.Number}  {agent.Slug,-24} {(agent.Active ? "active" : "off"),-7} version {agent.Versions[0].Version} by {agent.Versions[0].CreatedBy}{(agent.SetsGates ? ", sets gates" : "")}");
            }
            return ExitCodes.Success;
        });

        var prompt = new Option<FileInfo>("--prompt") { Description = "A file with mandate, rubric and evidence pack.", Required = true };
        var newName = new Argument<string>("name") { Description = "For example «The Neighbour»." };
        var add = new Command("add", "Add an adviser of your own.") { newName, prompt, As };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var agent = await session.PostAsync<AgentView>("/api/agents", new AgentRequest(parsed.GetValue(newName), await ReadAsync(parsed.GetValue(prompt)!, cancellationToken)), cancellationToken);
            Console.WriteLine($"{agent.Name} is {agent.Slug}, {agent.Number}.");
            return ExitCodes.Success;
        });
        var which = new Argument<string>("adviser") { Description = "For example the-quant." };
        var edit = new Command("edit", "Put a new version of an adviser's prompt in force.") { which, prompt, As };
        edit.SetAction((parsed, cancellationToken) => ChangeAgentAsync(parsed.GetValue(As), parsed.GetValue(which)!, async () => new AgentRequest(Prompt: await ReadAsync(parsed.GetValue(prompt)!, cancellationToken)), cancellationToken));
        var on = new Command("on", "Switch an adviser on.") { which, As };
        on.SetAction((parsed, cancellationToken) => ChangeAgentAsync(parsed.GetValue(As), parsed.GetValue(which)!, () => Task.FromResult(new AgentRequest(Active: true)), cancellationToken));
        var off = new Command("off", "Switch an adviser off; two must stay.") { which, As };
        off.SetAction((parsed, cancellationToken) => ChangeAgentAsync(parsed.GetValue(As), parsed.GetValue(which)!, () => Task.FromResult(new AgentRequest(Active: false)), cancellationToken));
        var slugs = new Argument<string[]>("advisers") { Description = "All of them, in the order you want.", Arity = ArgumentArity.OneOrMore };
        var order = new Command("order", "Order the advisers.") { slugs, As };
        order.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var ordered = await session.PutAsync<List<AgentView>>("/api/agents/order", new AgentOrderRequest(parsed.GetValue(slugs)), cancellationToken);
            Console.WriteLine(string.Join(", ", ordered.Select(a => a.Slug)));
            return ExitCodes.Success;
        });
        verb.Add(add);
        verb.Add(edit);
        verb.Add(on);
        verb.Add(off);
        verb.Add(order);
        return verb;
    }

    private static async Task<int> ChangeAgentAsync(string? person, string key, Func<Task<AgentRequest>> request, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(person, cancellationToken);
        var agent = await session.PatchAsync<AgentView>($"/api/agents/{Uri.EscapeDataString(key)}", await request(), cancellationToken);
        Console.WriteLine($"{agent.Name}: version {agent.Versions[0].Version} by {agent.Versions[0].CreatedBy}, {(agent.Active ? "active" : "switched off")}.");
        return ExitCodes.Success;
    }

    private static Command Approve()
    {
        var key = new Argument<string>("action") { Description = "For example ACT-3." };
        var option = new Option<string?>("--option") { Description = "Choose this option of the plan first; needed when the verdict is contested." };
        var yes = new Option<bool>("--yes") { Description = "Do not ask back." };
        var verb = new Command("approve", "Approve a plan as it stands: its tasks are created, once.") { key, option, yes, AsJson, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var path = $"/api/actions/{Uri.EscapeDataString(parsed.GetValue(key)!)}";
            var action = await session.GetAsync<ActionBrief>(path, cancellationToken);
            if (parsed.GetValue(option) is { } chosen && chosen != action.Plan.ChosenOption)
                action = await session.PostAsync<ActionBrief>($"{path}/option", new OptionRequest(chosen), cancellationToken);
            if (!parsed.GetValue(yes) && !parsed.GetValue(AsJson) && !Console.IsInputRedirected && action.Status != ApprovalStatus.Approved)
            {
                BriefPrinter.PrintPlan(AnsiConsole.Console, action);
                if (!await AnsiConsole.ConfirmAsync($"Approve {action.Number}?", defaultValue: false, cancellationToken))
                    return Say(ExitCodes.Success, "Nothing was changed.");
            }
            var approved = await session.PostAsync<ActionBrief>($"{path}/approve", new ApproveRequest(action.PlanHash), cancellationToken);
            if (parsed.GetValue(AsJson))
                Console.WriteLine(Json.Write(approved));
            else
            {
                var brief = await session.GetAsync<Brief>($"/api/intents/{approved.IntentId}", cancellationToken);
                Console.WriteLine($"{approved.Number} is approved by {approved.DecidedBy}. Created: {(brief.TaskNumbers.Count == 0 ? "no tasks" : string.Join(", ", brief.TaskNumbers))}{(brief.ProjectNumber is { } p ? $" in {p}" : "")}.");
            }
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Reject()
    {
        var key = new Argument<string>("action") { Description = "For example ACT-3." };
        var reason = new Option<string>("--reason") { Description = "Why; the advisers learn from it.", Required = true };
        var verb = new Command("reject", "Reject a plan with a reason.") { key, reason, As };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(As), cancellationToken);
            var rejected = await session.PostAsync<ActionBrief>($"/api/actions/{Uri.EscapeDataString(parsed.GetValue(key)!)}/reject", new ReasonRequest(parsed.GetValue(reason)), cancellationToken);
            Console.WriteLine($"{rejected.Number} is rejected by {rejected.DecidedBy}: {rejected.Reason}");
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command Tasks()
    {
        var verb = new Command("tasks", "List the tasks, the latest first.") { AsJson };
        verb.SetAction((parsed, cancellationToken) => ListAsync<TaskLine>("/api/tasks", parsed.GetValue(AsJson), "No tasks. They come from operational thoughts and from approved plans.",
            ["Number", "Status", "Due", "Task", "Project"], t => [t.Number, t.Status.ToString(), t.DueDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "", OneLine(t.Title), t.ProjectNumber ?? ""], cancellationToken));
        return verb;
    }

    private static Command LogVerbs()
    {
        var verify = new Command("verify", "Check the hash chain of the execution log.") { AsJson };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(null, cancellationToken);
            var result = await session.GetAsync<LogVerification>("/api/log/verify", cancellationToken);
            if (parsed.GetValue(AsJson))
                Console.WriteLine(Json.Write(result));
            else if (result.Fault is null)
                Console.WriteLine($"All {result.Entries} entries are as they were written. Head {result.Head}");
            else
                Console.WriteLine($"The chain is broken: {result.Fault} The {result.Entries} entries before it are as they were written.");
            return result.Fault is null ? ExitCodes.Success : ExitCodes.Failure;
        });
        var list = new Command("list", "Print what was done, the latest first.") { AsJson };
        list.SetAction((parsed, cancellationToken) => ListAsync<LogEntry>("/api/log", parsed.GetValue(AsJson), "Nothing was done yet.",
            ["Entry", "At (UTC)", "Who", "What", "Why"], e => [$"LOG-{e.Position}", e.At.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture), e.Actor, e.Act, OneLine(e.Summary, 160)], cancellationToken));
        return new Command("log", "The execution log.") { list, verify };
    }

    private static Command Migrate()
    {
        var verb = new Command("migrate", "Bring the database to this version's schema; serve does so by itself.");
        verb.SetAction(async (_, cancellationToken) =>
        {
            var settings = SettingSources.Load();
            using var folder = DataFolder.TryClaim(settings.DataDir) ?? throw new StartException(ExitCodes.DataFolder, $"Another process uses {settings.DataDir}. Stop it first; it has migrated the database already if it is this version.");
            var applied = await StoreSetup.MigrateAsync(folder.DatabaseFile, cancellationToken);
            Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", applied)}.");
            return ExitCodes.Success;
        });
        return verb;
    }

    private static Command SettingsVerb()
    {
        var verb = new Command("settings", "List every setting with its default and meaning.");
        verb.SetAction(_ =>
        {
            foreach (var setting in SettingDefinitions.All)
                Console.WriteLine($"{setting.Name}={setting.Default}\n    {setting.Help}");
            return ExitCodes.Success;
        });
        return verb;
    }

    private static async Task<int> ListAsync<T>(string path, bool json, string whenEmpty, string[] columns, Func<T, string[]> row, CancellationToken cancellationToken)
    {
        await using var session = await Session.OpenAsync(null, cancellationToken);
        if (json)
        {
            Console.WriteLine(await session.GetAsync<string>(path, cancellationToken));
            return ExitCodes.Success;
        }
        var page = await session.GetAsync<Page<T>>(path, cancellationToken);
        if (page.Items.Count == 0)
        {
            Console.WriteLine(whenEmpty);
            return ExitCodes.Success;
        }
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var item in page.Items)
            table.AddRow([.. row(item).Select(cell => new Text(cell))]);
        AnsiConsole.Write(table);
        if (page.Next is not null)
            Console.WriteLine("There are more; --json and the API give them page by page.");
        return ExitCodes.Success;
    }

    private static string OneLine(string text, int most = 100)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= most ? line : line[..(most - 1)] + "…";
    }

    internal static int Say(int exitCode, string sentence)
    {
        Console.Error.WriteLine(sentence);
        return exitCode;
    }
}
