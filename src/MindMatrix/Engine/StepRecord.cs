using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MindMatrix.Engine;

/// <summary>The committed result of one step of one item. A step with a record is never run again.</summary>
internal sealed class StepRecord
{
    public required Guid ItemId { get; init; }

    /// <summary>For example <c>assess/the-quant</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The result as JSON.</summary>
    public required string Result { get; init; }

    /// <summary>True when the step was given up and <see cref="Result"/> says so; such a step runs again when a person asks for a retry.</summary>
    public bool GivenUp { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset CommittedAt { get; init; }
}

internal sealed class StepRecordConfiguration : IEntityTypeConfiguration<StepRecord>
{
    public void Configure(EntityTypeBuilder<StepRecord> builder)
    {
        builder.ToTable("Steps");
        builder.HasKey(s => new { s.ItemId, s.Name });
        builder.Property(s => s.Name).HasMaxLength(100);
    }
}
