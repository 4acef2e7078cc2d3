using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Decisions;
using MindMatrix.Store;

namespace MindMatrix.Dialectic;

/// <summary>A figure that an answer says.</summary>
/// <param name="Quantity">One of <see cref="Estimates.OfAnOption"/>.</param>
/// <param name="Value">In the quantity's unit, over the horizon.</param>
internal sealed record AnswerFigure(string Option, string Quantity, RangeEstimate Value);

/// <summary>What a person answered to an open question, or that they took it back. The words are never changed; the latest of a question counts.</summary>
internal sealed class PersonalAnswer
{
    public const int MaxLength = 2_000;

    /// <summary>1, 2, 3 … in the order in which they were given.</summary>
    public long Position { get; init; }

    public required Guid IntentId { get; init; }

    /// <summary>The question's stable id, for example <c>brings-agency</c>.</summary>
    public required string QuestionId { get; init; }

    /// <summary>As it was asked.</summary>
    public required string Question { get; init; }

    /// <summary>The person's words, sanitised; null when they took the answer back.</summary>
    public required string? Text { get; init; }

    /// <summary>What the rules made of it, in words; null when they could make nothing of it and it is kept as a note.</summary>
    public string? Understood { get; set; }

    /// <summary>What form an answer has that the rules can read; null when this one could be read.</summary>
    public string? Expected { get; set; }

    /// <summary>The figures it says. Reckoned again when another answer changes the horizon.</summary>
    public IReadOnlyList<AnswerFigure> Figures { get; set; } = [];

    /// <summary>What an answer about the whole decision took the place of, to be put back when it is taken back; null for the others.</summary>
    public string? Replaced { get; init; }

    public required string SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }
}

internal sealed class PersonalAnswerConfiguration : IEntityTypeConfiguration<PersonalAnswer>
{
    public void Configure(EntityTypeBuilder<PersonalAnswer> builder)
    {
        builder.ToTable("PersonalAnswers");
        builder.HasKey(a => a.Position);
        builder.Property(a => a.QuestionId).HasMaxLength(100);
        builder.Property(a => a.Figures).StoredAsJson();
        builder.HasIndex(a => new { a.IntentId, a.Position }).HasDatabaseName("IX_PersonalAnswers_ByIntent");
        builder.HasOne<Intent>().WithMany().HasForeignKey(a => a.IntentId).HasPrincipalKey(i => i.Id);
    }
}

internal static class AnswerQueries
{
    extension(MindMatrixDb db)
    {
        public DbSet<PersonalAnswer> PersonalAnswers => db.Set<PersonalAnswer>();

        /// <summary>Every answer to questions of an intent, the latest last.</summary>
        public Task<List<PersonalAnswer>> AnswersAsync(Guid intentId, CancellationToken cancellationToken) =>
            db.PersonalAnswers.Where(a => a.IntentId == intentId).OrderBy(a => a.Position).ToListAsync(cancellationToken);
    }

    extension(IEnumerable<PersonalAnswer> answers)
    {
        /// <summary>The answers that count: the latest of each question, unless it was taken back.</summary>
        public IReadOnlyList<PersonalAnswer> Current => [.. answers.GroupBy(a => a.QuestionId).Select(g => g.Last()).Where(a => a.Text is not null)];
    }
}
