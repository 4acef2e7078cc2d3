using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace MindMatrix.Store;

internal static class StoreSetup
{
    /// <param name="databaseFile">Path of the SQLite file.</param>
    public static IServiceCollection AddStore(this IServiceCollection services, string databaseFile)
    {
        services.AddPooledDbContextFactory<MindMatrixDb>((provider, options) => options
            .UseMindMatrixSqlite(databaseFile)
            .AddInterceptors(provider.GetServices<IInterceptor>()));
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<Database>();
        services.AddSingleton<IInterceptor, SqlitePragmas>();
        return services;
    }

    public static TBuilder UseMindMatrixSqlite<TBuilder>(this TBuilder options, string databaseFile) where TBuilder : DbContextOptionsBuilder
    {
        options.UseSqlite(new SqliteConnectionStringBuilder
        {
            DataSource = databaseFile,
            ForeignKeys = true,
            DefaultTimeout = 30,
        }.ToString());
        return options;
    }

    /// <inheritdoc cref="MigrateAsync(IDbContextFactory{MindMatrixDb}, CancellationToken)"/>
    public static async Task<IReadOnlyList<string>> MigrateAsync(string databaseFile, CancellationToken cancellationToken)
    {
        var options = ((DbContextOptionsBuilder<MindMatrixDb>)new DbContextOptionsBuilder<MindMatrixDb>().UseMindMatrixSqlite(databaseFile).AddInterceptors(new SqlitePragmas())).Options;
        return await MigrateAsync(new PooledDbContextFactory<MindMatrixDb>(options), cancellationToken);
    }

    /// <summary>Brings the database to this version's schema; a database that is there already is never made smaller.</summary>
    /// <exception cref="StartException">It is from a newer version, damaged, or cannot be written.</exception>
    /// <returns>The migrations that were applied.</returns>
    public static async Task<IReadOnlyList<string>> MigrateAsync(IDbContextFactory<MindMatrixDb> contexts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            var known = db.Database.GetMigrations().ToHashSet();
            var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
            var newer = applied.Where(m => !known.Contains(m)).ToList();
            if (newer.Count > 0)
                throw new StartException(ExitCodes.DataFolder, $"The database was written by a newer version of Executive Mind Matrix (it has {newer[^1]}, which this one does not know). Start that version, or restore a backup made before the update; nothing was changed.");
            var pending = known.Except(applied).Order(StringComparer.Ordinal).ToList();
            if (pending.Count > 0)
                await db.Database.MigrateAsync(cancellationToken);
            return pending;
        }
        catch (Exception error) when (SqliteFailures.InWords(error) is { } words)
        {
            throw new StartException(ExitCodes.DataFolder, $"{words.What} {words.Remedy}", error);
        }
    }
}

/// <summary>
/// Write-ahead log: readers never wait for the writer. NORMAL: a commit survives the death of the process; a power cut may take the last
/// moments, never the file (docs/adr/0004).
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 30000;";

    public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>For <c>dotnet ef migrations add</c> only.</summary>
internal sealed class DesignTimeContexts : IDesignTimeDbContextFactory<MindMatrixDb>
{
    public MindMatrixDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<MindMatrixDb>().UseMindMatrixSqlite("design-time.db").Options);
}
