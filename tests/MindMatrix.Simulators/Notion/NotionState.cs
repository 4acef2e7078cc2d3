using System.Text.Json.Nodes;

namespace MindMatrix.Simulators;

/// <summary>An answer that refuses.</summary>
internal sealed class NotionRefusal(int status, string code, string message) : Exception(message)
{
    public int Status => status;
    public string Code => code;

    public static NotionRefusal Invalid(string message) => new(400, "validation_error", message);

    public static NotionRefusal Missing(string kind, object id) =>
        new(404, "object_not_found", $"Could not find {kind} with ID: {id}. Make sure the relevant pages and databases are shared with your integration.");
}

/// <summary>A column.</summary>
internal sealed class SimulatedProperty
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Type { get; set; }
    public JsonObject Config { get; set; } = [];

    public JsonArray Options => Config["options"] as JsonArray ?? [];
}

/// <summary>A data source and its database, which has one only unless a test adds another.</summary>
internal sealed class SimulatedSource
{
    public required Guid Id { get; init; }
    public required Guid DatabaseId { get; init; }
    public required string Title { get; set; }
    public List<SimulatedProperty> Properties { get; } = [];
    public DateTimeOffset Edited { get; set; }
    public bool InTrash { get; set; }

    public SimulatedProperty? Find(string nameOrId) =>
        Properties.Find(p => p.Name == nameOrId) ?? Properties.Find(p => p.Id == nameOrId || p.Id == Uri.UnescapeDataString(nameOrId));
}

internal sealed class SimulatedDatabase
{
    public required Guid Id { get; init; }
    public required string Title { get; set; }
    public required JsonObject Parent { get; set; }
    public List<SimulatedSource> Sources { get; } = [];
    public bool IsInline { get; set; }
    public JsonNode? Icon { get; set; }
    public bool InTrash { get; set; }
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset Edited { get; set; }
}

/// <summary>A block, or a page: a page is the block that holds its body.</summary>
internal class SimulatedBlock
{
    public required Guid Id { get; init; }
    public required string Type { get; init; }
    public JsonObject Content { get; set; } = [];
    public List<SimulatedBlock> Children { get; } = [];
    public SimulatedBlock? Within { get; set; }
    public bool InTrash { get; set; }
    public DateTimeOffset Created { get; init; }
    public DateTimeOffset Edited { get; set; }
    public Guid CreatedBy { get; init; }
    public Guid EditedBy { get; set; }

    public SimulatedPage Page => this as SimulatedPage ?? Within!.Page;
    public IEnumerable<SimulatedBlock> Living => Children.Where(c => !c.InTrash);
}

internal sealed class SimulatedPage : SimulatedBlock
{
    /// <summary>Null for a page that is no row.</summary>
    public SimulatedSource? Source { get; set; }

    /// <summary>By property id: texts and dates as answered, choices by name, relations and people by id, whole.</summary>
    public Dictionary<string, JsonNode?> Values { get; } = [];
    public JsonNode? Icon { get; set; }
    public bool IsArchived { get; set; }
    public bool IsLocked { get; set; }

    /// <summary>Its place among all that was made, which breaks ties of creation.</summary>
    public long Order { get; init; }
    public JsonArray Comments { get; } = [];
}

/// <summary>One request as it came in, and how it was answered.</summary>
/// <param name="Endpoint">For example <c>PATCH /v1/pages/{id}</c>.</param>
/// <param name="IsWrite">It would change something.</param>
internal sealed record SimulatedNotionRequest(int Number, string Endpoint, string Path, JsonObject? Body, DateTimeOffset At, bool IsWrite)
{
    /// <summary>0 while it is being answered or when its connection was cut.</summary>
    public int Status { get; set; }
}

/// <summary>What goes wrong with one request.</summary>
/// <param name="Status">The answer's status; 0 cuts the connection.</param>
/// <param name="Applied">The request is carried out first.</param>
/// <param name="Html">The answer is a gateway's page.</param>
/// <param name="Delay">Before the answer.</param>
/// <param name="RetryAfterSeconds">Of 429 and 529; null says nothing.</param>
internal sealed record NotionFault(int Status = 200, bool Applied = false, bool Html = false, TimeSpan Delay = default, int? RetryAfterSeconds = 1)
{
    /// <summary>Refused with this status, nothing done.</summary>
    public static NotionFault Refused(int status, int? retryAfterSeconds = 1) => new(status, RetryAfterSeconds: retryAfterSeconds);

    /// <summary>Carried out, and then the connection is cut.</summary>
    public static readonly NotionFault CutAfterWrite = new(0, Applied: true);

    /// <summary>Cut before anything was done.</summary>
    public static readonly NotionFault CutBefore = new(0);

    /// <summary>Carried out and answered, late.</summary>
    public static NotionFault Slow(TimeSpan delay) => new(200, Applied: true, Delay: delay);

    /// <summary>A gateway's page.</summary>
    public static NotionFault Page(int status = 502) => new(status, Html: true);
}

/// <summary>Faults on writes by count, the same for the same seed.</summary>
/// <param name="FailEvery">Every so many writes one is refused with one of <paramref name="Statuses"/>; null for none.</param>
/// <param name="CutEvery">Every so many writes the connection is cut after the write; null for none.</param>
/// <param name="SlowEvery">Every so many writes the answer takes <paramref name="SlowFor"/>; null for none.</param>
internal sealed record NotionFaults(int Seed, int? FailEvery = null, IReadOnlyList<int>? Statuses = null, int? CutEvery = null, int? SlowEvery = null, TimeSpan SlowFor = default)
{
    public static readonly IReadOnlyList<int> AllStatuses = [500, 502, 503, 409, 429, 529];

    /// <param name="write">The number of this write, from 1.</param>
    public NotionFault? Of(int write)
    {
        var statuses = Statuses ?? AllStatuses;
        if (Falls(CutEvery, write, 0))
            return NotionFault.CutAfterWrite;
        if (Falls(FailEvery, write, 1))
            return NotionFault.Refused(statuses[new Random(HashCode(write)).Next(statuses.Count)]);
        return Falls(SlowEvery, write, 2) ? NotionFault.Slow(SlowFor) : null;
    }

    // The seed shifts which of so many it is, so that two kinds of fault do not always meet.
    private bool Falls(int? every, int write, int kind) => every is { } n && (write + Seed + kind) % n == 0;

    private int HashCode(int write) => unchecked(Seed * 7919 + write);
}
