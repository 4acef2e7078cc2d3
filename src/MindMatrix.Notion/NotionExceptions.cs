using System.Net;

namespace MindMatrix.Notion;

/// <summary>A request to Notion that did not end well. The message says what, and what to do.</summary>
public abstract class NotionException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Null when no answer came.</summary>
    public HttpStatusCode? Status { get; internal init; }

    /// <summary>Notion's own word, for example validation_error; null when it gave none.</summary>
    public string? Code { get; internal init; }

    /// <summary>To be named to Notion's support; null when no answer came.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>
    /// The request would change something, and whether it did is unknown. What creates was not repeated: look whether the thing is there before you
    /// make it again. False means: nothing was changed.
    /// </summary>
    public bool MayHaveBeenWritten { get; internal init; }
}

/// <summary>400: the request is wrong, as it stands it will never be taken.</summary>
public sealed class NotionValidationException(string message) : NotionException(message);

/// <summary>401: the key is not valid.</summary>
public sealed class NotionUnauthorizedException(string message) : NotionException(message);

/// <summary>403: the integration lacks a capability, or the workspace has used up what it may hold.</summary>
public sealed class NotionRestrictedException(string message) : NotionException(message);

/// <summary>404: it does not exist, or is not shared with the integration, which Notion does not tell apart.</summary>
public sealed class NotionNotFoundException(string message) : NotionException(message);

/// <summary>409: somebody else was saving the same; still so after the repetitions.</summary>
public sealed class NotionConflictException(string message) : NotionException(message);

/// <summary>429 or 529: too many requests, or too much to do; nothing was done.</summary>
public sealed class NotionRateLimitedException(string message, TimeSpan? retryAfter, Exception? inner = null) : NotionException(message, inner)
{
    /// <summary>Until when Notion asks to wait; null when it did not say.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>500: Notion failed.</summary>
public sealed class NotionInternalException(string message) : NotionException(message);

/// <summary>502, 503, 504, another answer of this kind, or a page where data was due.</summary>
public sealed class NotionUnavailableException(string message) : NotionException(message);

/// <summary>No answer in time.</summary>
public sealed class NotionTimeoutException(string message, Exception? inner) : NotionException(message, inner);

/// <summary>No connection, or one that broke.</summary>
public sealed class NotionConnectionException(string message, Exception? inner) : NotionException(message, inner);

/// <summary>An answer that cannot be read.</summary>
public sealed class NotionReplyException(string message, Exception? inner) : NotionException(message, inner);
