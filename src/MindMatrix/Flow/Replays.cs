using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Dialectic;
using MindMatrix.Engine;
using MindMatrix.Models;
using MindMatrix.Offline.Questions;
using MindMatrix.Operations;
using MindMatrix.Settings;
using MindMatrix.Store;

namespace MindMatrix.Flow;

/// <summary>A decision debated again.</summary>
/// <param name="Same">The verdict is the stored one, word for word.</param>
/// <param name="Differences">Where the verdict or the figures differ from the stored ones.</param>
/// <param name="PromptsChanged">Purposes whose prompt reads otherwise today; their recorded answers were used all the same.</param>
/// <param name="Answers">How many recorded answers were used, or calls made.</param>
internal sealed record Replay(
    string Intent, string With, bool Same, string Before, string After, IReadOnlyList<Difference> Differences, IReadOnlyList<string> PromptsChanged, int Answers, long CostMicroUsd);

/// <summary>What one way of asking came to on one intent.</summary>
/// <param name="Option">Slug it ended with; null when contested or failed.</param>
/// <param name="Failed">Why there is no outcome; null when there is one.</param>
internal sealed record ArmOutcome(string Arm, string? Option, string Heading, int Calls, long InputTokens, long OutputTokens, long CostMicroUsd, string? Failed);

/// <param name="Chosen">What the person approved; null while nobody has.</param>
internal sealed record AblationLine(string Intent, string Title, string? Chosen, IReadOnlyList<ArmOutcome> Arms);

/// <param name="Pair">For example <c>B1 = B2</c>.</param>
/// <param name="Agree">On how many intents.</param>
/// <param name="Of">Out of how many on which both had an outcome.</param>
internal sealed record Agreement(string Pair, int Agree, int Of);

/// <summary>B0: one call with three lenses. B1: blind assessments and two syntheses. B2: with the cross-examination where it is due.</summary>
internal sealed record Ablation(IReadOnlyList<AblationLine> Lines, IReadOnlyList<Agreement> Agreements);

internal sealed record ReplayRequest(int? Prompts = null);

internal sealed record AblationRequest(IReadOnlyList<string>? Intents = null);

/// <summary>Debates decisions again: from the journal without a call, with another version of the prompts, or in cheaper ways.</summary>
internal sealed class Replays(Database store, IModelCaller live, OutputGate gate, ChatModels models, AgentRegistry agents, AppSettings settings, Shutdown shutdown, TimeProvider clock)
{
    private const int MostIntents = 100;
    private static readonly string[] Arms = ["B0", "B1", "B2"];
    private static readonly (string, string)[] ComparedArms = [("B0", "B1"), ("B1", "B2"), ("B0", "B2")];

    /// <summary>Runs the steps and writes nothing.</summary>
    private sealed class DrySteps(CancellationToken cancellationToken) : ISteps
    {
        public async Task<T> RunAsync<T>(string name, Func<CancellationToken, Task<T>> work, Func<UnitOfWork, T, Task>? commit = null, Func<Exception, T>? giveUp = null)
        {
            try
            {
                return await work(cancellationToken);
            }
            catch (PermanentFailureException error) when (giveUp is not null)
            {
                return giveUp(error);
            }
        }
    }

    /// <summary>The decision again from the journal, without a single call.</summary>
    /// <exception cref="RefusalException">404 no such intent; 409 it has no verdict yet, or the journal lacks what it takes.</exception>
    public async Task<Replay> FromJournalAsync(string key, CancellationToken cancellationToken)
    {
        var (intent, debated) = await CaseAsync(key, cancellationToken);
        var itemId = intent.ItemId;
        var calls = await store.ReadAsync(db => db.ModelCalls.Where(c => c.ItemId == itemId).ToListAsync(cancellationToken), cancellationToken);
        // What rules stood in for has no answer of this run in the journal, though it may have one of an earlier run.
        var stoodIn = intent.Verdict!.StandIns.SelectMany(s => new[] { s.Part, s.Part + "/repair" }).ToHashSet();
        var recorded = new RecordedCaller(calls.Where(c => !stoodIn.Contains(c.Purpose)));
        try
        {
            var outcome = await DebateWith(recorded).RunAsync(new DrySteps(cancellationToken), debated);
            return Compare(intent, "the journal", outcome, [.. recorded.Changed.Distinct().Order(StringComparer.Ordinal)], recorded.Used);
        }
        catch (PermanentFailureException error)
        {
            throw new RefusalException(409, "not-replayable", $"INT-{intent.Number} cannot be replayed: {error.Message}", "Its calls are listed by GET /api/intents/ID/calls.");
        }
    }

