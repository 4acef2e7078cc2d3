namespace MindMatrix.Notion;

/// <summary>A question to a data source. One yields at most 10,000 rows; see <see cref="Reading.QueryAllAsync"/>.</summary>
public sealed record Query
{
    /// <summary>Null for all rows.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The first counts most.</summary>
    public IReadOnlyList<Sort>? Sorts { get; init; }

    /// <summary>Null for the first page.</summary>
    public string? StartCursor { get; init; }

    /// <summary>At most 100.</summary>
    public int PageSize { get; init; } = Limits.PageSize;

    /// <summary>True asks for deleted rows only.</summary>
    public bool? InTrash { get; init; }

    /// <summary>Rows, not data sources.</summary>
    public string ResultType { get; init; } = "page";
}

/// <summary>An order: by a property or by a timestamp.</summary>
public sealed record Sort
{
    /// <summary>Name or id.</summary>
    public string? Property { get; init; }

    /// <summary>created_time or last_edited_time.</summary>
    public string? Timestamp { get; init; }

    /// <summary>ascending or descending.</summary>
    public required string Direction { get; init; }

    /// <summary>By a property.</summary>
    public static Sort By(string property, bool descending = false) => new() { Property = property, Direction = descending ? "descending" : "ascending" };

    /// <summary>By the time of creation.</summary>
    public static Sort ByCreation(bool descending = false) => new() { Timestamp = "created_time", Direction = descending ? "descending" : "ascending" };

    /// <summary>By the time of the last change.</summary>
    public static Sort ByEdit(bool descending = false) => new() { Timestamp = "last_edited_time", Direction = descending ? "descending" : "ascending" };
}

/// <summary>A search by title over all that is shared with the integration. Its index lags, and it is not complete: query for what must be found.</summary>
public sealed record Search
{
    /// <summary>Words of the title; null for all.</summary>
    public string? Query { get; init; }

    /// <summary>Pages or data sources only.</summary>
    public SearchFilter? Filter { get; init; }

    /// <summary>By the last change.</summary>
    public Sort? Sort { get; init; }

    /// <summary>Null for the first page.</summary>
    public string? StartCursor { get; init; }

    /// <summary>At most 100.</summary>
    public int PageSize { get; init; } = Limits.PageSize;
}

/// <summary>What kind to find.</summary>
/// <param name="Value">page or data_source.</param>
public sealed record SearchFilter(string Value, string Property = "object")
{
    /// <summary>Pages and rows.</summary>
    public static SearchFilter Pages { get; } = new("page");

    /// <summary>Data sources.</summary>
    public static SearchFilter DataSources { get; } = new("data_source");
}

/// <summary>One page of a list.</summary>
public sealed record ListOf<T>
{
    /// <summary>At most 100.</summary>
    public IReadOnlyList<T> Results { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextCursor { get; init; }

    /// <summary>There is another page.</summary>
    public bool HasMore { get; init; }

    /// <summary>Of a query: whether all rows were in reach.</summary>
    public RequestStatus? RequestStatus { get; init; }
}

/// <summary>How far a query got.</summary>
/// <param name="Type">complete or incomplete.</param>
/// <param name="IncompleteReason">query_result_limit_reached.</param>
public sealed record RequestStatus(string Type, string? IncompleteReason = null)
{
    /// <summary>More than 10,000 rows: the rest was not listed.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool ReachedTheLimit => Type == "incomplete" && IncompleteReason == "query_result_limit_reached";
}
