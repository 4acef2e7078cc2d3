using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Store;

namespace MindMatrix.Knowledge;

/// <summary>A part of life that records belong to; the user may add more to those that ship.</summary>
[ShortPrefix("ARE")]
internal sealed class Area : Record
{
    public required string Name { get; init; }
}

/// <summary>A person, company, piece of knowledge or system part that thoughts speak of.</summary>
[ShortPrefix("NOD")]
internal sealed class Node : Record
{
    public required string Name { get; init; }

    /// <summary>What tells two names apart, see <see cref="Nodes.Normalise"/>; unique with the type.</summary>
    public required string NormalisedName { get; init; }

    public required Triage.NodeType Type { get; init; }

    /// <summary>What the texts say of it, one line each, the oldest first.</summary>
    public required string Content { get; set; }

    /// <summary>Words to find it by.</summary>
    public required IReadOnlyList<string> Tags { get; set; }

    public Guid? AreaId { get; init; }
}

/// <summary>A thought speaks of a node.</summary>
internal sealed class NodeLink
{
    public required Guid NodeId { get; init; }
    public required Guid ItemId { get; init; }
}

internal sealed class KnowledgeConfiguration : IEntityTypeConfiguration<Area>, IEntityTypeConfiguration<Node>, IEntityTypeConfiguration<NodeLink>
{
    public void Configure(EntityTypeBuilder<Area> builder)
    {
        builder.ToTable("Areas");
        builder.HasIndex(a => a.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Node> builder)
    {
        builder.ToTable("Nodes");
        builder.Property(n => n.Tags).StoredAsJson();
        builder.HasIndex(n => new { n.NormalisedName, n.Type }).IsUnique().HasDatabaseName("IX_Nodes_ByName");
        builder.HasOne<Area>().WithMany().HasForeignKey(n => n.AreaId).HasPrincipalKey(a => a.Id);
    }

    public void Configure(EntityTypeBuilder<NodeLink> builder)
    {
        builder.ToTable("NodeLinks");
        builder.HasKey(l => new { l.ItemId, l.NodeId });
        builder.HasIndex(l => l.NodeId);
        builder.HasOne<Node>().WithMany().HasForeignKey(l => l.NodeId).HasPrincipalKey(n => n.Id);
    }
}

internal static class KnowledgeQueries
{
    extension(MindMatrixDb db)
    {
        public DbSet<Area> Areas => db.Set<Area>();
        public DbSet<Node> Nodes => db.Set<Node>();
        public DbSet<NodeLink> NodeLinks => db.Set<NodeLink>();
    }
}