    /// <summary>The decision again with another version of the advisers' prompts. Answers that are known already are not paid for again.</summary>
    /// <exception cref="RefusalException">404 no such intent; 409 it has no verdict yet or too few advisers answered; 422 no adviser has that version.</exception>
    public async Task<Replay> WithPromptsAsync(string key, int version, string person, CancellationToken cancellationToken)
    {
        var (intent, debated) = await CaseAsync(key, cancellationToken);
        var board = await agents.AtVersionAsync(version, cancellationToken);
        if (!(await agents.ListAsync(cancellationToken)).SelectMany(a => a.Versions).Any(v => v.Version == version))
            throw new RefusalException(422, "no-such-version", $"No adviser has a version {version} of its prompt.", "GET /api/agents lists the versions.");
        board = [.. board.Where(a => debated.Board.Any(b => b.Slug == a.Slug))];
        var counting = new CountingCaller(live);
        try
        {
            var outcome = await DebateWith(counting).RunAsync(new DrySteps(cancellationToken), debated with { Board = board, Label = $"what-if/prompts@v{version}/" });
            var replay = Compare(intent, $"prompts@v{version}", outcome, [], counting.Calls);
            await LogAsync(person, intent, $"{person} debated it again with version {version} of the prompts: {replay.After}", replay.CostMicroUsd, cancellationToken);
            return replay;
        }
        catch (PermanentFailureException error)
        {
            throw new RefusalException(409, "not-debated", $"INT-{intent.Number} could not be debated: {error.Message}", "What was answered is in the journal and is not paid for again.");
        }
    }

    /// <summary>Decides each intent in three ways, to see what the dialectic is worth.</summary>
    /// <exception cref="RefusalException">400 none or too many are named; 404 no such intent; 409 no language model is set, or one has no verdict yet.</exception>
    public async Task<Ablation> AblateAsync(IReadOnlyList<string> keys, string person, CancellationToken cancellationToken)
    {
        if (keys.Count is 0 or > MostIntents)
            throw new RefusalException(400, "how-many", $"{keys.Count} intents are named.", $"Name 1 to {MostIntents}.");
        if (models.IsOffline)
            throw new RefusalException(409, "no-model", "An ablation compares ways of asking a language model, and none is set.", "Set the key of a provider.");
        var lines = new List<AblationLine>();
        foreach (var key in keys)
        {
            var (intent, debated) = await CaseAsync(key, cancellationToken);
            var all = debated with { Board = await agents.ActiveAsync(cancellationToken), Full = true, Label = "ablation/", Estimates = [] };
            ArmOutcome[] arms =
            [
                await ArmAsync("B0", async caller => (await new SingleAdvice(new StructuredModel(caller, gate, clock)).AskAsync(intent.Id, intent.ItemId, debated.Frame, debated.Text, "ablation/", cancellationToken)).Value.RecommendedSlug is var slug ? (slug, $"One call: {debated.Frame.Option(slug).Title}") : default),
                await ArmAsync("B1", caller => DebatedAsync(caller, all with { MayCrossExamine = false }, cancellationToken)),
                await ArmAsync("B2", caller => DebatedAsync(caller, all, cancellationToken)),
            ];
            var chosen = await store.ReadAsync(db => db.Actions.Where(a => a.IntentId == intent.Id && a.Status == ApprovalStatus.Approved).Select(a => a.Plan).FirstOrDefaultAsync(cancellationToken), cancellationToken);
            lines.Add(new AblationLine($"INT-{intent.Number}", intent.Title, chosen?.ChosenOption, arms));
            await LogAsync(person, intent, $"{person} compared ways of asking: {string.Join("; ", arms.Select(a => $"{a.Arm} {a.Option ?? a.Failed ?? "contested"}"))}", arms.Sum(a => a.CostMicroUsd), cancellationToken);
        }
        var pairs = ComparedArms.Select(p => Pair($"{p.Item1} = {p.Item2}", l => Of(l, p.Item1), l => Of(l, p.Item2)))
            .Concat(Arms.Select(arm => Pair($"{arm} = person", l => Of(l, arm), l => l.Chosen)));
        return new Ablation(lines, [.. pairs]);

        static string? Of(AblationLine line, string arm) => line.Arms.Single(a => a.Arm == arm).Option;

        Agreement Pair(string name, Func<AblationLine, string?> left, Func<AblationLine, string?> right)
        {
            var both = lines.Where(l => left(l) is not null && right(l) is not null).ToList();
            return new Agreement(name, both.Count(l => left(l) == right(l)), both.Count);
        }
    }

    private async Task<(string? Option, string Heading)> DebatedAsync(IModelCaller caller, DebateCase debated, CancellationToken cancellationToken)
    {
        var verdict = (await DebateWith(caller).RunAsync(new DrySteps(cancellationToken), debated)).Verdict;
        return (verdict.Option, verdict.Heading);
    }

    private async Task<ArmOutcome> ArmAsync(string arm, Func<IModelCaller, Task<(string? Option, string Heading)>> run)
    {
        var counting = new CountingCaller(live);
        var (option, heading, failed) = ((string?)null, "", (string?)null);
        try
        {
            (option, heading) = await run(counting);
        }
        catch (PermanentFailureException error)
        {
            failed = error.Message;
        }
        return new ArmOutcome(arm, option, heading, counting.Calls.Count, counting.Calls.Sum(c => c.InputTokens), counting.Calls.Sum(c => c.OutputTokens), counting.Calls.Sum(c => c.CostMicroUsd), failed);
    }

