namespace MindMatrix.Engine;

/// <summary>
/// The time of day that never goes back. When the machine's clock is set back, it runs on at half speed until the machine has caught up: what is
/// ordered by time stays in order, and the engine, which starts no grain in what it takes for the past, works on.
/// </summary>
internal sealed class SteadyClock(TimeProvider machine) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _last;
    private long _at;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var (now, at) = (machine.GetUtcNow(), machine.GetTimestamp());
            _last = now >= _last ? now : _last + (machine.GetElapsedTime(_at, at) / 2);
            _at = at;
            return _last;
        }
    }

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);
}
