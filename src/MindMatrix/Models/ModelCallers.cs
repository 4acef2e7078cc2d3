using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.AI;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Models;

/// <summary>Where answers come from: a provider, or the journal alone.</summary>
internal interface IModelCaller
{
    /// <param name="messages">The prompt as it is sent.</param>
    /// <exception cref="PermanentFailureException">Another attempt would fail as well.</exception>
    Task<ModelCall> AnswerAsync(ModelRequest request, IReadOnlyList<ChatMessage> messages, ChatResponseFormatJson format, CancellationToken cancellationToken);
}

/// <summary>Asks the provider, and journals the answer before anybody reads it; what is in the journal already is not asked for again.</summary>
internal sealed class LiveCaller(ChatModels models, Database store, AppSettings settings, IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider clock) : IModelCaller
{
    // While a provider is busy; each time fewer calls are let through, and none before it wants to be asked again.
    private const int MostAttempts = 6;

    public async Task<ModelCall> AnswerAsync(ModelRequest request, IReadOnlyList<ChatMessage> messages, ChatResponseFormatJson format, CancellationToken cancellationToken)
    {
        var client = models.For(request.Role);
        var schema = format.Schema!.Value.GetRawText();
        var prompt = Journal.PromptOf(messages);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{client.Model}\n{schema}\n{prompt}")));
        var itemId = request.ItemId;
        var known = await store.ReadAsync(db => db.ModelCalls.FirstOrDefaultAsync(c => c.ItemId == itemId && c.PromptHash == hash, cancellationToken), cancellationToken);
        if (known is not null)
            return known;

        // No call is begun once the process stops; one that has begun is waited for and journalled.
        using var beginning = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var reservation = await ReserveAsync(client, request, prompt.Length + schema.Length, beginning.Token);
        try
        {
            var watch = Stopwatch.GetTimestamp();
            var options = client.Options(format);
            (options.AdditionalProperties ??= [])[ModelRequest.OptionKey] = request;
            var response = client.Provider == "offline" ? await client.GetResponseAsync(messages, options, cancellationToken) : await ThroughGateAsync(client, messages, options, beginning.Token, cancellationToken);
            var usage = response.Usage ?? new UsageDetails();
            var cacheWrite = usage.AdditionalCounts?.GetValueOrDefault("CacheCreationInputTokens") ?? 0;
            var model = response.ModelId ?? client.Model;
            var cost = client.IsFree ? 0 : Prices.MicroUsd(model, usage.InputTokenCount ?? 0, usage.CachedInputTokenCount ?? 0, cacheWrite, usage.OutputTokenCount ?? 0, settings.ModelPrices);
            var call = new ModelCall
            {
                ItemId = request.ItemId,
                Purpose = request.Purpose,
                PromptHash = hash,
                Prompt = prompt,
                Schema = schema,
                Reply = response.Text,
                Model = model,
                FinishReason = response.FinishReason?.Value ?? "unknown",
                InputTokens = usage.InputTokenCount ?? 0,
                CacheReadTokens = usage.CachedInputTokenCount ?? 0,
                CacheWriteTokens = cacheWrite,
                OutputTokens = usage.OutputTokenCount ?? 0,
                CostMicroUsd = cost ?? 0,
                PriceKnown = cost is not null,
                LatencyMilliseconds = (long)Stopwatch.GetElapsedTime(watch).TotalMilliseconds,
                RequestId = response.ResponseId,
                AnsweredAt = clock.GetUtcNow(),
            };
            await store.WriteAsync(unit => { unit.Db.Add(call); return Task.CompletedTask; }, cancellationToken);
            return call;
        }
        finally
        {
            if (reservation is { } held)
                await grains.GetGrain<IBudgetGrain>(0).SettleAsync(held);
        }
    }

