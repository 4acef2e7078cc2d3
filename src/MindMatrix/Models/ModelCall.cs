using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.AI;
using MindMatrix.Store;

namespace MindMatrix.Models;

/// <summary>The journal of model calls: what was asked, what came back, what it cost. Append-only.</summary>
internal sealed class ModelCall
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ItemId { get; init; }

    /// <summary>For example <c>assess/the-quant</c>.</summary>
    public required string Purpose { get; init; }

    /// <summary>SHA-256 in hexadecimal over model, schema and messages: an answer to the same question is never paid for twice.</summary>
    public required string PromptHash { get; init; }

    /// <summary>The messages, whole.</summary>
    public required string Prompt { get; init; }

    /// <summary>The JSON schema that the reply was asked to follow.</summary>
    public required string Schema { get; init; }

    /// <summary>The reply's text, whole.</summary>
    public required string Reply { get; init; }

    /// <summary>The model that answered, or <c>offline-rules</c>.</summary>
    public required string Model { get; init; }

    /// <summary>stop, length, content_filter …, as the provider said.</summary>
    public required string FinishReason { get; init; }

    /// <summary>Tokens read, those from the cache included.</summary>
    public long InputTokens { get; init; }

    public long CacheReadTokens { get; init; }

    public long CacheWriteTokens { get; init; }

    public long OutputTokens { get; init; }

    /// <summary>Micro-dollars (1e-6 USD), rounded up; 0 when the model has no known price, see <see cref="PriceKnown"/>.</summary>
    public long CostMicroUsd { get; init; }

    /// <summary>False when nobody has said what the model costs, see <see cref="Prices"/> and MODEL_PRICES.</summary>
    public bool PriceKnown { get; init; } = true;

    public long LatencyMilliseconds { get; init; }

    /// <summary>The provider's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>UTC, when the answer was there.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }
}

internal sealed class ModelCallConfiguration : IEntityTypeConfiguration<ModelCall>
{
    public void Configure(EntityTypeBuilder<ModelCall> builder)
    {
        builder.ToTable("ModelCalls");
        builder.HasKey(c => c.Id);
        builder.HasIndex(c => new { c.ItemId, c.PromptHash }).HasDatabaseName("IX_ModelCalls_Answered");
    }
}

internal static class Journal
{
    /// <summary>The messages as the journal keeps them.</summary>
    public static string PromptOf(IEnumerable<ChatMessage> messages) => string.Join("\n\n", messages.Select(m => $"[{m.Role}]\n{m.Text}"));

    extension(MindMatrixDb db)
    {
        public DbSet<ModelCall> ModelCalls => db.Set<ModelCall>();
    }
}
