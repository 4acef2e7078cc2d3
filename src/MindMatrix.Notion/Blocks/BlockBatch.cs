using System.Text;
using System.Text.Json;

namespace MindMatrix.Notion;

/// <summary>
/// What one request takes of a list of blocks. A block whose own children are too many or too deep goes without them; they follow under its id.
/// </summary>
/// <param name="Sent">The blocks as they are sent.</param>
/// <param name="Later">By index in <paramref name="Sent"/>: the children that follow.</param>
/// <param name="Rest">The blocks for further requests.</param>
public sealed record BlockBatch(IReadOnlyList<Block> Sent, IReadOnlyDictionary<int, IReadOnlyList<Block>> Later, IReadOnlyList<Block> Rest)
{
    /// <summary>Blocks in one list.</summary>
    public const int MaxList = 100;

    /// <summary>Blocks in one request, those within others counted.</summary>
    public const int MaxBlocks = 1_000;

    /// <summary>Bytes of one request's blocks: Notion takes 500 KB, and properties need room.</summary>
    public const int MaxBytes = 400_000;

    /// <summary>Levels of blocks within blocks.</summary>
    public const int MaxDepth = 2;

    /// <summary>Takes the first that fit. The order stays.</summary>
    /// <exception cref="NotionLimitException">A single block is larger than a request.</exception>
    public static BlockBatch Of(IReadOnlyList<Block> blocks)
    {
        var sent = new List<Block>();
        var later = new Dictionary<int, IReadOnlyList<Block>>();
        var (count, bytes) = (0, 0);
        foreach (var block in blocks.Take(MaxList))
        {
            var whole = Fits(block) && Count(block) <= MaxBlocks && Bytes(block) <= MaxBytes;
            // A table must come with at least one row; the others follow.
            var now = whole ? block : block with { Children = block.Type == "table" ? [.. block.Children.Take(1)] : [] };
            var (more, size) = (Count(now), Bytes(now));
            if (size > MaxBytes)
                throw new NotionLimitException($"A {block.Type} of {size} bytes is more than a request takes; make several blocks of it.");
            if (count + more > MaxBlocks || bytes + size > MaxBytes)
                break;
            if (!whole)
                later[sent.Count] = [.. block.Children.Skip(now.Children.Count)];
            sent.Add(now);
            (count, bytes) = (count + more, bytes + size);
        }
        return new(sent, later, [.. blocks.Skip(sent.Count)]);
    }

    private static bool Fits(Block block, int depth = 0) => block.Children.Count <= MaxList && (block.Children.Count == 0 || depth < MaxDepth) && block.Children.All(c => Fits(c, depth + 1));

    private static int Count(Block block) => 1 + block.Children.Sum(Count);

    private static int Bytes(Block block) => Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(block, NotionJson.Options));
}
