using MindMatrix.Dialectic;
using MindMatrix.Knowledge;
using MindMatrix.Models;
using MindMatrix.Notion;
using MindMatrix.Settings;

namespace MindMatrix.Connectors.Notion;

/// <summary>
/// Makes the ten databases in a workspace that has none: under one page, with relations both ways, the advisers, the areas and the Command
/// Center. What is there already by its title is used, so that a run that broke off is simply repeated.
/// </summary>
/// <param name="say">Told of each thing that is made or found.</param>
internal sealed class Bootstrap(INotionApi notion, Action<string> say)
{
    private const string CommandCenterTitle = "Command Center";

    /// <returns>Setting → id, eleven in all.</returns>
    /// <exception cref="NotionException">Notion refuses; what was made stays and is used by the next run.</exception>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(NotionId parent, CancellationToken cancellationToken)
    {
        var (databases, pages) = await ChildrenAsync(parent, cancellationToken);
        var sources = new Dictionary<string, NotionId>();
        var ids = new Dictionary<string, NotionId>();
        foreach (var spec in Schema.Databases)
        {
            var there = databases.TryGetValue(spec.Title, out var id);
            var database = there ? await notion.GetDatabaseAsync(id, cancellationToken) : await CreateAsync(spec, parent, cancellationToken);
            (ids[spec.Key], sources[spec.Key]) = (database.Id, database.DataSources[0].Id);
            say(there ? $"{spec.Title} is there." : $"{spec.Title} made.");
        }
        foreach (var spec in Schema.Databases)
        {
            foreach (var relation in spec.Properties.Where(p => p.Type == "relation"))
                await notion.RelateAsync(sources[spec.Key], relation.Name, sources[relation.To!], relation.Back!, cancellationToken);
        }
        say("The databases are related to each other.");
        foreach (var name in AgentRegistry.LeadNames)
            await RowAsync(sources["agent_registry"], "Agent_Name", name.Value, new() { ["System_Prompt"] = Value.Text(Prompts.Load($"{name.Key}.md")), ["Active"] = Value.Checkbox(true) }, "🎭", cancellationToken);
        foreach (var name in Areas.Shipped)
            await RowAsync(sources["areas"], "Name", name, [], "🧭", cancellationToken);
        say("The advisers and the areas are there.");
        if (!pages.TryGetValue(CommandCenterTitle, out var center))
        {
            var layout = CommandCenter.Layout(ids.ToDictionary(d => d.Key, d => d.Value.ToString()), null);
            center = (await notion.CreatePageAsync(Parent.Page(parent), new Dictionary<string, PropertyValue> { ["title"] = Value.Title(CommandCenterTitle) }, layout, Icon.Of("🧠"), cancellationToken)).Page.Id;
            say("Command Center made.");
        }
        return ids.ToDictionary(d => NotionSettings.DatabaseSettings[d.Key], d => d.Value.Value.ToString("N"))
            .Append(new("NOTION_PAGE_COMMAND_CENTER", center.Value.ToString("N"))).ToDictionary();
    }

    private async Task<(Dictionary<string, NotionId> Databases, Dictionary<string, NotionId> Pages)> ChildrenAsync(NotionId parent, CancellationToken cancellationToken)
    {
        var (databases, pages) = (new Dictionary<string, NotionId>(), new Dictionary<string, NotionId>());
        await foreach (var block in notion.ChildrenAsync(parent, cancellationToken))
        {
            if (block.Type is "child_database" or "child_page" && (string?)block.Content["title"] is { } title && !block.InTrash)
                (block.Type == "child_database" ? databases : pages).TryAdd(title, block.Id);
        }
        return (databases, pages);
    }

    private Task<NotionDatabase> CreateAsync(DatabaseSpec spec, NotionId parent, CancellationToken cancellationToken) => notion.CreateDatabaseAsync(new NewDatabase
    {
        Parent = Parent.Page(parent),
        Title = RichText.Of(spec.Title),
        Icon = Icon.Of(spec.Emoji),
        InitialDataSource = new InitialDataSource(spec.Properties.Where(p => p.Type != "relation").ToDictionary(p => p.Name, SchemaOf)),
    }, cancellationToken);

    /// <summary>A property as it is made; relations are made apart, once both sides exist.</summary>
    public static PropertySchema SchemaOf(PropertySpec property) => property.Type switch
    {
        "title" => PropertySchema.Title(),
        "number" => PropertySchema.Number(),
        "checkbox" => PropertySchema.Checkbox(),
        "date" => PropertySchema.Date(),
        "url" => PropertySchema.Url(),
        "select" => PropertySchema.Select(property.Options),
        "multi_select" => PropertySchema.MultiSelect(property.Options),
        _ => PropertySchema.Text(),
    };

    private async Task RowAsync(NotionId source, string titleProperty, string title, Dictionary<string, PropertyValue> more, string emoji, CancellationToken cancellationToken)
    {
        if (await notion.FindAsync(source, Filter.Title(titleProperty, title), cancellationToken) is null)
            await notion.CreatePageAsync(Parent.DataSource(source), more.Append(new(titleProperty, Value.Title(title))).ToDictionary(), [], Icon.Of(emoji), cancellationToken);
    }
}

/// <summary>Adds what a workspace lacks of the ten schemas; changes and removes nothing.</summary>
internal sealed class Repair(INotionApi notion, Workspace workspace)
{
    /// <summary>One property to be added.</summary>
    public sealed record Addition(string Database, PropertySpec Property);

    /// <returns>What is to be added, and what only a person can mend, in words.</returns>
    public async Task<(IReadOnlyList<Addition> Additions, IReadOnlyList<string> Beyond)> PlanAsync(CancellationToken cancellationToken)
    {
        var findings = await workspace.ValidateAsync(cancellationToken);
        return (
            [.. findings.SelectMany(f => f.Missing.Concat(f.MissingOptional).Select(name => new Addition(f.Database, Schema.Of(f.Database).Property(name))))],
            [.. findings.Where(f => f.Fault is not null).Select(f => $"{f.Title}: {f.Fault}"), .. findings.SelectMany(f => f.Mismatched.Select(m => $"{f.Title}: {m.Key} {m.Value}."))]);
    }

    public async Task ApplyAsync(IReadOnlyList<Addition> additions, CancellationToken cancellationToken)
    {
        foreach (var database in additions.GroupBy(a => a.Database))
        {
            var table = await workspace.TableAsync(database.Key, cancellationToken);
            var plain = database.Where(a => a.Property.Type != "relation").ToDictionary(a => a.Property.Name, a => (PropertySchema?)Bootstrap.SchemaOf(a.Property));
            if (plain.Count > 0)
                await notion.UpdateDataSourceAsync(table.Id, new DataSourceChanges { Properties = plain }, cancellationToken);
            foreach (var relation in database.Where(a => a.Property.Type == "relation"))
                await notion.RelateAsync(table.Id, relation.Property.Name, (await workspace.TableAsync(relation.Property.To!, cancellationToken)).Id, relation.Property.Back!, cancellationToken);
        }
        workspace.Forget();
    }
}
