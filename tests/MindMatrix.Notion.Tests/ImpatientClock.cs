namespace MindMatrix.Notion.Tests;

/// <summary>A clock on which waiting takes no time: whoever waits for less than <see cref="Limit"/> is woken at once, and it is that much later.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    /// <summary>Waits as long as this are limits that something else is to end, and never pass.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(100);

    private readonly Lock _lock = new();
    private DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan time)
    {
        lock (_lock)
            _now += time;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void WakeAt(DateTimeOffset due)
    {
        lock (_lock)
            if (due > _now)
                _now = due;
    }

    private sealed class Timer(ImpatientClock clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero || dueTime >= Limit || _disposed)
                return !_disposed;
            var due = clock.GetUtcNow() + dueTime;
            ThreadPool.QueueUserWorkItem(_ =>
            {
                if (_disposed)
                    return;
                clock.WakeAt(due);
                callback(state);
            });
            return true;
        }

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