    /// <summary>Sets aside what the call may cost; null where there is no budget or no cost.</summary>
    private async Task<Guid?> ReserveAsync(ChatModel client, ModelRequest request, int characters, CancellationToken cancellationToken)
    {
        if (client.IsFree || (settings.DecisionBudgetUsd == 0 && settings.DailyBudgetUsd == 0))
            return null;
        // Three characters a token is more tokens than there will be; the output's allowance is what such answers take at length.
        var estimate = Prices.MicroUsd(client.Model, characters / 3, 0, 0, request.Role == ModelRole.Triage ? 2_000 : 4_000, settings.ModelPrices)
            ?? throw new BudgetException($"A budget is set, but what {client.Model} costs is not known. Say it in MODEL_PRICES, for example {client.Model}:1.25/10, and ask for the missing parts again.");
        var call = Guid.CreateVersion7();
        return await grains.GetGrain<IBudgetGrain>(0).ReserveAsync(call, request.ItemId, estimate).WaitAsync(cancellationToken) is { } refusal ? throw new BudgetException(refusal) : call;
    }

    private async Task<ChatResponse> ThroughGateAsync(ChatModel client, IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken beginning, CancellationToken cancellationToken)
    {
        var gate = grains.GetGrain<IModelGateGrain>(client.Provider);
        for (var attempt = 1; ; attempt++)
        {
            var lease = Guid.CreateVersion7();
            while (!await gate.EnterAsync(lease).WaitAsync(beginning))
                beginning.ThrowIfCancellationRequested();
            var answered = false;
            try
            {
                var response = await client.GetResponseAsync(messages, options, cancellationToken);
                answered = true;
                return response;
            }
            catch (ProviderBusyException busy)
            {
                await gate.BusyAsync(lease, busy.RetryAfter).WaitAsync(beginning);
                if (attempt == MostAttempts)
                    throw;
            }
            finally
            {
                await gate.LeaveAsync(lease, answered);
            }
        }
    }
}

/// <summary>Answers from the journal of one item and never asks anybody.</summary>
/// <param name="calls">The item's calls.</param>
internal sealed class RecordedCaller(IEnumerable<ModelCall> calls) : IModelCaller
{
    private readonly ILookup<string, ModelCall> _byPurpose = calls.OrderBy(c => c.AnsweredAt).ToLookup(c => c.Purpose);
    private readonly ConcurrentBag<ModelCall> _used = [];
    private readonly ConcurrentBag<string> _changed = [];

    /// <summary>The calls that were answered from the journal.</summary>
    public IReadOnlyCollection<ModelCall> Used => _used;

    /// <summary>Purposes whose prompt would read otherwise today: its words were changed since.</summary>
    public IReadOnlyCollection<string> Changed => _changed;

    /// <exception cref="PermanentFailureException">There was no such call, or it never had an answer.</exception>
    public Task<ModelCall> AnswerAsync(ModelRequest request, IReadOnlyList<ChatMessage> messages, ChatResponseFormatJson format, CancellationToken cancellationToken)
    {
        var prompt = Journal.PromptOf(messages);
        // A change that was taken back asks again what was asked before it; that answer is not the latest.
        var call = _byPurpose[request.Purpose].LastOrDefault(c => c.Prompt == prompt) ?? _byPurpose[request.Purpose].LastOrDefault()
            ?? throw new PermanentFailureException($"The journal has no answer to «{request.Purpose}».");
        _used.Add(call);
        if (call.Prompt != prompt)
            _changed.Add(request.Purpose);
        return Task.FromResult(call);
    }
}

/// <summary>Notes the calls that an inner caller answered, for a reckoning of tokens and cost.</summary>
internal sealed class CountingCaller(IModelCaller inner) : IModelCaller
{
    private readonly ConcurrentBag<ModelCall> _calls = [];

    public IReadOnlyCollection<ModelCall> Calls => _calls;

    public async Task<ModelCall> AnswerAsync(ModelRequest request, IReadOnlyList<ChatMessage> messages, ChatResponseFormatJson format, CancellationToken cancellationToken)
    {
        var call = await inner.AnswerAsync(request, messages, format, cancellationToken);
        _calls.Add(call);
        return call;
    }
}
