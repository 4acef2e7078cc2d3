namespace MindMatrix.Store;

/// <summary>Fills in what a fresh database must hold, for example the built-in advisers; changes nothing where it is there.</summary>
internal interface ISeed
{
    Task SeedAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Migrates and seeds while the engine starts, and holds back whatever is started after it: nobody is answered from a store that is not ready.
/// </summary>
internal sealed class StorePreparation : IHostedService
{
    private readonly Task _prepared;

    public StorePreparation(Microsoft.EntityFrameworkCore.IDbContextFactory<MindMatrixDb> contexts, IServiceProvider services) => _prepared = Task.Run(async () =>
    {
        await StoreSetup.MigrateAsync(contexts, CancellationToken.None);
        foreach (var seed in services.GetServices<ISeed>())
            await seed.SeedAsync(CancellationToken.None);
    });

    public Task StartAsync(CancellationToken cancellationToken) => _prepared.WaitAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
