namespace MindMatrix.Notion;

/// <summary>What another attempt of a request would do.</summary>
internal enum Repetition
{
    /// <summary>Nothing: it only reads.</summary>
    Reads,

    /// <summary>The same again.</summary>
    Same,

    /// <summary>A second thing.</summary>
    Another,
}

internal static class Requests
{
    private static readonly HttpRequestOptionsKey<bool> Uncertain = new("MindMatrix.Notion.Uncertain");

    public static Repetition Repetition(this HttpRequestMessage request)
    {
        var path = request.RequestUri?.AbsolutePath ?? "";
        var last = path[(path.LastIndexOf('/') + 1)..];
        return request.Method.Method switch
        {
            "GET" => Notion.Repetition.Reads,
            "POST" when last is "query" or "search" => Notion.Repetition.Reads,
            "POST" when last is "move" => Notion.Repetition.Same,
            "PATCH" when last is not ("children" or "markdown") => Notion.Repetition.Same,
            "DELETE" => Notion.Repetition.Same,
            _ => Notion.Repetition.Another,
        };
    }

    /// <summary>An attempt of this request ended so that nobody knows whether it was carried out. It holds for all later attempts.</summary>
    public static void NoteUncertain(this HttpRequestMessage request) => request.Options.Set(Uncertain, true);

    public static bool MayHaveBeenWritten(this HttpRequestMessage? request) =>
        request is not null && request.Repetition() != Notion.Repetition.Reads && request.Options.TryGetValue(Uncertain, out var uncertain) && uncertain;

    /// <summary>Whether an answer leaves it open that the request was carried out. 429 and 529 refuse, 409 saves nothing.</summary>
    public static bool LeavesOpen(this HttpResponseMessage response) => (int)response.StatusCode is >= 500 and not 529;

    /// <summary>Whether a failure leaves it open that the request was carried out: not when there never was a connection.</summary>
    public static bool LeavesOpen(this Exception failure) => failure is not (HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
    } or PauseTooLongException);

    public static bool IsRefusal(this HttpResponseMessage response) => (int)response.StatusCode is 429 or 529;
}
