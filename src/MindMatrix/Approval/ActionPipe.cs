using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Dialectic;
using MindMatrix.Store;

namespace MindMatrix.Approval;

internal enum ApprovalStatus { Pending, Approved, Rejected, Changes_Requested, Deferred }

/// <summary>A plan that waits for a person. Waiting never becomes an answer.</summary>
[ShortPrefix("ACT")]
internal sealed class ActionPipe : Record
{
    public required string Title { get; init; }

    public required Guid IntentId { get; init; }

    public required Guid ItemId { get; init; }

    public ApprovalStatus Status { get; private set; } = ApprovalStatus.Pending;

    /// <summary>The plan as it was drafted; never changed.</summary>
    public required Plan Draft { get; init; }

    /// <summary>The plan as the person left it.</summary>
    public required Plan Plan { get; set; }

    /// <summary>Who decided; null while nobody has.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The hash of exactly the plan that was approved.</summary>
    public string? ApprovedHash { get; private set; }

    /// <summary>The person's reason for a rejection or the changes asked for.</summary>
    public string? Reason { get; private set; }

    public DateOnly? DeferredUntil { get; private set; }

    /// <summary>A decision can still be made.</summary>
    public bool IsOpen => Status is ApprovalStatus.Pending or ApprovalStatus.Changes_Requested or ApprovalStatus.Deferred;

    /// <exception cref="IllegalTransitionException">The action is decided already.</exception>
    public void Approve(string person, string planHash, DateTimeOffset now) => (ApprovedHash, Reason) = (Decide(ApprovalStatus.Approved, person, now, planHash), null);

    /// <exception cref="IllegalTransitionException">The action is decided already.</exception>
    public void Reject(string person, string reason, DateTimeOffset now) => Reason = Decide(ApprovalStatus.Rejected, person, now, reason);

    /// <exception cref="IllegalTransitionException">The action is decided already.</exception>
    public void AskForChanges(string person, string changes, DateTimeOffset now) => Reason = Decide(ApprovalStatus.Changes_Requested, person, now, changes);

    /// <exception cref="IllegalTransitionException">The action is decided already.</exception>
    public void Defer(string person, DateOnly until, DateTimeOffset now) => DeferredUntil = Decide(ApprovalStatus.Deferred, person, now, until);

    private T Decide<T>(ApprovalStatus to, string person, DateTimeOffset now, T value)
    {
        if (!IsOpen)
            throw new IllegalTransitionException($"ACT-{Number}", Status.ToString(), to.ToString());
        (Status, DecidedBy, DecidedAt) = (to, person, now);
        return value;
    }
}

internal sealed class ActionPipeConfiguration : IEntityTypeConfiguration<ActionPipe>
{
    public void Configure(EntityTypeBuilder<ActionPipe> builder)
    {
        builder.ToTable("ActionPipes");
        builder.Property(a => a.Draft).StoredAsJson();
        builder.Property(a => a.Plan).StoredAsJson();
        builder.Ignore(a => a.IsOpen);
        builder.HasIndex(a => new { a.IntentId, a.Number }).HasDatabaseName("IX_ActionPipes_ByIntent");
        builder.HasIndex(a => new { a.Status, a.Number }).HasDatabaseName("IX_ActionPipes_Waiting");
        builder.HasOne<Intent>().WithMany().HasForeignKey(a => a.IntentId).HasPrincipalKey(i => i.Id);
    }
}

internal static class ActionPipeQueries
{
    extension(MindMatrixDb db)
    {
        public DbSet<ActionPipe> Actions => db.Set<ActionPipe>();
    }
}
