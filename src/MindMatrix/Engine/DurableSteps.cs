using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Store;
using Polly;
using Polly.Retry;

namespace MindMatrix.Engine;

/// <summary>How often and how soon a failing step is tried again.</summary>
/// <param name="Attempts">In all, at least 1.</param>
/// <param name="FirstDelay">Before the second attempt, up to a quarter longer; doubled each time.</param>
internal sealed record StepPolicy(int Attempts, TimeSpan FirstDelay)
{
    public static readonly StepPolicy Default = new(Attempts: 5, FirstDelay: TimeSpan.FromSeconds(1));
}

/// <summary>A step was tried as often as the policy allows.</summary>
internal sealed class StepFailedException(string step, Exception last)
    : Exception($"The step «{step}» failed: {last.Message}", last);

/// <summary>Runs the steps of a story, each by its name.</summary>
internal interface ISteps
{
    /// <param name="name">Unique within the story.</param>
    /// <param name="work">Finds the result.</param>
    /// <param name="commit">Writes the effects, where they are written.</param>
    /// <param name="giveUp">Makes a result of the last error, where the story can go on without; otherwise the error escapes.</param>
    Task<T> RunAsync<T>(string name, Func<CancellationToken, Task<T>> work, Func<UnitOfWork, T, Task>? commit = null, Func<Exception, T>? giveUp = null);
}

/// <summary>
/// The steps of one item. Each result is committed before what needs it begins; a step that has a committed result is not run again,
/// so a process that dies loses at most the step it was in.
/// </summary>
internal sealed class DurableSteps : ISteps
{
    private readonly Guid _itemId;
    private readonly Database _store;
    private readonly ChangeFeed _feed;
    private readonly TimeProvider _clock;
    private readonly Shutdown _shutdown;
    private readonly ResiliencePipeline _retry;
    private readonly ConcurrentDictionary<string, StepRecord> _committed;

    private DurableSteps(Guid itemId, Database store, ChangeFeed feed, TimeProvider clock, StepPolicy policy, Shutdown shutdown, IEnumerable<StepRecord> committed)
    {
        (_itemId, _store, _feed, _clock, _shutdown) = (itemId, store, feed, clock, shutdown);
        _committed = new(committed.ToDictionary(s => s.Name));
        _retry = policy.Attempts < 2 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = policy.Attempts - 1,
                // Always growing, and spread over items by their ids, so that those that failed together do not come back together.
                DelayGenerator = failed => new(policy.FirstDelay * Math.Pow(2, failed.AttemptNumber) * (1 + itemId.ToByteArray()[15] / 1024.0)),
                ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not (OperationCanceledException or PermanentFailureException or RefusalException)),
                OnRetry = retry =>
                {
                    var step = retry.Context.Properties.GetValue(StepName, "");
                    Tell(step, "retrying", $"Attempt {retry.AttemptNumber + 1} failed: {retry.Outcome.Exception!.Message} Next attempt in {retry.RetryDelay.TotalSeconds:0.0} s.");
                    return default;
                },
            })
            .Build();
    }

    private static readonly ResiliencePropertyKey<string> StepName = new("step");

    /// <summary>Takes up the item where its last run left it.</summary>
    public static async Task<DurableSteps> ResumeAsync(
        Guid itemId, Database store, ChangeFeed feed, TimeProvider clock, StepPolicy policy, Shutdown shutdown, CancellationToken cancellationToken)
    {
        var committed = await store.ReadAsync(db => db.Set<StepRecord>().Where(s => s.ItemId == itemId).ToListAsync(cancellationToken), cancellationToken);
        return new DurableSteps(itemId, store, feed, clock, policy, shutdown, committed);
    }

    /// <summary>Runs the step, or returns its committed result.</summary>
    /// <param name="name">Unique within the item.</param>
    /// <param name="work">Finds the result; may wait for the outside world; may run more than once until its result is committed.</param>
    /// <param name="commit">Writes the effects, in the transaction that commits the result: they happen exactly once.</param>
    /// <param name="giveUp">Makes a result of the last error, where the item can go on without; otherwise the item stops here.</param>
    /// <exception cref="StepFailedException">The step failed for good and <paramref name="giveUp"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The process is stopping; the step runs after the next start.</exception>
    public async Task<T> RunAsync<T>(
        string name, Func<CancellationToken, Task<T>> work, Func<UnitOfWork, T, Task>? commit = null, Func<Exception, T>? giveUp = null)
    {
        if (_committed.TryGetValue(name, out var done))
            return Json.Read<T>(done.Result);
        _shutdown.NoNewWork.ThrowIfCancellationRequested();
        Tell(name, "started");
        var context = ResilienceContextPool.Shared.Get(_shutdown.AbandonWork);
        context.Properties.Set(StepName, name);
        try
        {
            return await _retry.ExecuteAsync(async attempt =>
            {
                var result = await work(attempt.CancellationToken);
                await CommitAsync(name, result, commit, givenUp: false, attempt.CancellationToken);
                return result;
            }, context);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (giveUp is null)
            {
                Tell(name, "failed", error.Message);
                throw new StepFailedException(name, error);
            }
            var result = giveUp(error);
            await CommitAsync(name, result, commit, givenUp: true, _shutdown.AbandonWork);
            return result;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task CommitAsync<T>(string name, T result, Func<UnitOfWork, T, Task>? commit, bool givenUp, CancellationToken cancellationToken)
    {
        var record = new StepRecord { ItemId = _itemId, Name = name, Result = Json.Write(result), GivenUp = givenUp, CommittedAt = _clock.GetUtcNow() };
        await _store.WriteAsync(async unit =>
        {
            if (commit is not null)
                await commit(unit, result);
            unit.Db.Add(record);
        }, cancellationToken);
        _committed[name] = record;
        Tell(name, givenUp ? "given up" : "done");
    }

    private void Tell(string step, string state, string? text = null) => _feed.Publish(new Change("Step", _itemId, step, state, text));
}

/// <summary>The two moments of a stop: no new step begins, and what still runs is given up. The engine stays up until the items at work are put down.</summary>
internal sealed class Shutdown : IHostedService, IDisposable
{
    // Steps in flight get most of the 20 s of a stop: a model's answer that arrives is one that need not be paid twice.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource _abandon = new();
    private readonly CancellationTokenRegistration _atStop;
    private readonly ConcurrentDictionary<Task, bool> _atWork = new();

    public Shutdown(IHostApplicationLifetime lifetime)
    {
        NoNewWork = lifetime.ApplicationStopping;
        _atStop = NoNewWork.Register(() => _abandon.CancelAfter(Grace));
    }

    public CancellationToken NoNewWork { get; }

    public CancellationToken AbandonWork => _abandon.Token;

    /// <summary>Keeps the engine up until <paramref name="work"/> has ended, which heeds both moments and does not fail.</summary>
    public void WaitFor(Task work)
    {
        _atWork[work] = true;
        _ = work.ContinueWith(ended => _atWork.TryRemove(ended, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs before the engine's own stop: a step that ends still needs grains, for example the gate its model call leaves by.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_atWork.Keys).WaitAsync(cancellationToken);

    public void Dispose()
    {
        _atStop.Dispose();
        _abandon.Dispose();
    }
}
