using System.Text.Json;
using Polly.Timeout;

namespace MindMatrix.Notion;

/// <summary>Makes an exception in plain words of what went wrong.</summary>
internal static class NotionErrors
{
    private const int LongestMessage = 600;

    /// <summary>Null for a good answer.</summary>
    public static async ValueTask<Exception?> OfAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return null;
        var error = Parse(await response.Content.ReadAsStringAsync());
        var status = (int)response.StatusCode;
        var code = error?.Text("code");
        var said = Said(error?.Text("message"));
        var what = $"{Named(response.RequestMessage)}: {status}{(code is null ? "" : $" {code}")}";
        var open = response.RequestMessage.MayHaveBeenWritten();
        var id = error?.Text("request_id") ?? Header(response, "x-notion-request-id") ?? (Header(response, "cf-ray") is { } ray ? $"cf-ray {ray}" : null);
        return status switch
        {
            400 => new NotionValidationException($"Notion does not take the request ({what}).{said}") { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
            401 => new NotionUnauthorizedException($"Notion does not accept the key ({what}). Copy the integration's token again from Notion's settings.{said}") { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
            403 => new NotionRestrictedException($"Notion does not allow it ({what}). Give the integration the capability it lacks, or look whether the workspace has reached what it may hold.{said}") { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
            404 => new NotionNotFoundException($"Notion finds nothing there ({what}). Look at the id, and share the page or database with the integration.{said}") { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
            409 => new NotionConflictException($"Notion was saving the same thing for somebody else ({what}). Try again.{said}") { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
            429 or 529 => new NotionRateLimitedException($"Notion asks for a pause ({what}). Try again later, or ask for fewer requests a second.{said}", PaceStrategy.RetryAfter(response)) { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
            500 => new NotionInternalException($"Notion failed ({what}). Try again later.{said}") { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
            > 500 => new NotionUnavailableException($"Notion is not available ({what}). Try again later; status.notion.so says more.{said}") { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
            _ => new NotionReplyException($"Notion answered in a way that this client does not know ({what}).{said}", null) { Status = response.StatusCode, Code = code, RequestId = id, MayHaveBeenWritten = open },
        };
    }

    /// <summary>Of a failure to get an answer. A caller's own cancellation stays what it is.</summary>
    public static Exception Of(HttpRequestMessage request, Exception failure, CancellationToken cancellationToken)
    {
        if (failure is OperationCanceledException && cancellationToken.IsCancellationRequested)
            return failure;
        var open = request.MayHaveBeenWritten();
        var what = Named(request);
        return failure switch
        {
            PauseTooLongException pause => new NotionRateLimitedException($"{pause.Message} Nothing was sent ({what}).", pause.Pause, failure) { MayHaveBeenWritten = open },
            TimeoutRejectedException or OperationCanceledException => new NotionTimeoutException($"Notion did not answer in time ({what}).", failure) { MayHaveBeenWritten = open },
            HttpRequestException or IOException => new NotionConnectionException($"There is no connection to Notion, or it broke ({what}): {failure.Message}", failure) { MayHaveBeenWritten = open },
            _ => failure,
        };
    }

    /// <summary>Of an answer that says it is good and cannot be read. A write was carried out then.</summary>
    public static Exception Unreadable(HttpResponseMessage response, Exception failure) =>
        new NotionReplyException($"Notion's answer cannot be read ({Named(response.RequestMessage)}): {failure.Message}", failure)
        {
            Status = response.StatusCode,
            RequestId = Header(response, "x-notion-request-id"),
            MayHaveBeenWritten = response.RequestMessage?.Repetition() is not (null or Repetition.Reads),
        };

    /// <summary>Null when it is no JSON object: gateways answer with pages.</summary>
    public static JsonElement? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Named(HttpRequestMessage? request) => $"{request?.Method} {request?.RequestUri?.AbsolutePath}";

    private static string Said(string? message) => message switch
    {
        null or "" => "",
        { Length: > LongestMessage } => $" Notion says: {RichText.Chunks(message, LongestMessage).First()} …",
        _ => $" Notion says: {message}",
    };

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
