using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MindMatrix.Engine;

/// <summary>
/// A change that a connector has yet to carry outside. It is written in the transaction of the change it carries, so that none is lost
/// and none is told that did not happen.
/// </summary>
internal sealed class OutboxMessage
{
    /// <summary>Given by the database, rising; the order of sending within one record.</summary>
    public long Sequence { get; set; }

    /// <summary>The connector, for example <c>notion</c>.</summary>
    public required string Destination { get; init; }

    /// <summary>The changed record's type name.</summary>
    public required string RecordKind { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; null while it waits.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>UTC; not tried again before.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    public string? LastError { get; set; }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(m => m.Sequence);
        builder.Property(m => m.Sequence).ValueGeneratedOnAdd();
        builder.HasIndex(m => new { m.Destination, m.SentAt, m.Sequence }).HasDatabaseName("IX_Outbox_Waiting");
    }
}
