using System.Globalization;
using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

/// <summary>
/// A workspace in memory, as one integration sees it. One call at a time. Methods that take an author act as the bot for the API; a test passes
/// <see cref="Person"/>, or uses the methods of <c>NotionWorkspace.People</c>.
/// </summary>
/// <param name="happened">Told of each change: type, entity, its kind, data, author, kind of author.</param>
internal sealed partial class NotionWorkspace(TimeProvider clock, Action<string, Guid, string, JsonObject, Guid, string> happened)
{
    public const string WorkspaceName = "Simulated workspace";
    public static readonly Guid WorkspaceId = new("22222222-0000-7000-8000-000000000001");
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, SimulatedDatabase> _databases = [];
    private readonly Dictionary<Guid, SimulatedSource> _sources = [];
    private readonly Dictionary<Guid, SimulatedBlock> _blocks = [];
    private readonly HashSet<Guid> _hidden = [];
    private long _order;

    /// <summary>The integration.</summary>
    public Guid Bot { get; } = new("33333333-0000-7000-8000-000000000001");

    /// <summary>Somebody who works in Notion.</summary>
    public Guid Person { get; } = new("33333333-0000-7000-8000-000000000002");

    /// <summary>Rows that one query lists at most.</summary>
    public int QueryLimit { get; set; } = 10_000;

    /// <summary>Blocks that may still be made, pages counted; null for any number.</summary>
    public int? BlockAllowance { get; set; }

    /// <summary>Runs alone.</summary>
    public T Do<T>(Func<T> work)
    {
        lock (_lock)
            return work();
    }

    /// <summary>As if it were not shared with the integration.</summary>
    public void Unshare(Guid id) => Do(() => _hidden.Add(id));

    /// <summary>Shares it again.</summary>
    public void Share(Guid id) => Do(() => _hidden.Remove(id));

    public JsonObject Me() => new()
    {
        ["object"] = "user",
        ["id"] = Bot.ToString(),
        ["type"] = "bot",
        ["name"] = "Simulated integration",
        ["avatar_url"] = null,
        ["bot"] = new JsonObject
        {
            ["owner"] = new JsonObject { ["type"] = "workspace", ["workspace"] = true },
            ["workspace_id"] = WorkspaceId.ToString(),
            ["workspace_limits"] = new JsonObject { ["max_file_upload_size_in_bytes"] = 5_242_880 },
            ["workspace_name"] = WorkspaceName,
        },
        ["request_id"] = Guid.CreateVersion7().ToString(),
    };

    public SimulatedDatabase Database(Guid id) => _databases.TryGetValue(id, out var database) && !_hidden.Contains(id) ? database : throw NotionRefusal.Missing("database", id);

    public SimulatedSource Source(Guid id) => _sources.TryGetValue(id, out var source) && !_hidden.Contains(id) && !_hidden.Contains(source.DatabaseId) ? source : throw NotionRefusal.Missing("data_source", id);

    public SimulatedPage Page(Guid id) => _blocks.GetValueOrDefault(id) is SimulatedPage page && IsShared(page) ? page : throw NotionRefusal.Missing("page", id);

    public SimulatedBlock Block(Guid id) => _blocks.TryGetValue(id, out var block) && IsShared(block.Page) ? block : throw NotionRefusal.Missing("block", id);

    private bool IsShared(SimulatedPage page) => !_hidden.Contains(page.Id) && (page.Source is null || (!_hidden.Contains(page.Source.Id) && !_hidden.Contains(page.Source.DatabaseId)));

    private bool IsBot(Guid author) => author == Bot;

    private void Tell(string type, Guid entity, string kind, Guid author, JsonObject? data = null) =>
        happened(type, entity, kind, data ?? [], author, IsBot(author) ? "bot" : "person");

    private void TellOfPage(string type, SimulatedPage page, Guid author, IEnumerable<SimulatedProperty>? updated = null)
    {
        var data = new JsonObject
        {
            ["parent"] = page.Source is { } source
                ? new JsonObject { ["id"] = source.DatabaseId.ToString(), ["type"] = "database", ["data_source_id"] = source.Id.ToString() }
                : new JsonObject { ["id"] = page.Within?.Page.Id.ToString() ?? WorkspaceId.ToString(), ["type"] = page.Within is null ? "space" : "page" },
        };
        if (updated is not null)
            data["updated_properties"] = new JsonArray([.. updated.Select(p => (JsonNode)Uri.EscapeDataString(p.Id))]);
        Tell(type, page.Id, "page", author, data);
    }

    private void Touch(SimulatedBlock block, Guid author)
    {
        var now = clock.GetUtcNow();
        (block.Edited, block.EditedBy) = (now, author);
        (block.Page.Edited, block.Page.EditedBy) = (now, author);
    }

    /// <summary>Down to the minute, as Notion tells all times of its own.</summary>
    private static DateTimeOffset Minute(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private static string Time(DateTimeOffset at) => Minute(at).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static JsonObject User(Guid id) => new() { ["object"] = "user", ["id"] = id.ToString() };

    private static Guid IdIn(JsonNode? json, string what) =>
        json is JsonValue value && value.TryGetValue<string>(out var text) && Guid.TryParse(text, out var id) ? id : throw NotionRefusal.Invalid($"body failed validation: {what} should be a valid uuid.");

    private static string? TextIn(JsonNode? json) => json is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsTrue(JsonNode? json) => json is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
