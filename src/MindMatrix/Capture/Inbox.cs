using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MindMatrix.Audit;
using MindMatrix.Store;

namespace MindMatrix.Capture;

/// <summary>A thought to be captured.</summary>
/// <param name="Title">At most 300 characters; may be left out when there is a content.</param>
/// <param name="Content">At most 200,000 characters; may be left out when there is a title.</param>
/// <param name="Source">Web, Api, Cli …; Api when left out.</param>
/// <param name="Forwarded">True: somebody else wrote it; e-mail, Slack and webhooks always bring other people's words.</param>
/// <param name="Sender">Who wrote it, where that is somebody else; who wrote it cannot approve what follows from it.</param>
/// <param name="FullDialectic">True: if it is strategic, all advisers are heard whatever the stakes.</param>
internal sealed record CaptureRequest(string? Title = null, string? Content = null, string? Source = null, bool FullDialectic = false, bool Forwarded = false, string? Sender = null);

/// <param name="Repeated">True when an earlier request with the same Idempotency-Key made the item.</param>
internal sealed record Captured(InboxItem Item, bool Repeated);

/// <summary>Takes thoughts in. What it accepts is stored whole; what it cannot store it refuses in words.</summary>
internal sealed class Inbox(Database store, TimeProvider clock)
{
    public const int MaxTitle = 300;
    public const int MaxContent = 200_000;
    private const int MaxKey = 200;

    /// <exception cref="RefusalException">400 empty, binary or an unknown source; 413 too long; 422 a key re-used for other words.</exception>
    public async Task<Captured> CaptureAsync(CaptureRequest request, string person, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var (title, content, source) = Check(request);
        if (idempotencyKey is { Length: 0 or > MaxKey })
            throw new RefusalException(400, "bad-idempotency-key", $"The Idempotency-Key has {idempotencyKey.Length} characters.", $"Send 1 to {MaxKey}, for example a UUID.");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{title}\n\n{content}")));

        return await store.WriteAsync(async unit =>
        {
            if (idempotencyKey is not null
                && await unit.Db.Inbox.SingleOrDefaultAsync(i => i.IdempotencyKey == idempotencyKey, cancellationToken) is { } earlier)
            {
                return earlier.ContentHash == hash
                    ? new Captured(earlier, Repeated: true)
                    : throw new RefusalException(422, "idempotency-key-reused", $"The Idempotency-Key «{idempotencyKey}» was used for another text (INB-{earlier.Number}).", "Send a new key with a new text.");
            }
            var twin = await unit.Db.Inbox.Where(i => i.ContentHash == hash).OrderBy(i => i.Number).Select(i => new { i.Id, i.Number }).FirstOrDefaultAsync(cancellationToken);
            var item = new InboxItem
            {
                CreatedAt = clock.GetUtcNow(),
                Title = title,
                Content = content,
                Source = source,
                FullDialectic = request.FullDialectic,
                Provenance = ProvenanceOf(source, request),
                Sender = string.IsNullOrWhiteSpace(request.Sender) ? null : Sanitiser.Sanitise(request.Sender).Text is var sender && sender.Length <= MaxTitle ? sender : sender[..MaxTitle],
                Flags = Suspicion.Of($"{title}\n{content}"),
                CapturedBy = person,
                IdempotencyKey = idempotencyKey,
                ContentHash = hash,
                DuplicateOf = twin?.Id,
            };
            unit.Db.Add(item);
            unit.Log(clock, person, "Thought Captured", item, item.Id,
                $"Captured from {source}, {item.Text.Length} characters." + (twin is null ? "" : $" The same words came in before as INB-{twin.Number}.")
                + string.Concat(item.Flags.Select(f => $" {f}")));
            await unit.SaveAsync(cancellationToken);
            return new Captured(item, Repeated: false);
        }, cancellationToken);
    }

    private static Provenance ProvenanceOf(Source source, CaptureRequest request) =>
        request.Forwarded || !string.IsNullOrWhiteSpace(request.Sender) || source is Source.Email or Source.Slack or Source.Webhook ? Provenance.External
        : source == Source.Notion ? Provenance.Member : Provenance.Operator;

    private static (string Title, string Content, Source Source) Check(CaptureRequest request)
    {
        var source = Source.Api;
        // By name only: a digit would be taken as well.
        if (!string.IsNullOrWhiteSpace(request.Source) && !(Enum.GetNames<Source>().Contains(request.Source, StringComparer.OrdinalIgnoreCase) && Enum.TryParse(request.Source, ignoreCase: true, out source)))
            throw new RefusalException(400, "unknown-source", $"The source «{Shorten(request.Source)}» is not known.", $"Use one of {string.Join(", ", Enum.GetNames<Source>())}, or leave it out.");
        var title = Printable(request.Title, "title");
        var content = Printable(request.Content, "content");
        if (Sanitiser.Sanitise(title).Text.Length + Sanitiser.Sanitise(content).Text.Length == 0)
            throw new RefusalException(400, "empty-thought", "There is no text to capture.", "Send a title, a content or both.");
        if (title.Length > MaxTitle)
            throw new RefusalException(413, "title-too-long", $"The title has {title.Length:N0} characters; {MaxTitle} are kept.", "Move the text into the content.");
        if (content.Length > MaxContent)
            throw new RefusalException(413, "content-too-long", $"The content has {content.Length:N0} characters; {MaxContent:N0} are kept.", "Split it, or attach what can be looked up elsewhere as a link.");
        return (title, content, source);
    }

    /// <summary>The text without the controls that no store and no page can hold; a text that is mostly such controls is a file, not a thought.</summary>
    private static string Printable(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' or '\r' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar))
                printable.Append(rune.ToString());
        }
        var lost = text.Trim().Length - printable.Length;
        if (lost > 8 && lost > text.Length / 20)
            throw new RefusalException(400, "binary", $"The {field} looks like a binary file: {lost:N0} of {text.Length:N0} characters cannot be read.", "Send text; for a document, its text or a link to it.");
        return printable.ToString();
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}

internal static class InboxQueries
{
    extension(MindMatrixDb db)
    {
        public DbSet<InboxItem> Inbox => db.Set<InboxItem>();
    }

    /// <summary>Items that nobody has finished yet, the oldest first.</summary>
    public static IQueryable<InboxItem> Unfinished(this IQueryable<InboxItem> items) => items
        .Where(i => i.Status == InboxStatus.Unprocessed || i.Status == InboxStatus.Processing).OrderBy(i => i.Number);
}
