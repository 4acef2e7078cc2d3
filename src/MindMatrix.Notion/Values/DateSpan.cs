using System.Globalization;
using System.Text.Json.Serialization;

namespace MindMatrix.Notion;

/// <summary>A day or a moment, and perhaps its end, as Notion writes them.</summary>
/// <param name="Start">ISO 8601: a day, or a moment with its offset.</param>
/// <param name="End">The same; null for none.</param>
/// <param name="TimeZone">An IANA name; the moments then carry no offset of their own.</param>
public sealed record DateSpan(string Start, string? End = null, string? TimeZone = null)
{
    /// <summary>Moments, in UTC.</summary>
    public static DateSpan Of(DateTimeOffset start, DateTimeOffset? end = null) => new(Text(start), end is { } e ? Text(e) : null);

    /// <summary>Days.</summary>
    public static DateSpan Of(DateOnly start, DateOnly? end = null) => new(Text(start), end is { } e ? Text(e) : null);

    /// <summary>No time of day was given.</summary>
    [JsonIgnore]
    public bool IsDay => Start.Length == 10;

    /// <summary>The first day, where the person who wrote it was; null when the text cannot be read.</summary>
    [JsonIgnore]
    public DateOnly? Day => Start.Length >= 10 && DateOnly.TryParseExact(Start[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The start in UTC; a day begins at midnight UTC. Null when the text cannot be read.</summary>
    [JsonIgnore]
    public DateTimeOffset? Moment
    {
        get
        {
            if (!DateTimeOffset.TryParse(Start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
                return null;
            // With a zone the text is the time on its clocks.
            return TimeZone is { } name && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && !IsDay && !HasOffset(Start)
                ? new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(moment.DateTime, DateTimeKind.Unspecified), zone), TimeSpan.Zero)
                : moment;
        }
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10;

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
