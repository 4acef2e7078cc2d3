using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Audit;
using MindMatrix.Decisions;
using MindMatrix.Store;

namespace MindMatrix.Dialectic;

/// <summary>What a person said about a figure, or that they took it back. Never changed; the latest of a quantity counts.</summary>
internal sealed class PersonalEstimate
{
    /// <summary>1, 2, 3 … in the order in which they were given.</summary>
    public long Position { get; init; }

    public required Guid IntentId { get; init; }

    /// <summary>The option's slug; empty for a quantity of the whole decision.</summary>
    public required string Option { get; init; }

    /// <summary>One of <see cref="Estimates.OfAnOption"/> or <see cref="Estimates.OfTheDecision"/>.</summary>
    public required string Quantity { get; init; }

    /// <summary>In the quantity's unit; null when the person took the figure back.</summary>
    public required RangeEstimate? Value { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }
}

/// <summary>A figure as it is sent: one value, or low, mode and high; or <paramref name="Withdraw"/>, and the advisers' counts again.</summary>
/// <param name="Option">The option's slug; left out for a quantity of the whole decision.</param>
/// <param name="Confidence">The probability that the truth lies between low and high, above 0 and at most 1; 0.8 if left out.</param>
internal sealed record EstimateRequest(
    string? Option = null, string? Quantity = null, double? Value = null, double? Low = null, double? Mode = null, double? High = null, double? Confidence = null, bool Withdraw = false);

/// <summary>Lets people overwrite what the advisers estimated, and computes everything again.</summary>
internal sealed class Estimates(Database store, TimeProvider clock)
{
    /// <summary>What a decision is taken from, in its currency: with it the share at risk is shown beside Kelly's.</summary>
    public const string Bankroll = "bankroll";

    /// <summary>The R of the certainty equivalent, in the decision's currency: about the sum one would stake on an even chance of doubling it or losing half.</summary>
    public const string RiskTolerance = "risk-tolerance";

    /// <summary>What is at stake, in the decision's currency.</summary>
    public const string Stake = "stake";

    public static readonly IReadOnlyList<string> OfAnOption = [Quantities.NetValue, Quantities.Brings, Quantities.Costs, Quantities.ProbabilityOfSuccess, Quantities.Score, Quantities.UndoCost, Quantities.UndoDays];

    public static readonly IReadOnlyList<string> OfTheDecision = [Stake, Bankroll, RiskTolerance];

    private const int MostAtOnce = 100;

    /// <summary>Keeps the figures and computes the report again, all or nothing.</summary>
    /// <exception cref="RefusalException">404 no such intent; 409 it has no figures yet or is decided; 422 figures that cannot be, each named.</exception>
    public Task<Intent> SetAsync(string key, IReadOnlyList<EstimateRequest> requests, string person, CancellationToken cancellationToken) => store.WriteAsync(async unit =>
    {
        var intent = await unit.Db.Intents.ByKeyAsync("intent", key, cancellationToken);
        if (intent.Report is null)
            throw new RefusalException(409, "no-figures", $"INT-{intent.Number} has no figures yet.", "Wait until the advisers were heard, then set yours.");
        if (intent.Status is not (IntentStatus.Analyzed or IntentStatus.Deferred))
            throw new RefusalException(409, "already-decided", $"INT-{intent.Number} is {intent.Status}; its figures are kept as they were.", "Drop a new thought into the inbox to look at it again.");
        var faults = Faults(intent, requests);
        if (faults.Count > 0)
            throw Faulty(string.Join(" ", faults));

        var now = clock.GetUtcNow();
        foreach (var request in requests)
        {
            var estimate = new PersonalEstimate { IntentId = intent.Id, Option = request.Option ?? "", Quantity = request.Quantity!, Value = request.Withdraw ? null : Range(request), SetBy = person, SetAt = now };
            unit.Db.Add(estimate);
        }
        await unit.Db.SaveChangesAsync(cancellationToken);
        var before = intent.Report.Leader;
        try
        {
            intent.Report = await ComputeAsync(unit.Db, intent, cancellationToken);
        }
        catch (InvalidEstimateException wrong)
        {
            // What a figure may be beside the others only the computation knows.
            throw Faulty($"{wrong.Message}.");
        }
        var leads = intent.Report.Leader == before ? "" : $" «{intent.Report.Leader}» leads now; it was «{before}».";
        unit.Log(clock, person, "Estimates Set", intent, intent.ItemId, $"{person}: {string.Join("; ", requests.Select(InWords))}.{leads}");
        return intent;
    }, cancellationToken);

    /// <summary>The report of <paramref name="intent"/> from the advisers' assessments and people's figures, as they are stored.</summary>
    public static async Task<DecisionReport> ComputeAsync(MindMatrixDb db, Intent intent, CancellationToken cancellationToken)
    {
        var id = intent.Id;
        var views = await db.ViewsAsync(id, cancellationToken);
        var estimates = await db.PersonalEstimates.Where(e => e.IntentId == id).OrderBy(e => e.Position).ToListAsync(cancellationToken);
        return DecisionReport.Compute(Computation.Input(id, intent.Frame, views, Current(estimates)));
    }

    /// <summary>The figures that count: the latest of each quantity, unless it was taken back.</summary>
    /// <param name="estimates">In the order in which they were given.</param>
    public static IReadOnlyList<PersonalEstimate> Current(IEnumerable<PersonalEstimate> estimates) =>
        [.. estimates.GroupBy(e => (e.Option, e.Quantity)).Select(g => g.Last()).Where(e => e.Value is not null)];

