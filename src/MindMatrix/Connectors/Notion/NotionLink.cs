using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Store;

namespace MindMatrix.Connectors.Notion;

/// <summary>Which page a record has in Notion, and what both sides last agreed on.</summary>
internal sealed class NotionLink
{
    /// <summary>The record's kind; see <see cref="Kinds"/>.</summary>
    public required string Kind { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>What the page carries in External_ID: the record's id; of a group of log entries, the item's with the group.</summary>
    public string ExternalId => Kind.StartsWith("Log/", StringComparison.Ordinal) ? $"{RecordId}/{Kind[4..]}" : RecordId.ToString();

    /// <summary>Null until the page is known to exist.</summary>
    public Guid? PageId { get; set; }

    /// <summary>Property → value on which both sides agreed last. A page that says otherwise was changed by a person.</summary>
    public IReadOnlyDictionary<string, string> Agreed { get; set; } = new Dictionary<string, string>();

    /// <summary>Property → value that is being written: until the answer is in, the page may say the old or the new.</summary>
    public IReadOnlyDictionary<string, string> Outgoing { get; set; } = new Dictionary<string, string>();

    /// <summary>Parts of the body that are written, by key.</summary>
    public IReadOnlyList<string> Sections { get; set; } = [];

    /// <summary>What was begun and may have been done: <c>create</c>, or the key of a part of the body; null when nothing is in doubt.</summary>
    public string? Doubt { get; set; }

    /// <summary>The page was deleted or is no longer shared: it is left alone until it is seen again.</summary>
    public bool Gone { get; set; }
}

/// <summary>How far one database was read.</summary>
internal sealed class NotionCursor
{
    public required string Database { get; init; }

    /// <summary>The latest edit seen, by Notion's clock, to the minute.</summary>
    public required DateTimeOffset EditedThrough { get; set; }
}

/// <summary>An event of a webhook that was heeded; Notion sends some twice.</summary>
internal sealed class NotionEventSeen
{
    public required Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

internal sealed class NotionConfiguration : IEntityTypeConfiguration<NotionLink>, IEntityTypeConfiguration<NotionCursor>, IEntityTypeConfiguration<NotionEventSeen>
{
    public void Configure(EntityTypeBuilder<NotionLink> builder)
    {
        builder.ToTable("NotionLinks");
        builder.HasKey(l => new { l.RecordId, l.Kind });
        builder.Ignore(l => l.ExternalId);
        builder.HasIndex(l => l.PageId).IsUnique().HasDatabaseName("IX_NotionLinks_ByPage");
        builder.Property(l => l.Agreed).StoredAsJson();
        builder.Property(l => l.Outgoing).StoredAsJson();
        builder.Property(l => l.Sections).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<NotionCursor> builder)
    {
        builder.ToTable("NotionCursors");
        builder.HasKey(c => c.Database);
    }

    public void Configure(EntityTypeBuilder<NotionEventSeen> builder)
    {
        builder.ToTable("NotionEvents");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
    }
}

internal static class NotionQueries
{
    extension(MindMatrixDb db)
    {
        public DbSet<NotionLink> NotionLinks => db.Set<NotionLink>();
    }
}
