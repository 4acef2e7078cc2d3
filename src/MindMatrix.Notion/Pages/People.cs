using System.Text.Json;

namespace MindMatrix.Notion;

/// <summary>The integration itself, as Notion sees it.</summary>
public sealed record Bot
{
    /// <summary>What <see cref="Page.LastEditedBy"/> carries after a write of one's own.</summary>
    public required NotionId Id { get; init; }

    /// <summary>The integration's name.</summary>
    public string? Name { get; init; }

    /// <summary>bot.</summary>
    public string? Type { get; init; }

    /// <summary>Owner, workspace and limits, as told: <c>workspace_name</c> among them.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("bot")]
    public JsonElement? Details { get; init; }

    /// <summary>Null when not told.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? WorkspaceName => Details?.Text("workspace_name");
}

/// <summary>A comment.</summary>
public sealed record Comment
{
    /// <summary>Its id.</summary>
    public required NotionId Id { get; init; }

    /// <summary>The page or block it stands at.</summary>
    public Parent? Parent { get; init; }

    /// <summary>The thread.</summary>
    public NotionId? DiscussionId { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset CreatedTime { get; init; }

    /// <summary>Who.</summary>
    public UserRef? CreatedBy { get; init; }

    /// <summary>What.</summary>
    public IReadOnlyList<RichText> RichText { get; init; } = [];
}

/// <summary>A comment to be made: at a page or block, or in a thread.</summary>
public sealed record NewComment(IReadOnlyList<RichText> RichText)
{
    /// <summary>Starts a thread there.</summary>
    public Parent? Parent { get; init; }

    /// <summary>Answers in this one.</summary>
    public NotionId? DiscussionId { get; init; }
}

/// <summary>A comment's new text.</summary>
public sealed record CommentChanges(IReadOnlyList<RichText> RichText);

/// <summary>A file on its way; at most 20 MB in one part.</summary>
public sealed record FileUpload
{
    /// <summary>For <see cref="FileRef.FileUpload"/>.</summary>
    public required NotionId Id { get; init; }

    /// <summary>pending, uploaded, expired, failed.</summary>
    public string Status { get; init; } = "";

    /// <summary>Its name.</summary>
    public string? Filename { get; init; }

    /// <summary>Unless attached by then, it is deleted.</summary>
    public DateTimeOffset? ExpiryTime { get; init; }
}

/// <summary>A file to be uploaded.</summary>
/// <param name="Mode">single_part or multi_part.</param>
public sealed record NewFileUpload(string Filename, string ContentType, string Mode = "single_part", int? NumberOfParts = null);
