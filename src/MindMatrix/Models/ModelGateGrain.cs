using MindMatrix.Settings;
using Orleans.Concurrency;

namespace MindMatrix.Models;

/// <summary>Lets calls to a provider through, one gate per provider in the whole cluster. Its key is the provider's name.</summary>
internal interface IModelGateGrain : IGrainWithStringKey
{
    /// <summary>Waits for a place.</summary>
    /// <returns>False after a while without one: ask again. A grain call must not be held until a model answers.</returns>
    Task<bool> EnterAsync(Guid lease);

    /// <summary>Gives the place back. Nobody waits for it: an answer in hand must not hang on a cluster that is going down.</summary>
    [OneWay]
    Task LeaveAsync(Guid lease, bool succeeded);

    /// <summary>Gives the place back and says that the provider is busy: fewer calls, and none before <paramref name="retryAfter"/> is over.</summary>
    Task BusyAsync(Guid lease, TimeSpan? retryAfter);
}

/// <inheritdoc cref="IModelGateGrain"/>
[Reentrant]
internal sealed class ModelGateGrain(AppSettings settings, TimeProvider clock) : Grain, IModelGateGrain
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // The place of a process that died must come back.
    private static readonly TimeSpan LeaseLife = TimeSpan.FromMinutes(10);

    private readonly AdaptiveLimit _limit = new(settings.ModelMaxConcurrency);
    private readonly Dictionary<Guid, DateTimeOffset> _inside = [];
    private DateTimeOffset _pausedUntil;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<bool> EnterAsync(Guid lease)
    {
        var giveUpAt = clock.GetUtcNow() + LongestWait;
        while (true)
        {
            var now = clock.GetUtcNow();
            foreach (var (old, since) in _inside)
            {
                if (now - since > LeaseLife)
                    _inside.Remove(old);
            }
            if (now >= _pausedUntil && _inside.Count < _limit.Value)
            {
                _inside[lease] = now;
                return true;
            }
            var left = giveUpAt - now;
            if (left <= TimeSpan.Zero)
                return false;
            var wait = _pausedUntil > now && _pausedUntil - now < left ? _pausedUntil - now : left;
            await Task.WhenAny(_changed.Task, Task.Delay(wait + TimeSpan.FromMilliseconds(1), clock));
        }
    }

    public Task LeaveAsync(Guid lease, bool succeeded)
    {
        if (succeeded)
            _limit.Succeeded();
        return FreeAsync(lease);
    }

    public Task BusyAsync(Guid lease, TimeSpan? retryAfter)
    {
        _limit.WasBusy();
        var pause = retryAfter ?? TimeSpan.FromSeconds(1);
        var until = clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
        if (until > _pausedUntil)
            _pausedUntil = until;
        return FreeAsync(lease);
    }

    private Task FreeAsync(Guid lease)
    {
        _inside.Remove(lease);
        var before = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        before.SetResult();
        return Task.CompletedTask;
    }
}
