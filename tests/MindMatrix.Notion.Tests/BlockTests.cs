using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace MindMatrix.Notion.Tests;

public sealed class BlockTests
{
    // Trees of blocks: some wider, some deeper than a request takes.
    private static readonly Gen<Block> Trees = Gen.Frequency((6, Gen.Const(0)), (1, Gen.Int[1, 4])).SelectMany(Tree);

    private static readonly Gen<Block[]> Bodies = Trees.Array[0, 104];

    [Fact]
    public void Batches_together_are_the_body_in_order() => Bodies.Holds(body => Texts(body).SequenceEqual(Sent([.. body]).SelectMany(Texts)), times: 60);

    [Fact]
    public void No_batch_is_more_than_a_request_takes() => Bodies.Holds(body => Sent([.. body]).All(Fits), times: 60);

    [Fact]
    public void A_block_of_a_later_day_is_written_as_it_was_read()
    {
        const string json = """{"object":"block","id":"1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9","type":"hologram","hologram":{"depth":3,"rich_text":[{"type":"text","text":{"content":"x"},"plain_text":"x"}]},"has_children":false,"in_trash":false}""";

        var block = JsonSerializer.Deserialize<Block>(json, NotionJson.Options)!;

        Assert.Equal(("hologram", "x"), (block.Type, block.PlainText));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json)!["hologram"], Bench.Json(block)!["hologram"]));
    }

    [Fact]
    public void A_long_text_becomes_as_many_blocks_of_code_as_it_takes_in_full()
    {
        var text = string.Concat(Enumerable.Range(0, 90_000).Select(n => $"{n},"));

        var blocks = Blocks.Code(text, "json").ToList();

        Assert.Equal(9, blocks.Count);
        Assert.Equal(text, string.Concat(blocks.Select(b => b.PlainText)));
    }

    [Fact]
    public void A_text_too_long_for_one_block_is_refused_before_it_is_sent() => Assert.Throws<NotionLimitException>(() => Blocks.Paragraph(new string('x', 200_001)));

    [Fact]
    public void Batches_stay_within_the_bytes_of_a_request()
    {
        var body = Enumerable.Range(0, 20).Select(_ => Blocks.Paragraph(new string('漢', 60_000))).ToList();

        var batches = Batches(body).ToList();

        Assert.True(batches.Count > 1);
        Assert.All(batches, b => Assert.InRange(JsonSerializer.Serialize(b.Sent, NotionJson.Options).Length, 1, 500 * 1024));
        Assert.All(batches, b => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(b.Sent, NotionJson.Options)), 1, 500 * 1024));
        Assert.Equal(20, batches.Sum(b => b.Sent.Count));
    }

    private static Gen<Block> Tree(int depth) => depth == 0
        ? Gen.Int[0, 999].Select(n => Blocks.Paragraph($"leaf {n}"))
        : Gen.Select(Gen.Int[0, 999], Gen.Frequency((29, Gen.Int[0, 2]), (1, Gen.Int[99, 102]))).SelectMany((n, width) => Tree(depth - 1).Array[depth > 2 ? Math.Min(width, 2) : width].Select(children => Blocks.Toggle($"node {n}", children)));

    private static IEnumerable<BlockBatch> Batches(IReadOnlyList<Block> body)
    {
        while (body.Count > 0)
        {
            var batch = BlockBatch.Of(body);
            yield return batch;
            body = batch.Rest;
        }
    }

    /// <summary>What each request carries, in the order in which a page would show it.</summary>
    private static IEnumerable<IReadOnlyList<Block>> Sent(IReadOnlyList<Block> body)
    {
        foreach (var batch in Batches(body))
        {
            var from = 0;
            foreach (var (index, later) in batch.Later.OrderBy(l => l.Key))
            {
                yield return [.. batch.Sent.Take(from..(index + 1))];
                from = index + 1;
                foreach (var inner in Sent(later))
                    yield return inner;
            }
            yield return [.. batch.Sent.Skip(from)];
        }
    }

    private static bool Fits(IReadOnlyList<Block> sent) => sent.Count <= 100 && Texts(sent).Count() <= 1_000 && sent.All(b => Depth(b) <= 2 && Widest(b) <= 100);

    private static int Depth(Block block) => block.Children.Count == 0 ? 0 : 1 + block.Children.Max(Depth);

    private static int Widest(Block block) => Math.Max(block.Children.Count, block.Children.Select(Widest).DefaultIfEmpty(0).Max());

    private static IEnumerable<string> Texts(IEnumerable<Block> blocks) => blocks.SelectMany(b => Texts(b.Children).Prepend(b.PlainText));
}
