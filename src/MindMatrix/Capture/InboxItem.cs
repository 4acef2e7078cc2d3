using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MindMatrix.Store;

namespace MindMatrix.Capture;

/// <summary>Where a thought came in.</summary>
internal enum Source { Web, Api, Cli, Notion, Slack, Email, Webhook }

internal enum InboxStatus { Unprocessed, Processing, Triaged_to_Intent, Triaged_to_Task, Triaged_to_Node, Needs_Review }

/// <summary>Whose words a text is: the operator's own, a member's, or somebody's from outside.</summary>
internal enum Provenance { Operator, Member, External }

/// <summary>strategic: a choice between ways. operational: a clear next step. reference: something to keep.</summary>
internal enum ThoughtType { Strategic, Operational, Reference }

/// <summary>A thought as it was dropped, and where it went.</summary>
[ShortPrefix("INB")]
internal sealed class InboxItem : Record
{
    /// <summary>At most 300 characters; empty when only a content was given.</summary>
    public required string Title { get; init; }

    /// <summary>At most 200,000 characters, as written; empty when only a title was given.</summary>
    public required string Content { get; init; }

    public required Source Source { get; init; }

    /// <summary>Whose words it is; what comes from outside is shown to advisers as facts only.</summary>
    public Provenance Provenance { get; init; }

    /// <summary>Who wrote it, where that is somebody else than who dropped it; null when not known.</summary>
    public string? Sender { get; init; }

    /// <summary>What a reader should be wary of, each in words; empty for most.</summary>
    public IReadOnlyList<string> Flags { get; set; } = [];

    /// <summary>Who dropped it.</summary>
    public required string CapturedBy { get; init; }

    public InboxStatus Status { get; private set; } = InboxStatus.Unprocessed;

    /// <summary>Why a person has to look, in words; null unless the status is Needs_Review.</summary>
    public string? ReviewReason { get; private set; }

    /// <summary>The caller's Idempotency-Key, unique; a repeated request is answered with this item.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>SHA-256 in hexadecimal of title, content and source: tells a repeated request from a re-used key, and duplicates from news.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The earlier item with the same words, if any; both are processed.</summary>
    public Guid? DuplicateOf { get; init; }

    /// <summary>How often work on it was begun; a process that dies each time must not try for ever.</summary>
    public int Attempts { get; set; }

    /// <summary>What triage found, or a person said; null before that.</summary>
    public ThoughtType? Type { get; private set; }

    /// <summary>How sure the triage is, 0 to 1.</summary>
    public double? Confidence { get; private set; }

    /// <summary>Why this type, one sentence.</summary>
    public string? Rationale { get; private set; }

    /// <summary>What a person has said it is: Strategic, Operational or Reference; null while only triage has judged.</summary>
    public ThoughtType? InsistOn { get; set; }

    /// <summary>All advisers are to be heard whatever the stakes, if it is strategic.</summary>
    public bool FullDialectic { get; init; }

    /// <summary>When it reached its present end, UTC; null while it waits or is worked on.</summary>
    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>The text that triage and advisers read: title and content, one after the other.</summary>
    public string Text => Content.Length == 0 ? Title : Title.Length == 0 ? Content : Title + "\n\n" + Content;

    /// <summary>Keeps the outcome of the triage.</summary>
    public void Triaged(ThoughtType type, double confidence, string rationale) => (Type, Confidence, Rationale) = (type, confidence, rationale);

    /// <summary>Moves to <paramref name="to"/>; the only place where the status changes.</summary>
    /// <exception cref="IllegalTransitionException">The move is not one of: Unprocessed, Needs_Review or Triaged_to_Intent (another analysis) → Processing; Processing → a triaged state or Needs_Review.</exception>
    public void MoveTo(InboxStatus to, TimeProvider clock, string? reason = null)
    {
        var allowed = (Status, to) switch
        {
            (InboxStatus.Unprocessed or InboxStatus.Needs_Review or InboxStatus.Triaged_to_Intent, InboxStatus.Processing) => true,
            (InboxStatus.Processing, InboxStatus.Triaged_to_Intent or InboxStatus.Triaged_to_Task or InboxStatus.Triaged_to_Node) => true,
            (InboxStatus.Processing, InboxStatus.Needs_Review) => !string.IsNullOrWhiteSpace(reason),
            _ => false,
        };
        if (!allowed)
            throw new IllegalTransitionException($"INB-{Number}", Status.ToString(), to.ToString());
        Status = to;
        ReviewReason = to == InboxStatus.Needs_Review ? reason : null;
        ProcessedAt = to is InboxStatus.Processing ? null : clock.GetUtcNow();
    }
}

internal sealed class InboxItemConfiguration : IEntityTypeConfiguration<InboxItem>
{
    public void Configure(EntityTypeBuilder<InboxItem> builder)
    {
        builder.ToTable("SystemInbox");
        builder.Property(i => i.Title).HasMaxLength(Inbox.MaxTitle);
        builder.Property(i => i.Content).HasMaxLength(Inbox.MaxContent);
        builder.HasIndex(i => i.IdempotencyKey).IsUnique().HasDatabaseName("IX_SystemInbox_IdempotencyKey");
        builder.HasIndex(i => i.ContentHash).HasDatabaseName("IX_SystemInbox_Duplicates");
        builder.HasIndex(i => new { i.Status, i.Number }).HasDatabaseName("IX_SystemInbox_Unfinished");
        builder.Property(i => i.Flags).StoredAsJson();
        builder.Property(i => i.Sender).HasMaxLength(Inbox.MaxTitle);
        builder.Ignore(i => i.Text);
    }
}
