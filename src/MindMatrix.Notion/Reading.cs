using System.Runtime.CompilerServices;

namespace MindMatrix.Notion;

/// <summary>Reads what takes more than one request.</summary>
public static class Reading
{
    private const int ReferencesInPage = 25;

    /// <summary>
    /// All rows that match, the oldest first, each once, in as many windows of 10,000 as it takes. Long relations are cut at 25; see
    /// <see cref="CompleteAsync"/>.
    /// </summary>
    /// <exception cref="NotionReplyException">More than 10,000 rows were made in one minute, which no window can divide.</exception>
    public static async IAsyncEnumerable<Page> QueryAllAsync(this INotionApi notion, NotionId dataSource, Filter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var query = new Query { Filter = filter, Sorts = [Sort.ByCreation()] };
        // Of the window's last minute: the next one begins with it again.
        var (seen, minute) = (new HashSet<NotionId>(), default(DateTimeOffset));
        while (true)
        {
            var fresh = 0;
            RequestStatus? status = null;
            var window = query;
            while (true)
            {
                var page = await notion.QueryAsync(dataSource, window, cancellationToken: cancellationToken);
                foreach (var row in page.Results)
                {
                    if (row.CreatedTime > minute)
                    {
                        seen.Clear();
                        minute = row.CreatedTime;
                    }
                    if (!seen.Add(row.Id))
                        continue;
                    fresh++;
                    yield return row;
                }
                status = page.RequestStatus ?? status;
                if (!page.HasMore || page.NextCursor is null)
                    break;
                window = window with { StartCursor = page.NextCursor };
            }
            if (status is not { ReachedTheLimit: true })
                yield break;
            if (fresh == 0)
                throw new NotionReplyException($"More rows were made in the minute of {minute:u} than one query lists; narrow the filter.", null);
            query = query with { Filter = filter?.And(Filter.CreatedSince(minute)) ?? Filter.CreatedSince(minute) };
        }
    }

    /// <summary>The first row that matches; null when none does.</summary>
    public static async Task<Page?> FindAsync(this INotionApi notion, NotionId dataSource, Filter filter, CancellationToken cancellationToken = default) =>
        (await notion.QueryAsync(dataSource, new Query { Filter = filter, Sorts = [Sort.ByCreation()], PageSize = 1 }, cancellationToken: cancellationToken)).Results is [var first, ..] ? first : null;

    /// <summary>A page with all references in all its properties, its body aside.</summary>
    public static async Task<Page> ReadPageAsync(this INotionApi notion, NotionId id, CancellationToken cancellationToken = default) =>
        await notion.CompleteAsync(await notion.GetPageAsync(id, cancellationToken: cancellationToken), cancellationToken);

    /// <summary>Fetches what was left out of a page that holds more than 25 references in a property; the page itself when nothing was.</summary>
    public static async Task<Page> CompleteAsync(this INotionApi notion, Page page, CancellationToken cancellationToken = default)
    {
        var whole = new Dictionary<string, PropertyValue>(page.Properties);
        var changed = false;
        foreach (var (name, value) in page.Properties)
        {
            if (value.Id is not { } property || !IsCut(value))
                continue;
            var items = new List<System.Text.Json.JsonElement>();
            await foreach (var item in notion.PropertyItemsAsync(page.Id, property, cancellationToken))
                items.Add(item);
            IReadOnlyList<T> Members<T>(string type) => [.. items.Select(i => i.Member(type)).OfType<System.Text.Json.JsonElement>().Select(m => System.Text.Json.JsonSerializer.Deserialize<T>(m, NotionJson.Options)!)];
            whole[name] = value switch
            {
                RelationValue v => v with { Pages = [.. Members<UserRef>("relation").Select(r => r.Id)], HasMore = false },
                PeopleValue v => v with { People = Members<UserRef>("people"), HasMore = false },
                TitleValue v => v with { Runs = Members<RichText>("title") },
                RichTextValue v => v with { Runs = Members<RichText>("rich_text") },
                _ => value,
            };
            changed = true;
        }
        return changed ? page with { Properties = whole } : page;
    }

    /// <summary>The members of a property, each as <c>{"type":…}</c>.</summary>
    /// <param name="property">The id as it was answered.</param>
    public static async IAsyncEnumerable<System.Text.Json.JsonElement> PropertyItemsAsync(this INotionApi notion, NotionId page, string property, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        do
        {
            // Answered ids are escaped for addresses already; they are escaped again on the way.
            var items = await notion.GetPropertyAsync(page, Uri.UnescapeDataString(property), cursor, Limits.PageSize, cancellationToken);
            foreach (var item in items.Results)
                yield return item;
            cursor = items.HasMore ? items.NextCursor : null;
        }
        while (cursor is not null);
    }

    /// <summary>All blocks right under a page or block.</summary>
    public static async IAsyncEnumerable<Block> ChildrenAsync(this INotionApi notion, NotionId parent, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        do
        {
            var page = await notion.GetChildrenAsync(parent, cursor, Limits.PageSize, cancellationToken);
            foreach (var block in page.Results)
                yield return block;
            cursor = page.HasMore ? page.NextCursor : null;
        }
        while (cursor is not null);
    }

    /// <summary>A page's whole body, blocks within blocks too. Pages and databases within it are not entered.</summary>
    public static async Task<IReadOnlyList<Block>> TreeAsync(this INotionApi notion, NotionId parent, CancellationToken cancellationToken = default)
    {
        var blocks = new List<Block>();
        await foreach (var block in notion.ChildrenAsync(parent, cancellationToken))
            blocks.Add(block.HasChildren && block.Type is not ("child_page" or "child_database") ? block with { Children = await notion.TreeAsync(block.Id, cancellationToken) } : block);
        return blocks;
    }

    /// <summary>All comments at a page or block that are not resolved.</summary>
    public static async IAsyncEnumerable<Comment> CommentsAsync(this INotionApi notion, NotionId at, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? cursor = null;
        do
        {
            var page = await notion.GetCommentsAsync(at, cursor, Limits.PageSize, cancellationToken);
            foreach (var comment in page.Results)
                yield return comment;
            cursor = page.HasMore ? page.NextCursor : null;
        }
        while (cursor is not null);
    }

    private static bool IsCut(PropertyValue value) => value switch
    {
        RelationValue v => v.HasMore,
        PeopleValue v => v.HasMore || v.People.Count >= ReferencesInPage,
        // Texts do not say so; only their references are counted.
        TitleValue v => v.Runs.Count(r => r.Type == "mention") >= ReferencesInPage,
        RichTextValue v => v.Runs.Count(r => r.Type == "mention") >= ReferencesInPage,
        _ => false,
    };
}
