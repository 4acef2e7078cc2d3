using System.Net;
using MindMatrix.Store;

namespace MindMatrix.Models;

/// <summary>The provider has no room now; the same call may succeed later.</summary>
/// <param name="retryAfter">When it wants to be asked again; null when it does not say.</param>
internal sealed class ProviderBusyException(string provider, int status, TimeSpan? retryAfter, Exception inner)
    : Exception($"{provider} is busy ({status}).", inner)
{
    public TimeSpan? RetryAfter => retryAfter;
}

/// <summary>Sorts what providers answer into three kinds: busy, refused for good, and anything else, which the step tries again.</summary>
internal static class ProviderErrors
{
    /// <param name="keySetting">The setting that holds the key.</param>
    /// <param name="modelSettings">The settings that name the model.</param>
    /// <param name="message">What the provider said.</param>
    /// <returns>Null when it is of the third kind.</returns>
    public static Exception? Of(string provider, string model, string keySetting, string modelSettings, int status, string message, TimeSpan? retryAfter, Exception error)
    {
        // A limit on money is reported as 400, 402 or 429; waiting does not lift it.
        if (status is 400 or 402 or 403 or 429 && SpeaksOfMoney(message))
            return Refused("the account has no credit or its spend limit is reached; add credit or raise the limit with the provider.");
        return status switch
        {
            429 or 503 or 529 => new ProviderBusyException(provider, status, retryAfter, error),
            401 => Refused($"the key is wrong; check {keySetting}."),
            402 => Refused("the account has no credit; add credit with the provider."),
            403 => Refused("the key may not use this model; check its permissions."),
            404 => Refused($"the model {model} does not exist or is retired; check {modelSettings}."),
            413 => Refused("the text is too long."),
            400 => Refused("see the server's log for its message."),
            _ => null,
        };

        PermanentFailureException Refused(string remedy) => new($"{provider} refused the request ({status}): {remedy}", error);
    }

    /// <summary>
    /// True when nobody answered, so that rules may stand in. A reply that cannot be used is an answer, and a budget is a limit that a person set:
    /// neither is papered over.
    /// </summary>
    public static bool NobodyAnswered(Exception error) => error is not (UnusableReplyException or BudgetException or RefusalException);

    private static readonly string[] WordsOfMoney = ["spend limit", "spend_limit", "spending limit", "credit balance", "insufficient_quota", "usage limit", "billing_unavailable"];

    private static bool SpeaksOfMoney(string message) =>
        WordsOfMoney.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Notes how long a provider asks to be left alone; the SDKs do not hand the header on.</summary>
internal sealed class RetryAfterHandler(TimeProvider clock) : DelegatingHandler
{
    private static readonly AsyncLocal<Note?> Current = new();

    internal sealed class Note
    {
        public TimeSpan? RetryAfter { get; set; }
    }

    /// <summary>Begins a note for the calls of the present flow.</summary>
    public static Note Begin() => Current.Value = new Note();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or (HttpStatusCode)529 && Current.Value is { } note)
            note.RetryAfter = response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - clock.GetUtcNow()) : null;
        return response;
    }
}