    private Debate DebateWith(IModelCaller caller)
    {
        var model = new StructuredModel(caller, gate, clock);
        return new Debate(new Advisers(model), new CrossExaminer(model), new Synthesiser(model), gate, settings, shutdown, clock);
    }

    /// <summary>The intent as it was debated: its frame, its board with the prompts of then, people's figures of then.</summary>
    private Task<(Intent Intent, DebateCase Case)> CaseAsync(string key, CancellationToken cancellationToken) => store.ReadAsync(async db =>
    {
        var intent = await db.Intents.ByKeyAsync("intent", key, cancellationToken);
        if (intent.Verdict is not { } verdict)
            throw new RefusalException(409, "no-verdict", $"INT-{intent.Number} has no verdict yet.", "Wait until the analysis is done.");
        // A decision of a version that did not note the moment had no figures of people either.
        var at = intent.AnalyzedAt ?? intent.CreatedAt;
        var board = await (
            from assessment in db.Assessments.Where(a => a.IntentId == intent.Id)
            join version in db.Set<AgentVersion>() on assessment.AgentVersionId equals version.Id
            join agent in db.Set<Agent>() on version.AgentId equals agent.Id
            orderby agent.Position
            select new Adviser(agent.Id, version.Id, agent.Slug, agent.Name, agent.Mandate, agent.SetsGates, agent.Position, version.Prompt)).ToListAsync(cancellationToken);
        var estimates = await db.PersonalEstimates.Where(e => e.IntentId == intent.Id && e.SetAt <= at).OrderBy(e => e.Position).ToListAsync(cancellationToken);
        var answers = (await db.AnswersAsync(intent.Id, cancellationToken)).Where(a => a.SetAt <= at);
        return (intent, new DebateCase(intent.Id, intent.ItemId, AnsweredFrame.Of(intent.Frame, answers.Current), Briefs.TextOf(intent), intent.OneWay, [.. board.OrderBy(a => intent.Board.ToList().IndexOf(a.Slug))], intent.FullDialectic, verdict.Offline)
        {
            Estimates = Estimates.Current(estimates),
        });
    }, cancellationToken);

    private static Replay Compare(Intent intent, string with, DebateOutcome outcome, IReadOnlyList<string> changed, IReadOnlyCollection<ModelCall> calls)
    {
        var differences = new List<Difference>();
        Differences.Find(JsonNode.Parse(Json.Write(Comparable(intent.Verdict!))), JsonNode.Parse(Json.Write(Comparable(outcome.Verdict))), "verdict", differences);
        var same = differences.Count == 0;
        if (intent.Report is { } report)
        {
            foreach (var option in report.Options)
                Differences.Find(JsonNode.Parse(Json.Write(option.Figures().ToDictionary(f => f.Name, f => f.Value))),
                    JsonNode.Parse(Json.Write(outcome.Report.Options.Single(o => o.Option == option.Option).Figures().ToDictionary(f => f.Name, f => f.Value))), option.Option, differences);
        }
        return new Replay($"INT-{intent.Number}", with, same, intent.Verdict!.Heading, outcome.Verdict.Heading, differences, changed, calls.Count, calls.Sum(c => c.CostMicroUsd));
    }

    /// <summary>Without the reasons for which a provider failed: they are not in the journal, which holds answers.</summary>
    private static Verdict Comparable(Verdict verdict) => verdict with { StandIns = [.. verdict.StandIns.Select(s => s with { Because = "" })] };

    private Task LogAsync(string person, Intent intent, string what, long cost, CancellationToken cancellationToken) => store.WriteAsync(unit =>
    {
        unit.Log(clock, person, "Decision Replayed", nameof(Intent), intent.Id, intent.ItemId, what, null, cost);
        return Task.CompletedTask;
    }, cancellationToken);
}

internal static class ReplayApi
{
    public static void MapReplays(this IEndpointRouteBuilder app)
    {
        var replays = app.MapGroup("/api").WithTags("Replay");
        replays.MapGet("/intents/{id}/replay", (string id, Replays replays, CancellationToken cancellationToken) => replays.FromJournalAsync(id, cancellationToken))
            .WithName("ReplayIntent").WithSummary("Debates the decision again from the journal, without a single call, and compares the verdict.");
        replays.MapPost("/intents/{id}/replay", (string id, ReplayRequest request, HttpContext context, Replays replays, AppSettings settings, CancellationToken cancellationToken) =>
            request.Prompts is { } version ? replays.WithPromptsAsync(id, version, ActingPerson.Of(context, settings), cancellationToken) : replays.FromJournalAsync(id, cancellationToken))
            .WithName("ReplayIntentWith").WithSummary("Debates the decision again with another version of the advisers' prompts, and shows what changes. This makes calls.");
        replays.MapPost("/ablation", (AblationRequest request, HttpContext context, Replays replays, AppSettings settings, CancellationToken cancellationToken) =>
            replays.AblateAsync(request.Intents ?? [], ActingPerson.Of(context, settings), cancellationToken))
            .WithName("Ablate").WithSummary("Decides intents by one call, by the dialectic without and with cross-examination; tokens, cost, verdicts and agreement. This makes calls.");
    }
}