    private static RefusalException Faulty(string faults) =>
        new(422, "faulty-estimates", faults, "Nothing was changed. Mend these and send them again.");

    /// <summary>Every fault of <paramref name="requests"/>, in words; empty when they may be kept.</summary>
    internal static List<string> Faults(Intent intent, IReadOnlyList<EstimateRequest> requests)
    {
        var faults = new List<string>();
        if (requests.Count is 0 or > MostAtOnce)
            faults.Add($"estimates has {requests.Count} entries; 1 to {MostAtOnce} are needed.");
        foreach (var (request, i) in requests.Select((r, i) => (r, i)))
        {
            var at = $"estimates[{i}]";
            if (request is null)
            {
                faults.Add($"{at} is null.");
                continue;
            }
            var slugs = intent.Frame.Options.Select(o => o.Slug).ToList();
            if (request.Quantity is { } whole && OfTheDecision.Contains(whole))
            {
                if (request.Option is { Length: > 0 } none)
                    faults.Add($"{at}.option is «{none}»; {whole} belongs to the whole decision, leave the option out.");
            }
            else if (request.Quantity is null || !OfAnOption.Contains(request.Quantity))
                faults.Add($"{at}.quantity is «{request.Quantity}»; of an option it may be {string.Join(", ", OfAnOption)}, of the decision {string.Join(", ", OfTheDecision)}.");
            else if (!slugs.Contains(request.Option ?? ""))
                faults.Add($"{at}.option is «{request.Option}»; the options are {string.Join(", ", slugs)}.");
            if (faults.Count == 0 && !request.Withdraw)
                CheckValue(request, at, faults);
        }
        return faults;
    }

    private static void CheckValue(EstimateRequest request, string at, List<string> faults)
    {
        if (request.Value is null && (request.Low is null || request.Mode is null || request.High is null))
        {
            faults.Add($"{at} has no figure: value is needed, or low, mode and high, or withdraw.");
            return;
        }
        try
        {
            var range = Range(request);
            var (least, most) = request.Quantity switch
            {
                Quantities.NetValue => (-LargestAmount, LargestAmount),
                Quantities.ProbabilityOfSuccess => (0, 1),
                Quantities.Score => (0, 100),
                Quantities.UndoDays => (0, 36_500),
                Quantities.UndoCost or Quantities.Brings or Quantities.Costs => (0, LargestAmount),
                _ => (double.Epsilon, LargestAmount),
            };
            if (range.Low < least || range.High > most)
                faults.Add(FormattableString.Invariant($"{at}: {request.Quantity} is {(request.Value is null ? $"{range.Low} to {range.High}" : range.Mode)}; {(least == double.Epsilon ? "above 0" : least)} to {most} is needed."));
        }
        catch (InvalidEstimateException wrong)
        {
            faults.Add($"{at}: {wrong.Message}.");
        }
    }

    private const double LargestAmount = 1e15;

    /// <summary>The figure as it is kept.</summary>
    internal static RangeEstimate Range(EstimateRequest request) => request.Value is { } exact
        ? RangeEstimate.Exactly(exact)
        : new RangeEstimate(request.Low!.Value, request.Mode!.Value, request.High!.Value, request.Confidence ?? 0.8);

    private static string InWords(EstimateRequest request) =>
        FormattableString.Invariant($"{request.Quantity}{(request.Option is { Length: > 0 } option ? $" of «{option}»" : "")} ")
        + (request.Withdraw ? "as the advisers have it" : request.Value is { } exact ? FormattableString.Invariant($"{exact}") : FormattableString.Invariant($"{request.Low} | {request.Mode} | {request.High}"));
}

internal sealed class PersonalEstimateConfiguration : IEntityTypeConfiguration<PersonalEstimate>
{
    public void Configure(EntityTypeBuilder<PersonalEstimate> builder)
    {
        builder.ToTable("PersonalEstimates");
        builder.HasKey(e => e.Position);
        builder.Property(e => e.Value).StoredAsJson();
        builder.HasIndex(e => new { e.IntentId, e.Position }).HasDatabaseName("IX_PersonalEstimates_ByIntent");
        builder.HasOne<Intent>().WithMany().HasForeignKey(e => e.IntentId).HasPrincipalKey(i => i.Id);
    }
}

internal static class EstimateQueries
{
    extension(MindMatrixDb db)
    {
        public DbSet<PersonalEstimate> PersonalEstimates => db.Set<PersonalEstimate>();

        /// <summary>What the advisers who answered say now, the second round included, in the order in which they were heard.</summary>
        public async Task<IReadOnlyList<AdviserView>> ViewsAsync(Guid intentId, CancellationToken cancellationToken)
        {
            var board = (await db.Intents.Where(i => i.Id == intentId).Select(i => i.Board).SingleAsync(cancellationToken)).ToList();
            var given = await (
                from assessment in db.Set<Assessment>().Where(a => a.IntentId == intentId)
                join version in db.Set<AgentVersion>() on assessment.AgentVersionId equals version.Id
                join agent in db.Set<Agent>() on version.AgentId equals agent.Id
                orderby agent.Position
                select new { agent.Slug, assessment.View, assessment.Cross }).ToListAsync(cancellationToken);
            return [.. given.OrderBy(g => board.IndexOf(g.Slug)).Select(g => g.Cross?.Revised ?? g.View).OfType<AdviserView>()];
        }
    }
}
