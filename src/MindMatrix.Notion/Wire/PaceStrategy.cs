using System.Globalization;
using System.Text.Json;
using Polly;

namespace MindMatrix.Notion;

internal sealed class PaceStrategyOptions : ResilienceStrategyOptions;

/// <summary>Lets each attempt wait for its turn, learns from refusals, and notes which attempts ended openly.</summary>
internal sealed class PaceStrategy(Pace pace) : ResilienceStrategy<HttpResponseMessage>
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(1);

    protected override async ValueTask<Outcome<HttpResponseMessage>> ExecuteCore<TState>(Func<ResilienceContext, TState, ValueTask<Outcome<HttpResponseMessage>>> callback, ResilienceContext context, TState state)
    {
        try
        {
            await pace.WaitAsync(context.CancellationToken);
        }
        catch (Exception failure) when (failure is PauseTooLongException or OperationCanceledException)
        {
            return Outcome.FromException<HttpResponseMessage>(failure);
        }
        var outcome = await callback(context, state);
        if (outcome.Result is { } response && response.IsRefusal())
            pace.Refused(RetryAfter(response) is { } wait && wait > TimeSpan.Zero ? wait : Unsaid);
        if (outcome.Result?.LeavesOpen() ?? outcome.Exception?.LeavesOpen() ?? false)
            context.GetRequestMessage()?.NoteUncertain();
        return outcome;
    }

    /// <summary>From the header, as seconds or a moment, else from the body; null when neither says.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is { } header)
            return header.Delta ?? header.Date - response.Headers.Date;
        return response.Headers.TryGetValues("Retry-After", out var raw) && double.TryParse(raw.First(), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e6
            ? TimeSpan.FromSeconds(seconds)
            : FromBody(response);
    }

    private static TimeSpan? FromBody(HttpResponseMessage response)
    {
        // The body is in memory by now.
        using var body = new StreamReader(response.Content.ReadAsStream(), leaveOpen: true);
        var text = body.ReadToEnd();
        body.BaseStream.Position = 0;
        return NotionErrors.Parse(text)?.Member("additional_data")?.Member("retry_after") is { ValueKind: JsonValueKind.Number } seconds && seconds.TryGetDouble(out var value) && value is >= 0 and < 1e6
            ? TimeSpan.FromSeconds(value)
            : null;
    }
}
