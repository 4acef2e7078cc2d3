using System.Net;

namespace MindMatrix.Notion.Tests;

public sealed class RetryAfterTests
{
    [Theory]
    [InlineData("17", "{}", 17.0)]
    [InlineData("Mon, 23 Nov 2026 10:01:30 GMT", "{}", 90.0)]
    [InlineData("0.5", "{}", 0.5)]
    [InlineData(null, """{"additional_data":{"rate_limit_reason":"workspace","retry_after":120}}""", 120.0)]
    [InlineData(null, """{"code":"rate_limited"}""", null)]
    [InlineData(null, "<html>", null)]
    [InlineData("soon", "{}", null)]
    public void A_pause_is_read_from_the_header_else_from_the_body(string? header, string body, double? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StringContent(body) };
        response.Headers.Date = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        if (header is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", header);

        Assert.Equal(seconds, PaceStrategy.RetryAfter(response)?.TotalSeconds);
        // Twice: reading it uses nothing up.
        Assert.Equal(seconds, PaceStrategy.RetryAfter(response)?.TotalSeconds);
    }
}
