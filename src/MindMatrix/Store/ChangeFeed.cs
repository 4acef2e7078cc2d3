using System.Collections.Concurrent;
using System.Threading.Channels;

namespace MindMatrix.Store;

/// <summary>Something a watcher may want to redraw: a committed change of a record, or a step of an item that began, ended or failed.</summary>
/// <param name="Kind">The record's type name, or <c>Step</c>.</param>
/// <param name="Id">The record; for a step, its item.</param>
/// <param name="Step">The step's name, for example <c>assess/the-quant</c>.</param>
/// <param name="State">started, done, retrying, failed.</param>
/// <param name="Text">One sentence for people.</param>
internal sealed record Change(string Kind, Guid Id, string? Step = null, string? State = null, string? Text = null);

/// <summary>Broadcasts committed changes to the watchers in this process. A slow watcher loses its oldest changes, never blocks a writer.</summary>
internal sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<Channel<Change>, bool> _watchers = new();

    public void Publish(Change change)
    {
        foreach (var watcher in _watchers.Keys)
            watcher.Writer.TryWrite(change);
    }

    /// <summary>Begins to watch at once, so that a caller may read the present state afterwards and miss nothing.</summary>
    public Watch Subscribe()
    {
        var channel = Channel.CreateBounded<Change>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });
        _watchers[channel] = true;
        return new Watch(this, channel);
    }

    internal sealed class Watch(ChangeFeed feed, Channel<Change> channel) : IDisposable
    {
        public IAsyncEnumerable<Change> ReadAllAsync(CancellationToken cancellationToken) => channel.Reader.ReadAllAsync(cancellationToken);

        /// <summary>Waits for the next change, at most <paramref name="atMost"/>; swallows whatever else has piled up.</summary>
        public async Task NextAsync(TimeSpan atMost, TimeProvider clock, CancellationToken cancellationToken)
        {
            using var timeout = new CancellationTokenSource(atMost, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                await channel.Reader.WaitToReadAsync(either.Token);
                while (channel.Reader.TryRead(out _)) { }
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The time is up: the caller looks at the database, as it would after a change.
            }
        }

        public void Dispose()
        {
            feed._watchers.TryRemove(channel, out _);
            channel.Writer.TryComplete();
        }
    }
}
