using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Decisions;
using MindMatrix.Store;
using MindMatrix.Triage;

namespace MindMatrix.Dialectic;

internal enum IntentStatus { Ready, In_Analysis, Analyzed, Approved, Executed, Done, Rejected, Deferred }

/// <summary>A strategic thought: its frame, its figures and its verdict.</summary>
[ShortPrefix("INT")]
internal sealed class Intent : Record
{
    public required Guid ItemId { get; init; }

    public required string Title { get; set; }

    /// <summary>The thought as it was written.</summary>
    public required string Description { get; init; }

    public IntentStatus Status { get; private set; } = IntentStatus.Ready;

    public required RiskLevel Risk { get; set; }

    /// <summary>1 to 10.</summary>
    public required int Impact { get; set; }

    /// <summary>True when the choice cannot be undone cheaply and soon.</summary>
    public required bool OneWay { get; set; }

    /// <summary>Slug of the adviser who leads.</summary>
    public required string LeadAdviser { get; set; }

    public required Guid? AreaId { get; set; }

    public required DateOnly DueDate { get; set; }

    public required Frame Frame { get; set; }

    /// <summary>The figures, computed by code; null before the assessments are in.</summary>
    public DecisionReport? Report { get; set; }

    /// <summary>True when all advisers are heard and the syntheses made; false when the stakes ask for the lead adviser only.</summary>
    public required bool FullDialectic { get; set; }

    /// <summary>Slugs of the advisers whose answers the figures and the verdict rest on, in the order in which they were heard; empty before.</summary>
    public IReadOnlyList<string> Board { get; set; } = [];

    /// <summary>Slugs of advisers that people asked for besides the lead, while not all are heard.</summary>
    public IReadOnlyList<string> AskedAdvisers { get; set; } = [];

    /// <summary>What advisers are shown of a text from outside, one fact a line; null when they are shown the text itself.</summary>
    public string? Facts { get; init; }

    /// <summary>What a reader should be wary of, each in words.</summary>
    public IReadOnlyList<string> Flags { get; set; } = [];

    /// <summary>Why there was a second round, in words; null when there was none.</summary>
    public string? CrossExaminedBecause { get; set; }

    /// <summary>When the verdict was reached, UTC; null before.</summary>
    public DateTimeOffset? AnalyzedAt { get; set; }

    /// <summary>Null before the verdict is reached.</summary>
    public Verdict? Verdict { get; set; }

    /// <summary>P0 from impact 8, P1 from 6, else P2.</summary>
    public string Priority => Impact >= 8 ? "P0" : Impact >= 6 ? "P1" : "P2";

    /// <summary>7, 14 or 30 days by priority.</summary>
    public static int DaysUntilDue(int impact) => impact >= 8 ? 7 : impact >= 6 ? 14 : 30;

    /// <summary>Moves to <paramref name="to"/>; the only place where the status changes.</summary>
    /// <exception cref="IllegalTransitionException">The move is not in the table below.</exception>
    public void MoveTo(IntentStatus to)
    {
        var allowed = (Status, to) switch
        {
            (IntentStatus.Ready or IntentStatus.Analyzed or IntentStatus.Deferred, IntentStatus.In_Analysis) => true,
            (IntentStatus.In_Analysis, IntentStatus.Analyzed) => true,
            (IntentStatus.Analyzed or IntentStatus.Deferred, IntentStatus.Approved or IntentStatus.Rejected or IntentStatus.Deferred) => true,
            (IntentStatus.Approved, IntentStatus.Executed) => true,
            (IntentStatus.Executed, IntentStatus.Done) => true,
            _ => false,
        };
        if (!allowed)
            throw new IllegalTransitionException($"INT-{Number}", Status.ToString(), to.ToString());
        Status = to;
    }
}

/// <summary>What one adviser answered, or why there is no answer.</summary>
internal sealed class Assessment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid IntentId { get; init; }

    /// <summary>The version of the adviser's prompt that made it.</summary>
    public required Guid AgentVersionId { get; init; }

    /// <summary>Slug.</summary>
    public required string Adviser { get; init; }

    /// <summary>The first, blind assessment. Null when the adviser is absent.</summary>
    public required AdviserView? View { get; init; }

    /// <summary>The second round, where there was one and the adviser answered in it.</summary>
    public CrossView? Cross { get; set; }

    /// <summary>Why the model gave no assessment; null when it gave one. Beside a <see cref="View"/>: why the offline rules stood in.</summary>
    public required string? Absent { get; init; }

    /// <summary>The model that answered, or <c>offline-rules</c>; null when absent.</summary>
    public required string? Model { get; init; }
}

internal sealed class IntentConfiguration : IEntityTypeConfiguration<Intent>, IEntityTypeConfiguration<Assessment>
{
    public void Configure(EntityTypeBuilder<Intent> builder)
    {
        builder.ToTable("ExecutiveIntents");
        builder.Property(i => i.Title).HasMaxLength(300);
        builder.Property(i => i.Frame).StoredAsJson();
        builder.Property(i => i.Report).StoredAsJson();
        builder.Property(i => i.Verdict).StoredAsJson();
        builder.Property(i => i.AskedAdvisers).StoredAsJson();
        builder.Property(i => i.Board).StoredAsJson();
        builder.Property(i => i.Flags).StoredAsJson();
        builder.Ignore(i => i.Priority);
        builder.HasIndex(i => i.ItemId).IsUnique().HasDatabaseName("IX_ExecutiveIntents_OnePerItem");
        builder.HasIndex(i => new { i.Status, i.Number }).HasDatabaseName("IX_ExecutiveIntents_ByStatus");
    }

    public void Configure(EntityTypeBuilder<Assessment> builder)
    {
        builder.ToTable("Assessments");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.View).StoredAsJson();
        builder.Property(a => a.Cross).StoredAsJson();
        builder.HasIndex(a => new { a.IntentId, a.Adviser }).IsUnique().HasDatabaseName("IX_Assessments_OnePerAdviser");
        builder.HasOne<Intent>().WithMany().HasForeignKey(a => a.IntentId).HasPrincipalKey(i => i.Id);
        builder.HasOne<AgentVersion>().WithMany().HasForeignKey(a => a.AgentVersionId);
    }
}

internal static class IntentQueries
{
    extension(MindMatrixDb db)
    {
        public DbSet<Intent> Intents => db.Set<Intent>();
        public DbSet<Assessment> Assessments => db.Set<Assessment>();
    }
}
