namespace MindMatrix.Notion;

/// <summary>How Notion is reached.</summary>
public sealed class NotionOptions
{
    /// <summary>The version of the API that this client speaks.</summary>
    public const string Version = "2026-03-11";

    /// <summary>The integration's token: <c>ntn_…</c>, or an older <c>secret_…</c>. Notion alone knows whether it is good.</summary>
    public string Key { get; set; } = "";

    /// <summary>Where the API is, without or with the closing <c>/v1</c>.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.notion.com");

    /// <summary>Requests a second on average; 0 paces only for a minute after each refusal.</summary>
    public double RequestsPerSecond { get; set; } = 3;

    /// <summary>How many requests may go at once after a quiet time; at least 1. For a minute after a refusal it is 1.</summary>
    public int Burst { get; set; } = 10;

    /// <summary>For one attempt. Notion itself gives up after 60 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(65);

    /// <summary>Attempts after the first, where another is safe; 0 for none.</summary>
    public int Retries { get; set; } = 4;

    /// <summary>Before the second attempt; doubled each time, with jitter.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A longer pause that Notion asks for is not waited out: the call fails with <see cref="NotionRateLimitedException"/> at once.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromSeconds(90);

    internal Uri Root()
    {
        var path = BaseAddress.AbsoluteUri.TrimEnd('/');
        return new Uri(path.EndsWith("/v1", StringComparison.Ordinal) ? path[..^3] : path);
    }

    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Key) || Key.Trim().Any(c => c is <= ' ' or > '~'))
            yield return "Key: give the token of the integration, as Notion shows it (ntn_… or secret_…).";
        if (BaseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            yield return "BaseAddress: give an address with http or https.";
        if (RequestsPerSecond is not (>= 0 and <= 1_000))
            yield return "RequestsPerSecond: give a number from 0 to 1000.";
        if (Burst is < 1 or > 1_000)
            yield return "Burst: give a number from 1 to 1000.";
        if (Retries is < 0 or > 20)
            yield return "Retries: give a number from 0 to 20.";
        if (Timeout <= TimeSpan.Zero || FirstDelay <= TimeSpan.Zero || LongestPause < TimeSpan.Zero)
            yield return "Timeout, FirstDelay, LongestPause: give positive times.";
    }
}
