namespace MindMatrix.Notion;

/// <summary>Blocks to be put under a page or block.</summary>
public sealed record NewChildren(IReadOnlyList<Block> Children)
{
    /// <summary>Null: at the end.</summary>
    public Position? Position { get; init; }
}

/// <summary>Where among a page's blocks.</summary>
public sealed record Position
{
    /// <summary>after_block, start or end.</summary>
    public required string Type { get; init; }

    /// <summary>The block it follows.</summary>
    public BlockRef? AfterBlock { get; init; }

    /// <summary>Before all others.</summary>
    public static Position Start { get; } = new() { Type = "start" };

    /// <summary>After all others.</summary>
    public static Position End { get; } = new() { Type = "end" };

    /// <summary>Right after this one.</summary>
    public static Position After(NotionId block) => new() { Type = "after_block", AfterBlock = new BlockRef(block) };
}

/// <summary>A block, by its id.</summary>
public sealed record BlockRef(NotionId Id);
