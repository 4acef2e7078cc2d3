using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MindMatrix.Audit;

/// <summary>One act, by a person or by the system: what, why, by whom, by which model and at what cost. Never changed, never deleted.</summary>
internal sealed class LogEntry
{
    /// <summary>Place in the chain, from 1 without gaps; people see LOG-1.</summary>
    public long Position { get; set; }

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>UTC, to the microsecond, which every store keeps.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A person's name, or <c>system</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, in the words of the log, for example <c>Intent Created</c>.</summary>
    public required string Act { get; init; }

    /// <summary>The kind of record concerned, for example <c>Intent</c>.</summary>
    public required string SubjectKind { get; init; }

    public required Guid SubjectId { get; init; }

    /// <summary>The inbox item at the root of it all, if there is one.</summary>
    public Guid? ItemId { get; init; }

    /// <summary>What happened and why, in a sentence or two for people.</summary>
    public required string Summary { get; init; }

    /// <summary>The model that answered, or <c>offline-rules</c>, or null when none was asked.</summary>
    public string? Model { get; init; }

    /// <summary>Micro-dollars (1e-6 USD) that the act cost.</summary>
    public long CostMicroUsd { get; init; }

    /// <summary>SHA-256 in hexadecimal of the entry before; 64 zeros for the first.</summary>
    public string PreviousHash { get; set; } = "";

    /// <summary>SHA-256 in hexadecimal over <see cref="PreviousHash"/> and everything above.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>The end of the chain: kept apart so that cutting entries off the end is noticed.</summary>
internal sealed class LogHead
{
    public int Id { get; init; } = 1;
    public long Count { get; set; }
    public string Hash { get; set; } = ExecutionLog.Genesis;
}

internal sealed class LogEntryConfiguration : IEntityTypeConfiguration<LogEntry>, IEntityTypeConfiguration<LogHead>
{
    public void Configure(EntityTypeBuilder<LogEntry> builder)
    {
        builder.ToTable("ExecutionLog");
        builder.HasKey(e => e.Id);
        builder.HasIndex(e => e.Position).IsUnique().HasDatabaseName("IX_ExecutionLog_Chain");
        builder.HasIndex(e => e.ItemId).HasDatabaseName("IX_ExecutionLog_OfItem");
        builder.HasIndex(e => e.SubjectId).HasDatabaseName("IX_ExecutionLog_OfSubject");
    }

    public void Configure(EntityTypeBuilder<LogHead> builder)
    {
        builder.ToTable("ExecutionLogHead");
        builder.HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        // Two writers that read the same head cannot both save: the chain never forks.
        builder.Property(h => h.Count).IsConcurrencyToken();
        builder.HasData(new LogHead());
    }
}
