using System.Globalization;
using MindMatrix.Notion;
using MindMatrix.Settings;

namespace MindMatrix.Connectors.Notion;

/// <summary>One of the ten databases as it really is.</summary>
/// <param name="Names">Property of the specification → its name here; what is missing is left out.</param>
internal sealed record Table(DatabaseSpec Spec, NotionId DatabaseId, DataSource Source, IReadOnlyDictionary<string, string> Names)
{
    public NotionId Id => Source.Id;

    /// <summary>Null when the workspace does not have the property.</summary>
    public PropertySchema? SchemaOf(string property) => Names.TryGetValue(property, out var name) ? Source.Properties[name] : null;

    /// <summary>The value as this workspace takes it; null when it lacks the property or holds it in a type that is not written to.</summary>
    /// <param name="value">string, number, bool, date, ids of pages, or several strings; null clears.</param>
    public PropertyValue? Written(string property, object? value) => (SchemaOf(property)?.Type, value) switch
    {
        ("title", var v) => Value.Title(Text(v)),
        ("rich_text", var v) => Value.Text(Cut(Text(v))),
        ("select", null or "") => Value.Select(null),
        ("select", var v) => Value.Select(OptionName(Text(v))),
        // A state that the workspace does not have cannot be made by writing it.
        ("status", string v) => SchemaOf(property)!.Options.Any(o => o.Name == v) ? Value.Status(v) : null,
        ("multi_select", IEnumerable<string> v) => Value.MultiSelect(v.Select(OptionName).Distinct().Take(Limits.Members)),
        ("number", null) => Value.Number(null),
        ("number", IConvertible v) => Value.Number(v.ToDecimal(CultureInfo.InvariantCulture)),
        ("checkbox", bool v) => Value.Checkbox(v),
        ("date", DateOnly v) => Value.Date(v),
        ("date", DateTimeOffset v) => Value.Date(v),
        ("relation", IEnumerable<NotionId> v) => Value.Relation(v.Distinct().Take(Limits.Members)),
        ("url", var v) => Value.Url(Text(v)),
        _ => null,
    };

    /// <summary>What a page says under a property, in one form for all types, so that two sides can be compared; null when the property is missing.</summary>
    public string? Read(Page page, string property) => Names.TryGetValue(property, out var name) && page.Properties.TryGetValue(name, out var value) ? Plain(value) : null;

    /// <summary>The same for a value to be written.</summary>
    public static string Plain(PropertyValue value) => value switch
    {
        TitleValue v => v.Runs.PlainText(),
        RichTextValue v => v.Runs.PlainText(),
        SelectValue v => v.Choice?.Name ?? "",
        StatusValue v => v.Choice?.Name ?? "",
        MultiSelectValue v => string.Join('\n', v.Choices.Select(c => c.Name).Order(StringComparer.Ordinal)),
        NumberValue v => v.Number?.ToString(CultureInfo.InvariantCulture) ?? "",
        CheckboxValue v => v.Ticked ? "true" : "false",
        DateValue { Date: { IsDay: true } date } => date.Start,
        DateValue v => v.Date?.Moment?.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture) ?? "",
        RelationValue v => string.Join('\n', v.Pages.Select(p => p.ToString()).Order(StringComparer.Ordinal)),
        UrlValue v => v.Url ?? "",
        _ => "",
    };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    // A property holds a hundred runs; what is longer stands in the page's body, whole.
    private static string Cut(string text) => text.Length <= MostText ? text : string.Concat(RichText.Chunks(text, MostText - 1).First(), "…");

    private const int MostText = RichText.MaxLength * RichText.MaxRuns;

    private static string OptionName(string name) => name.Replace(',', ';') is var plain && plain.Length > 100 ? plain[..99] + "…" : name.Replace(',', ';');
}

/// <summary>What is wrong with one database, in words with the remedy.</summary>
/// <param name="Missing">Properties that the specification has and the workspace lacks.</param>
/// <param name="Mismatched">Property → what it is and what it should be.</param>
/// <param name="Fault">Why the database cannot be used at all; null when it can.</param>
internal sealed record TableFinding(
    string Database, string Title, bool Valid, IReadOnlyList<string> Expected, IReadOnlyList<string> Missing, IReadOnlyList<string> MissingOptional,
    IReadOnlyDictionary<string, string> Mismatched, IReadOnlyList<string> Extra, string? Fault)
{
    public string InWords() => this switch
    {
        { Fault: { } fault } => fault,
        { Valid: false } => string.Join(" ", Missing.Select(m => $"{m} is missing: «./run notion repair» adds it.").Concat(Mismatched.Select(m => $"{m.Key} {m.Value}."))),
        { MissingOptional.Count: > 0 } => $"Reachable, and all that is needed is there. «./run notion repair» can add {string.Join(", ", MissingOptional)}.",
        _ => "Reachable, and of the right shape.",
    };
}

