namespace MindMatrix.Notion;

/// <summary>Notion asks for a longer pause than the caller wants to wait.</summary>
internal sealed class PauseTooLongException(TimeSpan pause) : Exception($"Notion asks for a pause; {Math.Ceiling(pause.TotalSeconds)} seconds of it are left.")
{
    public TimeSpan Pause => pause;
}

/// <summary>
/// When the next request may go. A bucket of tokens, kept as the moment at which it would be full (the generic cell rate algorithm), because the
/// bucket of System.Threading.RateLimiting takes no clock and cannot be paused. A refusal pauses all requests, empties the bucket, and for a minute
/// lets only one go at a time, evenly.
/// </summary>
internal sealed class Pace(double perSecond, int burst, TimeSpan longestPause, TimeProvider clock)
{
    private static readonly TimeSpan Caution = TimeSpan.FromMinutes(1);
    private const double CautiousRate = 3;
    private readonly Lock _lock = new();
    private DateTimeOffset _full;
    private DateTimeOffset _pausedUntil;
    private DateTimeOffset _cautiousUntil;
    private int _refusals;

    /// <summary>Waits for a turn.</summary>
    /// <exception cref="PauseTooLongException">It would be a longer pause than is wanted.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (turn, seen) = Reserve();
            var wait = turn - clock.GetUtcNow();
            // A delay is cut to whole milliseconds, which would be too early.
            if (wait > TimeSpan.Zero)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), clock, cancellationToken);
            lock (_lock)
            {
                // A refusal meanwhile: the turn was given before it.
                if (seen == _refusals || _pausedUntil <= turn)
                    return;
            }
        }
    }

    /// <summary>No request goes before that much time has passed.</summary>
    public void Refused(TimeSpan pause)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var until = now + pause;
            _refusals++;
            if (until > _pausedUntil)
                _pausedUntil = until;
            _full = Later(_full, _pausedUntil);
            _cautiousUntil = _pausedUntil + Caution;
        }
    }

    private (DateTimeOffset Turn, int Refusals) Reserve()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_pausedUntil - now > longestPause)
                throw new PauseTooLongException(_pausedUntil - now);
            var earliest = Later(now, _pausedUntil);
            var cautious = earliest < _cautiousUntil;
            var rate = cautious && (perSecond == 0 || perSecond > CautiousRate) ? CautiousRate : perSecond;
            if (rate == 0)
                return (earliest, _refusals);
            var interval = TimeSpan.FromSeconds(1 / rate);
            // A bucket that has long been full is full now, no more.
            _full = Later(_full, now);
            var turn = Later(earliest, _full - interval * (cautious ? 0 : burst - 1));
            _full = Later(_full, turn) + interval;
            return (turn, _refusals);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
