using System.ComponentModel;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Audit;
using MindMatrix.Decisions;
using MindMatrix.Models;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

/// <summary>What the devil's advocate is given.</summary>
/// <param name="Option">Slug of the option to argue against.</param>
internal sealed record ChallengeInput(Frame Frame, string Option, IReadOnlyList<AdviserView> Assessments, DecisionReport Report, string Text);

internal sealed record ChallengeReply(
    [property: Description("Two to five arguments against the option, the strongest first.")] IReadOnlyList<ClaimReply> Arguments,
    [property: Description("The assumption that, if it is false, turns the choice.")] string WeakestAssumption,
    [property: Description("One to three questions the person should answer before going on.")] IReadOnlyList<string> Questions);

/// <summary>A case against an option, made because a person asked for it. Never changed.</summary>
internal sealed class Challenge
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid IntentId { get; init; }

    /// <summary>Slug of the option argued against.</summary>
    public required string Option { get; init; }

    public required ChallengeReply Reply { get; init; }

    /// <summary>The model that answered, or <c>offline-rules</c>.</summary>
    public required string Model { get; init; }

    public required string AskedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>«Argue against this»: one call, on demand, against the option a person leans to.</summary>
internal sealed class Challenges(Database store, StructuredModel model, TimeProvider clock)
{
    private static readonly string System = Prompts.Load("system.md");
    private static readonly string Task = Prompts.Load("challenge.md");

    /// <param name="option">Slug; null for the option that the verdict recommends or the figures lead with.</param>
    /// <exception cref="RefusalException">404 no such intent; 409 it has no assessments yet; 422 no such option, or none to argue against.</exception>
    public async Task<Challenge> ArgueAsync(string key, string? option, string person, CancellationToken cancellationToken)
    {
        var (intent, views) = await store.ReadAsync(async db =>
        {
            var intent = await db.Intents.ByKeyAsync("intent", key, cancellationToken);
            return (intent, await db.ViewsAsync(intent.Id, cancellationToken));
        }, cancellationToken);
        if (intent.Report is not { } report)
            throw new RefusalException(409, "no-assessments", $"INT-{intent.Number} has no assessments yet.", "Wait until the advisers were heard.");
        option ??= intent.Verdict?.Option ?? report.Leader;
        if (option is null || intent.Frame.Options.All(o => o.Slug != option))
            throw new RefusalException(422, "unknown-option", option is null ? "Nothing is recommended and nothing leads." : $"«{option}» is not an option of INT-{intent.Number}.", $"Name one of {string.Join(", ", intent.Frame.Options.Select(o => o.Slug))}.");

        var text = intent.Facts ?? Capture.Sanitiser.ForModels(intent.Description);
        var input = new ChallengeInput(intent.Frame, option, views, report, text);
        var numbers = new NumbersInProse(intent.Frame, views, report, text);
        var request = new ModelRequest(
            ModelRole.Synthesis, $"challenge/{option}", intent.ItemId, System, FrameText.Facts(intent.Frame, text, intent.ItemId),
            $"{FrameText.Options(intent.Frame)}\n\n{FrameText.Table(intent.Frame, report)}\n\n{FrameText.Claims(intent.Frame, views)}\n\n{Task}\n\n# Argue against: {option}", input);
        var answer = await model.AskAsync<ChallengeReply>(request, reply => Faults(reply, numbers), cancellationToken, mend: reply => Withheld(reply, numbers));
        var reply = answer.Value with
        {
            Arguments = [.. answer.Value.Arguments.Select(a => a with { Quote = Datamark.Find(text, a.Quote) })],
        };
        var challenge = new Challenge { IntentId = intent.Id, Option = option, Reply = reply, Model = answer.Model, AskedBy = person, CreatedAt = clock.GetUtcNow() };
        await store.WriteAsync(unit =>
        {
            unit.Db.Add(challenge);
            unit.Log(clock, person, "Challenge Asked", nameof(Intent), intent.Id, intent.ItemId, $"{person} asked to be argued with on «{option}»: {reply.WeakestAssumption}", answer.Model, answer.CostMicroUsd);
            return global::System.Threading.Tasks.Task.CompletedTask;
        }, cancellationToken);
        return challenge;
    }

    /// <summary>The reply without the passages that compute.</summary>
    private static ChallengeReply Withheld(ChallengeReply reply, NumbersInProse numbers) => new(
        [.. reply.Arguments.Where(a => numbers.Unknown(a.Text).Count == 0)],
        numbers.Unknown(reply.WeakestAssumption).Count == 0 ? reply.WeakestAssumption : "This passage was withheld, because it used numbers that stand neither in the text nor in the table.",
        [.. reply.Questions.Where(q => numbers.Unknown(q).Count == 0)]);

    private static List<string> Faults(ChallengeReply reply, NumbersInProse numbers)
    {
        var faults = new List<string>();
        if (reply.Arguments.Count is < 1 or > 5)
            faults.Add($"arguments has {reply.Arguments.Count} entries; 2 to 5 are wanted.");
        foreach (var prose in reply.Arguments.Select(a => a.Text).Append(reply.WeakestAssumption).Concat(reply.Questions))
            faults.AddRange(numbers.Unknown(prose).Select(n => string.Create(CultureInfo.InvariantCulture, $"«{n}» is a number that stands neither in the text nor in the table; leave it out.")));
        return faults;
    }
}

internal sealed class ChallengeConfiguration : IEntityTypeConfiguration<Challenge>
{
    public void Configure(EntityTypeBuilder<Challenge> builder)
    {
        builder.ToTable("Challenges");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Reply).StoredAsJson();
        builder.HasIndex(c => c.IntentId);
        builder.HasOne<Intent>().WithMany().HasForeignKey(c => c.IntentId).HasPrincipalKey(i => i.Id);
    }
}

internal static class ChallengeQueries
{
    extension(MindMatrixDb db)
    {
        public DbSet<Challenge> Challenges => db.Set<Challenge>();
    }
}
