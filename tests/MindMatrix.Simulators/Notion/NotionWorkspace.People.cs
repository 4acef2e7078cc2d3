using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

/// <summary>What a person does in Notion, and what a test looks at.</summary>
internal sealed partial class NotionWorkspace
{
    /// <summary>A page at the top, shared with the integration.</summary>
    public Guid AddTopPage(string title) => Do(() =>
    {
        var page = new SimulatedPage { Id = Guid.CreateVersion7(), Type = "child_page", Created = clock.GetUtcNow(), Edited = clock.GetUtcNow(), CreatedBy = Person, EditedBy = Person, Order = ++_order };
        page.Values["title"] = Runs(title);
        _blocks[page.Id] = page;
        return page.Id;
    });

    /// <summary>A new row, as a person makes one. The database may be named by title, by its id or by its data source's.</summary>
    /// <param name="properties">As the API takes them.</param>
    public Guid AddRow(string database, JsonObject properties, JsonArray? body = null) => Do(() => CreatePage(new JsonObject
    {
        ["parent"] = new JsonObject { ["data_source_id"] = SourceOf(database).Id.ToString() },
        ["properties"] = properties,
        ["children"] = body ?? [],
    }, Person).Id);

    /// <summary>Changes properties, as a person does.</summary>
    public void Edit(Guid page, JsonObject properties) => Do(() => UpdatePage(page, new JsonObject { ["properties"] = properties }, Person));

    /// <summary>Sets a select or a status, whichever it is, as a person does.</summary>
    public void Choose(Guid page, string property, string? name) => Do(() =>
    {
        var type = Page(page).Source!.Find(property)!.Type;
        return UpdatePage(page, new JsonObject { ["properties"] = new JsonObject { [property] = new JsonObject { [type] = name is null ? null : new JsonObject { ["name"] = name } } } }, Person);
    });

    /// <summary>Writes a text, as a person does.</summary>
    public void Write(Guid page, string property, string text) => Do(() =>
    {
        var type = Page(page).Source!.Find(property)!.Type;
        return UpdatePage(page, new JsonObject { ["properties"] = new JsonObject { [property] = new JsonObject { [type] = Written(Runs(text)) } } }, Person);
    });

    /// <summary>Adds blocks at the end, as a person does.</summary>
    public void WriteBody(Guid page, JsonArray blocks) => Do(() => Append(page, new JsonObject { ["children"] = blocks }, Person));

    /// <summary>Puts a page or block into the trash, as a person does.</summary>
    public void Trash(Guid id) => Do(() => TrashBlock(id, Person));

    /// <summary>Deletes a whole database, as a person does.</summary>
    public void TrashDatabase(Guid id) => Do(() =>
    {
        var database = Database(id);
        (database.InTrash, _blocks[id].InTrash) = (true, true);
        foreach (var source in database.Sources)
            source.InTrash = true;
        return database;
    });

    /// <summary>Gives a database another data source, with the same columns and no rows; the old one goes.</summary>
    public Guid ReplaceSource(Guid database) => Do(() =>
    {
        var old = Database(database).Sources[0];
        var made = new SimulatedSource { Id = Guid.CreateVersion7(), DatabaseId = database, Title = old.Title, Edited = clock.GetUtcNow() };
        made.Properties.AddRange(old.Properties);
        _sources.Remove(old.Id);
        _sources[made.Id] = made;
        _databases[database].Sources[0] = made;
        return made.Id;
    });

    /// <summary>Rows that are not in the trash, in the order in which they were made, as the API shows them.</summary>
    public IReadOnlyList<JsonObject> Rows(string database) => Do(() => _blocks.Values.OfType<SimulatedPage>().Where(p => p.Source == SourceOf(database) && !p.InTrash).OrderBy(p => p.Order).Select(p => Show(p)).ToList());

    /// <summary>The texts of a page's body, one a line, those within others indented.</summary>
    public string Body(Guid page) => Do(() => string.Join('\n', Lines(Page(page), "")));

    /// <summary>All related pages, also those that the API cuts.</summary>
    public IReadOnlyList<Guid> Related(Guid page, string property) => Do(() => Ids(Page(page).Values.GetValueOrDefault(Page(page).Source!.Find(property)!.Id)).Select(Guid.Parse).ToList());

    private static IEnumerable<string> Lines(SimulatedBlock within, string indent) =>
        within.Living.SelectMany(b => Lines(b, indent + "  ").Prepend($"{indent}{b.Type}: {Plain(b.Content["rich_text"])}"));

    private SimulatedSource SourceOf(string database) =>
        Guid.TryParse(database, out var id) ? _sources.GetValueOrDefault(id) ?? _databases[id].Sources[0] : _databases.Values.Single(d => d.Title == database && !d.InTrash).Sources[0];
}
