namespace MindMatrix.Notion;

/// <summary>A page that was made, and the blocks that did not fit into its request.</summary>
/// <param name="Remaining">To be put under it with <see cref="Writing.AppendRemainingAsync"/>; most often none.</param>
public sealed record CreatedPage(Page Page, PendingChildren Remaining);

/// <summary>Blocks that are still to be written under a page.</summary>
/// <param name="Blocks">At its end, in this order.</param>
/// <param name="Within">Blocks to be put under the page's first-level block with this index.</param>
public sealed record PendingChildren(IReadOnlyList<Block> Blocks, IReadOnlyDictionary<int, IReadOnlyList<Block>> Within)
{
    /// <summary>All is written.</summary>
    public bool IsEmpty => Blocks.Count == 0 && Within.Count == 0;
}

/// <summary>Writes what may take more than one request.</summary>
public static class Writing
{
    /// <summary>
    /// Makes a page with its properties and as much of its body as one request takes. Note the page's id, then write the rest: it is not one act.
    /// </summary>
    public static async Task<CreatedPage> CreatePageAsync(this INotionApi notion, Parent parent, IReadOnlyDictionary<string, PropertyValue> properties, IReadOnlyList<Block> body, Icon? icon = null, CancellationToken cancellationToken = default)
    {
        var batch = BlockBatch.Of(body);
        var page = await notion.CreatePageAsync(new NewPage { Parent = parent, Properties = properties, Icon = icon, Children = batch.Sent.Count > 0 ? batch.Sent : null }, cancellationToken);
        return new CreatedPage(page, new PendingChildren(batch.Rest, batch.Later));
    }

    /// <summary>Writes what a page was made without.</summary>
    public static async Task AppendRemainingAsync(this INotionApi notion, NotionId page, PendingChildren remaining, CancellationToken cancellationToken = default)
    {
        if (remaining.Within.Count > 0)
        {
            var index = 0;
            await foreach (var block in notion.ChildrenAsync(page, cancellationToken))
                if (remaining.Within.TryGetValue(index++, out var within))
                    await notion.AppendAsync(block.Id, within, cancellationToken: cancellationToken);
        }
        await notion.AppendAsync(page, remaining.Blocks, cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Puts blocks under a page or block, however many and however deep, in as few requests as they take, and answers those of the first level. Not
    /// one act: if it fails midway, <see cref="ResumeAsync"/> writes what is missing.
    /// </summary>
    /// <param name="position">Where; null for the end.</param>
    public static async Task<IReadOnlyList<Block>> AppendAsync(this INotionApi notion, NotionId parent, IReadOnlyList<Block> blocks, Position? position = null, CancellationToken cancellationToken = default)
    {
        var written = new List<Block>();
        while (blocks.Count > 0)
        {
            var batch = BlockBatch.Of(blocks);
            var answer = await notion.AppendChildrenAsync(parent, new NewChildren(batch.Sent) { Position = position }, cancellationToken);
            if (answer.Results.Count < batch.Sent.Count)
                throw new NotionReplyException($"Notion answered {answer.Results.Count} blocks for {batch.Sent.Count} that were sent.", null) { MayHaveBeenWritten = true };
            foreach (var (index, within) in batch.Later)
                await notion.AppendAsync(answer.Results[index].Id, within, cancellationToken: cancellationToken);
            written.AddRange(answer.Results.Take(batch.Sent.Count));
            // Further blocks follow those just written, wherever they went.
            position = position is null or { Type: "end" } ? position : Position.After(written[^1].Id);
            blocks = batch.Rest;
        }
        return written;
    }

    /// <summary>
    /// Writes what is missing of blocks that were to be put at the end, after a failure midway: reads what is there, and goes on where it broke off.
    /// Blocks of others in between are left alone.
    /// </summary>
    /// <param name="before">How many blocks the parent held before the first attempt.</param>
    public static async Task ResumeAsync(this INotionApi notion, NotionId parent, IReadOnlyList<Block> blocks, int before = 0, CancellationToken cancellationToken = default)
    {
        var (there, next) = (0, 0);
        await foreach (var block in notion.ChildrenAsync(parent, cancellationToken))
        {
            if (there++ < before || next == blocks.Count || block.Type != blocks[next].Type || block.PlainText != blocks[next].PlainText)
                continue;
            var wanted = blocks[next++].Children;
            // Written in one request means whole; else what is within may have been cut short.
            if (wanted.Count > 0 && BlockBatch.Of([blocks[next - 1]]).Later.Count > 0)
                await notion.ResumeAsync(block.Id, wanted, cancellationToken: cancellationToken);
        }
        await notion.AppendAsync(parent, [.. blocks.Skip(next)], cancellationToken: cancellationToken);
    }

    /// <summary>
    /// Relates two data sources both ways, each property by the name given, in two requests; nothing when the property is there already. Answers
    /// the first data source as it is then.
    /// </summary>
    /// <param name="property">At the first.</param>
    /// <param name="back">At the second.</param>
    public static async Task<DataSource> RelateAsync(this INotionApi notion, NotionId first, string property, NotionId second, string back, CancellationToken cancellationToken = default)
    {
        var source = await notion.GetDataSourceAsync(first, cancellationToken);
        if (!source.Properties.ContainsKey(property))
            source = await notion.UpdateDataSourceAsync(first, new DataSourceChanges { Properties = new Dictionary<string, PropertySchema?> { [property] = PropertySchema.BothWays(second) } }, cancellationToken);
        if (source.Properties.GetValueOrDefault(property) is not { SyncedPropertyId: { } synced } schema || schema.SyncedPropertyName == back)
            return source;
        await notion.UpdateDataSourceAsync(second, new DataSourceChanges { Properties = new Dictionary<string, PropertySchema?> { [synced] = PropertySchema.RenamedTo(back) } }, cancellationToken);
        return source;
    }

    /// <summary>Changes properties of a page; the others stay.</summary>
    public static Task<Page> SetAsync(this INotionApi notion, NotionId page, IReadOnlyDictionary<string, PropertyValue> properties, CancellationToken cancellationToken = default) =>
        notion.UpdatePageAsync(page, new PageChanges { Properties = properties }, cancellationToken);

    /// <summary>Puts a page into the trash.</summary>
    public static Task<Page> TrashAsync(this INotionApi notion, NotionId page, CancellationToken cancellationToken = default) =>
        notion.UpdatePageAsync(page, new PageChanges { InTrash = true }, cancellationToken);
}
