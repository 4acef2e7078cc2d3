using System.CommandLine;
using MindMatrix.Connectors.Notion;
using MindMatrix.Notion;
using MindMatrix.Settings;
using MindMatrix.Store;
using Spectre.Console;

namespace MindMatrix.Cli;

/// <summary>The verbs that talk to Notion itself, without a server: to make the databases, to mend them, and to see whether all can be reached.</summary>
internal static class NotionVerbs
{
    public static Command Notion()
    {
        var parent = new Option<string>("--parent") { Description = "Address or id of a page that is shared with the integration.", Required = true };
        var bootstrap = new Command("bootstrap", "Make the ten databases, the advisers, the areas and the Command Center under a page, and print the settings. Repeating it goes on where it stopped.") { parent };
        bootstrap.SetAction((parsed, cancellationToken) => SpokenAsync(() => BootstrapAsync(parsed.GetValue(parent)!, cancellationToken)));
        var yes = new Option<bool>("--yes") { Description = "Add without asking." };
        var repair = new Command("repair", "Add to the ten databases what they lack; shows first what it will do, and changes nothing else.") { yes };
        repair.SetAction((parsed, cancellationToken) => SpokenAsync(() => RepairAsync(parsed.GetValue(yes), cancellationToken)));
        return new Command("notion", "Make or mend the databases in Notion.") { bootstrap, repair };
    }

    public static Command Connections()
    {
        var json = new Option<bool>("--json") { Description = "Print for machines." };
        var verb = new Command("connections", "Say for each thing that is set whether it can be reached and is of the right shape. Exit code 0 when all is well, 1 otherwise.") { json };
        verb.SetAction((parsed, cancellationToken) => SpokenAsync(() => ConnectionsAsync(parsed.GetValue(json), cancellationToken)));
        return verb;
    }

    private static async Task<int> SpokenAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (NotionException failed)
        {
            Console.Error.WriteLine(failed.InWords("the id that was given"));
            return ExitCodes.Failure;
        }
    }

    private static async Task<int> BootstrapAsync(string parent, CancellationToken cancellationToken)
    {
        var read = SettingSources.Read();
        if (read("NOTION_API_KEY") is not { Length: > 0 } key)
            throw new StartException(ExitCodes.Settings, "NOTION_API_KEY is not set. Make an integration in Notion (Settings → Connections → Develop), and set its secret.");
        if (!NotionId.TryParse(parent, out var page))
            throw new StartException(ExitCodes.Usage, $"«{parent}» is not a page of Notion. Copy the page's address (••• → Copy link).");
        await using var services = Client(key, read("NOTION_BASE_URL"), 3);
        var settings = await new Bootstrap(services.GetRequiredService<INotionApi>(), line => Console.Error.WriteLine(line)).RunAsync(page, cancellationToken);
        Console.Error.WriteLine("Put these into .env:");
        foreach (var (name, id) in settings)
            Console.WriteLine($"{name}={id}");
        return ExitCodes.Success;
    }

    private static async Task<int> RepairAsync(bool yes, CancellationToken cancellationToken)
    {
        await using var services = Connected();
        var repair = ActivatorUtilities.CreateInstance<Repair>(services);
        var (additions, beyond) = await repair.PlanAsync(cancellationToken);
        foreach (var addition in additions)
            Console.WriteLine($"add to {Schema.Of(addition.Database).Title}: {addition.Property.Name} ({addition.Property.Type}){(addition.Property.To is { } to ? $" to {Schema.Of(to).Title}, shown there as {addition.Property.Back}" : "")}");
        foreach (var line in beyond)
            Console.WriteLine($"by hand: {line}");
        if (additions.Count > 0)
        {
            if (!yes && (Console.IsInputRedirected || !AnsiConsole.Confirm("Add these?", defaultValue: false)))
            {
                Console.WriteLine("Nothing was changed. Add them with --yes.");
                return beyond.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
            }
            await repair.ApplyAsync(additions, cancellationToken);
            Console.WriteLine($"{additions.Count} properties added.");
        }
        else if (beyond.Count == 0)
            Console.WriteLine("Nothing is missing.");
        return beyond.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
    }

    private sealed record Connection(string Name, bool Ok, string Message);

    private static async Task<int> ConnectionsAsync(bool json, CancellationToken cancellationToken)
    {
        var found = new List<Connection>();
        var settings = SettingSources.Load();
        if (settings.Notion is null)
            found.Add(new("Notion", true, "Not connected; NOTION_API_KEY is not set."));
        else
        {
            await using var services = Connected();
            try
            {
                var me = await services.GetRequiredService<INotionApi>().MeAsync(cancellationToken);
                found.Add(new("Notion", true, $"The integration «{me.Name}» of the workspace «{me.WorkspaceName}»."));
            }
            catch (NotionException failed)
            {
                found.Add(new("Notion", false, failed.InWords("NOTION_API_KEY")));
            }
            if (found[^1].Ok)
                found.AddRange((await services.GetRequiredService<Workspace>().ValidateAsync(cancellationToken)).Select(f => new Connection(f.Title, f.Valid, f.InWords())));
        }
        if (json)
            Console.WriteLine(Json.Write(found));
        else
        {
            foreach (var connection in found)
                Console.WriteLine($"{(connection.Ok ? "✓" : "✗")} {connection.Name}: {connection.Message}");
        }
        return found.All(c => c.Ok) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static ServiceProvider Connected()
    {
        var settings = SettingSources.Load().Notion ?? throw new StartException(ExitCodes.Settings, "Notion is not connected: NOTION_API_KEY is not set.");
        return Client(settings.ApiKey, settings.BaseUrl, settings.RequestsPerSecond, services => services.AddSingleton(settings).AddSingleton<Workspace>());
    }

    private static ServiceProvider Client(string key, string? baseUrl, double requestsPerSecond, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddNotionClient(client =>
        {
            (client.Key, client.RequestsPerSecond) = (key, requestsPerSecond);
            if (!string.IsNullOrWhiteSpace(baseUrl))
                client.BaseAddress = new Uri(baseUrl);
        });
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
