using System.Collections.Concurrent;

namespace MindMatrix.Notion;

/// <summary>
/// Which data source is meant by a database's id, the one in its address. Asked once for each, and again when Notion no longer finds it. Safe to be
/// shared.
/// </summary>
public sealed class DataSources(INotionApi notion)
{
    private readonly ConcurrentDictionary<NotionId, NotionId> _known = new();

    /// <summary>The database's first data source. The id of a data source itself is taken too.</summary>
    /// <exception cref="NotionNotFoundException">Neither a database nor a data source, or not shared.</exception>
    public async Task<NotionId> ResolveAsync(NotionId database, CancellationToken cancellationToken = default) =>
        _known.TryGetValue(database, out var known) ? known : _known[database] = await AskAsync(database, cancellationToken);

    /// <summary>
    /// Does something with the data source. When Notion no longer finds it, it is asked for again, and if it is another one by now, the work is done
    /// once more: nothing was done the first time.
    /// </summary>
    public async Task<T> UseAsync<T>(NotionId database, Func<NotionId, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        var first = await ResolveAsync(database, cancellationToken);
        try
        {
            return await work(first, cancellationToken);
        }
        catch (NotionNotFoundException)
        {
            Forget(database);
            if (await ResolveAsync(database, cancellationToken) is var second && second != first)
                return await work(second, cancellationToken);
            throw;
        }
    }

    /// <summary>Asks again the next time: the database was told to have changed.</summary>
    public void Forget(NotionId database) => _known.TryRemove(database, out _);

    private async Task<NotionId> AskAsync(NotionId id, CancellationToken cancellationToken)
    {
        try
        {
            var database = await notion.GetDatabaseAsync(id, cancellationToken);
            return database.DataSources is [var first, ..] ? first.Id
                : throw new NotionNotFoundException($"The database «{database.Title.PlainText()}» has no data source that the integration may see. A linked view has none: give the id of the original.");
        }
        catch (NotionNotFoundException missing)
        {
            try
            {
                return (await notion.GetDataSourceAsync(id, cancellationToken)).Id;
            }
            catch (NotionNotFoundException)
            {
                throw missing;
            }
        }
    }
}
