using System.Globalization;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Settings;
using MindMatrix.Store;
using Orleans.Concurrency;

namespace MindMatrix.Models;

/// <summary>A budget would be passed: the call was not made.</summary>
internal sealed class BudgetException(string message) : PermanentFailureException(message);

/// <summary>Keeps the spending of the whole cluster within DECISION_BUDGET_USD and DAILY_BUDGET_USD.</summary>
internal interface IBudgetGrain : IGrainWithIntegerKey
{
    /// <summary>Sets money aside for a call.</summary>
    /// <param name="call">Names the reservation.</param>
    /// <param name="estimateMicroUsd">What the call may cost, micro-dollars.</param>
    /// <returns>Null when it is set aside; else why not, in words.</returns>
    Task<string?> ReserveAsync(Guid call, Guid itemId, long estimateMicroUsd);

    /// <summary>The call is over, and what it cost stands in the journal. Nobody waits for it.</summary>
    [OneWay]
    Task SettleAsync(Guid call);

    /// <summary>Micro-dollars set aside for calls that run.</summary>
    Task<long> ReservedAsync();
}

/// <inheritdoc cref="IBudgetGrain"/>
internal sealed class BudgetGrain(Database store, AppSettings settings, TimeProvider clock) : Grain, IBudgetGrain
{
    // What a process that died had set aside must not block the others for ever.
    private static readonly TimeSpan ReservationLife = TimeSpan.FromMinutes(15);

    private readonly Dictionary<Guid, (Guid ItemId, long MicroUsd, DateTimeOffset At)> _reserved = [];

    public async Task<string?> ReserveAsync(Guid call, Guid itemId, long estimateMicroUsd)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, reservation) in _reserved)
        {
            if (now - reservation.At > ReservationLife)
                _reserved.Remove(old);
        }
        var (decision, day) = await store.ReadAsync(async db => (await db.SpentOnAsync(itemId, default), await db.SpentOnDayAsync(now, default)), default);
        var refusal = Refusal("decision's", "DECISION_BUDGET_USD", settings.DecisionBudgetUsd, decision + _reserved.Values.Where(r => r.ItemId == itemId).Sum(r => r.MicroUsd), estimateMicroUsd)
            ?? Refusal("day's", "DAILY_BUDGET_USD", settings.DailyBudgetUsd, day + _reserved.Values.Sum(r => r.MicroUsd), estimateMicroUsd);
        if (refusal is null)
            _reserved[call] = (itemId, estimateMicroUsd, now);
        return refusal;
    }

    public Task SettleAsync(Guid call)
    {
        _reserved.Remove(call);
        return Task.CompletedTask;
    }

    public Task<long> ReservedAsync() => Task.FromResult(_reserved.Values.Sum(r => r.MicroUsd));

    /// <param name="budgetUsd">0 for none.</param>
    /// <param name="takenMicroUsd">Spent and set aside.</param>
    internal static string? Refusal(string whose, string setting, decimal budgetUsd, long takenMicroUsd, long estimateMicroUsd) =>
        budgetUsd > 0 && takenMicroUsd + estimateMicroUsd > budgetUsd * 1_000_000m
            ? string.Create(CultureInfo.InvariantCulture, $"The {whose} budget of {budgetUsd:0.00##} USD would be passed: {takenMicroUsd / 1e6m:0.0000} are spent or set aside, and this call may cost {estimateMicroUsd / 1e6m:0.0000}. Raise {setting} and ask for the missing parts again.")
            : null;
}

internal static class Spending
{
    extension(MindMatrixDb db)
    {
        /// <summary>Micro-dollars of all calls of an item.</summary>
        public Task<long> SpentOnAsync(Guid itemId, CancellationToken cancellationToken) => db.ModelCalls.Where(c => c.ItemId == itemId).SumAsync(c => c.CostMicroUsd, cancellationToken);

        /// <summary>Micro-dollars of all calls of the UTC day that <paramref name="now"/> is in.</summary>
        public Task<long> SpentOnDayAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
            return db.ModelCalls.Where(c => c.AnsweredAt >= midnight).SumAsync(c => c.CostMicroUsd, cancellationToken);
        }
    }
}

/// <param name="DecisionBudgetUsd">US dollars per decision; 0 for no limit.</param>
/// <param name="DailyBudgetUsd">US dollars per UTC day; 0 for no limit.</param>
/// <param name="ReservedUsd">Set aside for calls that run.</param>
internal sealed record BudgetView(decimal DecisionBudgetUsd, decimal DailyBudgetUsd, decimal SpentTodayUsd, decimal ReservedUsd, int CallsToday);

internal static class BudgetApi
{
    public static void MapBudget(this IEndpointRouteBuilder app) => app.MapGet("/api/budget", async (Database store, AppSettings settings, IGrainFactory grains, TimeProvider clock, CancellationToken cancellationToken) =>
    {
        var now = clock.GetUtcNow();
        var midnight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var (spent, calls) = await store.ReadAsync(async db => (await db.SpentOnDayAsync(now, cancellationToken), await db.ModelCalls.CountAsync(c => c.AnsweredAt >= midnight, cancellationToken)), cancellationToken);
        return new BudgetView(settings.DecisionBudgetUsd, settings.DailyBudgetUsd, spent / 1e6m, await grains.GetGrain<IBudgetGrain>(0).ReservedAsync() / 1e6m, calls);
    }).WithTags("Budget").WithName("GetBudget").WithSummary("What is spent today, what is set aside, and the limits.");
}
