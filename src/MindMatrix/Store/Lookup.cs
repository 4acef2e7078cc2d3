using Microsoft.EntityFrameworkCore;

namespace MindMatrix.Store;

internal static class Lookup
{
    /// <summary>Finds the record that <paramref name="key"/> names, a UUID or a short number.</summary>
    /// <exception cref="RefusalException">404: there is none.</exception>
    public static async Task<T> ByKeyAsync<T>(this IQueryable<T> records, string kind, string key, CancellationToken cancellationToken) where T : Record
    {
        var prefix = MindMatrixDb.Prefix<T>();
        var record = !RecordKey.TryParse(key, prefix, out var parsed) ? null
            : parsed.Id is { } id ? await records.SingleOrDefaultAsync(r => r.Id == id, cancellationToken)
            : await records.SingleOrDefaultAsync(r => r.Number == parsed.Number, cancellationToken);
        return record ?? throw RefusalException.NotFound(kind, key, prefix);
    }
}
