using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using MindMatrix.Engine;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Simulators;

/// <summary>
/// The real product in a process that kills itself (SIGKILL) at one commit: right before it, or right after it. The commit is named by the
/// step it records, or by the type of a record it writes.
/// </summary>
internal static class CrashHost
{
    /// <param name="at">before or after.</param>
    /// <param name="what">A step's name such as <c>compute</c>, or a record's type such as <c>Settlement</c>; <c>never</c> to live.</param>
    public static async Task<int> RunAsync(string at, string what)
    {
        var settings = SettingSources.Load();
        using var folder = DataFolder.TryClaim(settings.DataDir) ?? throw new InvalidOperationException("The data folder is claimed.");
        var death = new Death(at, what);
        await using var app = await App.StartAsync(settings, folder, CancellationToken.None,
            builder => builder.Services.AddSingleton<IInterceptor>(death).AddSingleton<IInterceptor>(death.AtCommit));
        Console.WriteLine($"listening {app.Address}");
        await app.WaitForShutdownAsync(CancellationToken.None);
        return 0;
    }

    private sealed class Death(string at, string what) : SaveChangesInterceptor
    {
        private readonly System.Runtime.CompilerServices.ConditionalWeakTable<DbContext, object> _marked = [];

        public CommitInterceptor AtCommit => field ??= new CommitInterceptor(this);

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            var added = eventData.Context!.ChangeTracker.Entries().Where(e => e.State is EntityState.Added).Select(e => e.Entity);
            if (added.Any(e => e is StepRecord step ? step.Name == what : e.GetType().Name == what))
                _marked.AddOrUpdate(eventData.Context, this);
            return new(result);
        }

        private void Die(DbContext? context, string now)
        {
            if (now == at && context is not null && _marked.TryGetValue(context, out _))
                Process.GetCurrentProcess().Kill();
        }

        internal sealed class CommitInterceptor(Death death) : DbTransactionInterceptor
        {
            public override ValueTask<InterceptionResult> TransactionCommittingAsync(System.Data.Common.DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
            {
                death.Die(eventData.Context, "before");
                return new(result);
            }

            public override Task TransactionCommittedAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
            {
                death.Die(eventData.Context, "after");
                return Task.CompletedTask;
            }
        }
    }
}