/// <summary>The workspace: which data source each database is, and what its properties are really called and typed. Read once, and again when asked to.</summary>
internal sealed class Workspace(INotionApi notion, DataSources sources, NotionSettings settings, ILogger<Workspace> logger) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private IReadOnlyDictionary<string, Table>? _tables;

    /// <summary>The bot's own id.</summary>
    public NotionId? Bot { get; private set; }

    /// <exception cref="NotionException">A database cannot be read.</exception>
    public async Task<Table> TableAsync(string database, CancellationToken cancellationToken) => (await TablesAsync(cancellationToken))[database];

    public async Task<IReadOnlyDictionary<string, Table>> TablesAsync(CancellationToken cancellationToken)
    {
        if (_tables is { } known)
            return known;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_tables is { } meanwhile)
                return meanwhile;
            Bot ??= (await notion.MeAsync(cancellationToken)).Id;
            var read = await Task.WhenAll(Schema.Databases.Select(spec => ReadAsync(spec, cancellationToken)));
            foreach (var finding in read.Select(Compare).Where(f => !f.Valid))
                logger.LogWarning("{Database} in Notion is not of the right shape: {What}", finding.Title, finding.InWords());
            return _tables = read.ToDictionary(t => t.Spec.Key);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads everything again the next time.</summary>
    public void Forget()
    {
        _tables = null;
        foreach (var id in settings.Databases.Values)
            sources.Forget(NotionId.Parse(id));
    }

    private async Task<Table> ReadAsync(DatabaseSpec spec, CancellationToken cancellationToken)
    {
        var database = NotionId.Parse(settings.Databases[spec.Key]);
        var source = await sources.UseAsync(database, (id, stop) => notion.GetDataSourceAsync(id, stop), cancellationToken);
        return new Table(spec, database, source, NamesIn(spec, source));
    }

    /// <summary>Where each property of the specification is: by its name, by an alias, and the title by its type.</summary>
    internal static IReadOnlyDictionary<string, string> NamesIn(DatabaseSpec spec, DataSource source)
    {
        var names = new Dictionary<string, string>();
        foreach (var property in spec.Properties)
        {
            var name = property.Type == "title" ? source.TitleProperty
                : property.Aliases.Prepend(property.Name).FirstOrDefault(n => source.Properties.TryGetValue(n, out var schema) && Fits(property, schema.Type));
            if (name is not null)
                names[property.Name] = name;
        }
        return names;
    }

    private static bool Fits(PropertySpec property, string type) => type == property.Type || property.OrTypes.Contains(type);

    /// <summary>Reads all ten anew and compares them with the specification.</summary>
    public async Task<IReadOnlyList<TableFinding>> ValidateAsync(CancellationToken cancellationToken)
    {
        Forget();
        return await Task.WhenAll(Schema.Databases.Select(spec => FindAsync(spec, cancellationToken)));
    }

    private async Task<TableFinding> FindAsync(DatabaseSpec spec, CancellationToken cancellationToken)
    {
        try
        {
            return Compare(await ReadAsync(spec, cancellationToken));
        }
        catch (NotionException failed)
        {
            return new(spec.Key, spec.Title, false, [.. spec.Properties.Select(p => p.Name)], [], [], new Dictionary<string, string>(), [], failed.InWords(NotionSettings.DatabaseSettings[spec.Key]));
        }
    }

    public void Dispose() => _reading.Dispose();

    /// <summary>What of the specification a table lacks.</summary>
    internal static TableFinding Compare(Table table)
    {
        var spec = table.Spec;
        var backs = Schema.BacksIn(spec.Key).Where(b => b.Relation.Required).Select(b => b.Relation.Back!).ToList();
        var mismatched = spec.Properties.Where(p => !table.Names.ContainsKey(p.Name) && table.Source.Properties.ContainsKey(p.Name))
            .ToDictionary(p => p.Name, p => $"is {table.Source.Properties[p.Name].Type}, and {string.Join(" or ", p.OrTypes.Prepend(p.Type))} is needed: change its type in Notion");
        var missing = spec.Properties.Where(p => !table.Names.ContainsKey(p.Name) && !mismatched.ContainsKey(p.Name)).ToList();
        var required = missing.Where(p => p.Required).Select(p => p.Name).ToList();
        return new(
            spec.Key, spec.Title, required.Count == 0 && !mismatched.Keys.Any(n => spec.Property(n).Required),
            [.. spec.Properties.Select(p => p.Name), .. backs], required, [.. missing.Where(p => !p.Required).Select(p => p.Name)], mismatched,
            [.. table.Source.Properties.Keys.Except(table.Names.Values).Except(backs).Order(StringComparer.Ordinal)], null);
    }
}

internal static class NotionFailures
{
    /// <summary>What went wrong, for a person who set <paramref name="setting"/>.</summary>
    public static string InWords(this NotionException failure, string setting) => failure switch
    {
        NotionUnauthorizedException => "Notion does not accept the key. Copy the secret of the integration again into NOTION_API_KEY.",
        NotionNotFoundException => $"There is nothing under the id in {setting}, or it is not shared with the integration. In Notion open it, choose ••• → Connections, and add the integration; if it was deleted, restore it or set another id.",
        NotionRestrictedException => $"Notion does not let the integration do this: it lacks a capability, or the workspace has used up the blocks of its plan. {failure.Message}",
        NotionRateLimitedException => "Notion asks to wait: too many requests. Nothing is lost; it is tried again.",
        NotionValidationException => $"Notion refuses what was sent: {failure.Message}",
        NotionTimeoutException or NotionConnectionException or NotionUnavailableException or NotionInternalException => $"Notion cannot be reached at the moment. Nothing is lost; it is tried again. {failure.Message}",
        _ => failure.Message,
    };
}
