using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Approval;
using MindMatrix.Audit;
using MindMatrix.Store;

namespace MindMatrix.Learning;

/// <summary>What the AI drafted beside what the person left of it: the training data. Never changed.</summary>
[ShortPrefix("SET")]
internal sealed class Settlement : Record
{
    public required Guid ActionId { get; init; }

    public required Guid IntentId { get; init; }

    public required Plan Draft { get; init; }

    public required Plan Final { get; init; }

    /// <summary>False when the plan was rejected.</summary>
    public required bool Approved { get; init; }

    /// <summary>The person's reason for a rejection.</summary>
    public string? Reason { get; init; }

    public required string DecidedBy { get; init; }

    /// <summary>From the draft to the decision.</summary>
    public required long SecondsOpen { get; init; }
}

internal sealed class SettlementConfiguration : IEntityTypeConfiguration<Settlement>
{
    public void Configure(EntityTypeBuilder<Settlement> builder)
    {
        builder.ToTable("TrainingData");
        builder.Property(s => s.Draft).StoredAsJson();
        builder.Property(s => s.Final).StoredAsJson();
        builder.HasIndex(s => s.ActionId).IsUnique().HasDatabaseName("IX_TrainingData_OncePerAction");
        builder.HasOne<ActionPipe>().WithMany().HasForeignKey(s => s.ActionId).HasPrincipalKey(a => a.Id);
    }
}

/// <summary>Keeps draft and final of every decision, in the transaction that decides.</summary>
internal sealed class SettlementRecorder(TimeProvider clock) : IHandle<ActionSettled>
{
    public Task HandleAsync(ActionSettled happened, UnitOfWork unit, CancellationToken cancellationToken)
    {
        var action = happened.Action;
        var settlement = new Settlement
        {
            CreatedAt = clock.GetUtcNow(),
            ActionId = action.Id,
            IntentId = action.IntentId,
            Draft = action.Draft,
            Final = action.Plan,
            Approved = action.Status == ApprovalStatus.Approved,
            Reason = action.Reason,
            DecidedBy = action.DecidedBy!,
            SecondsOpen = (long)(action.DecidedAt!.Value - action.CreatedAt).TotalSeconds,
        };
        unit.Db.Add(settlement);
        unit.Log(clock, ExecutionLog.System, "Settlement Recorded", settlement, action.ItemId, "Draft and final plan are kept as they are.");
        return Task.CompletedTask;
    }
}
