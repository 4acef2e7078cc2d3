using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MindMatrix.Audit;
using MindMatrix.Store;

namespace MindMatrix.Tests.Unit;

/// <summary>A real SQLite store in a folder of its own, gone after the test.</summary>
internal sealed class TempStore : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mindmatrix-unit-").FullName;
    private readonly ServiceProvider _services;

    private TempStore(params IInterceptor[] interceptors)
    {
        var services = new ServiceCollection();
        services.AddStore(Path.Combine(_folder, "test.db"));
        services.AddSingleton<IInterceptor, LogChainInterceptor>();
        foreach (var interceptor in interceptors)
            services.AddSingleton(interceptor);
        _services = services.BuildServiceProvider();
    }

    public Database Database => _services.GetRequiredService<Database>();

    public ChangeFeed Feed => _services.GetRequiredService<ChangeFeed>();

    public static async Task<TempStore> CreateAsync(params IInterceptor[] interceptors)
    {
        var store = new TempStore(interceptors);
        await StoreSetup.MigrateAsync(store._services.GetRequiredService<IDbContextFactory<MindMatrixDb>>(), TestContext.Current.CancellationToken);
        return store;
    }

    public Task<T> ReadAsync<T>(Func<MindMatrixDb, Task<T>> query) => Database.ReadAsync(query, TestContext.Current.CancellationToken);

    public Task WriteAsync(Action<UnitOfWork> work) => Database.WriteAsync(unit => { work(unit); return Task.CompletedTask; }, TestContext.Current.CancellationToken);

    /// <summary>Changes the file behind the product's back.</summary>
    public Task TamperAsync(string sql) => ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql, TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
