using System.Net;

namespace MindMatrix.Notion;

/// <summary>Reads each answer to its end within the attempt, so that one that breaks off is a failed attempt and not a surprise later.</summary>
internal sealed class WholeReplies : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
        // A gateway's page in place of data, whatever status it came with, is a gateway that failed.
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType is not "application/json")
            response.StatusCode = HttpStatusCode.BadGateway;
        return response;
    }
}
