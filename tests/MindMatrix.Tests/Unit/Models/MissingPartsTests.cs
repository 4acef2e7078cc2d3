using MindMatrix.Models;
using MindMatrix.Triage;

namespace MindMatrix.Tests.Unit.Models;

public sealed class MissingPartsTests
{
    private sealed record Reply(string Title, string? Note, double Score, Inner Inner, IReadOnlyList<Inner> Many, IReadOnlyList<string> Words);

    private sealed record Inner(string Name, Inner? Next = null);

    private static readonly Reply Whole = new("t", "n", 1, new Inner("a"), [new Inner("b", new Inner("c"))], ["w"]);

    [Fact]
    public void A_whole_reply_misses_nothing() => Assert.Empty(MissingParts.Of(Whole));

    [Fact]
    public void What_may_be_absent_is_not_missed() => Assert.Empty(MissingParts.Of(Whole with { Note = null }));

    [Fact]
    public void An_empty_list_is_whole() => Assert.Empty(MissingParts.Of(Whole with { Many = [], Words = [] }));

    [Fact]
    public void A_missing_part_is_named_as_json_names_it() => Assert.Equal(["title is missing."], MissingParts.Of(Whole with { Title = null! }));

    [Fact]
    public void A_missing_list_is_named() => Assert.Equal(["many is missing."], MissingParts.Of(Whole with { Many = null! }));

    [Fact]
    public void A_part_missing_within_a_part_is_named_by_its_way() => Assert.Equal(["inner.name is missing."], MissingParts.Of(Whole with { Inner = new Inner(null!) }));

    [Fact]
    public void A_part_missing_deep_in_a_list_is_named_by_its_way() =>
        Assert.Equal(["many[1].next.name is missing."], MissingParts.Of(Whole with { Many = [new Inner("b"), new Inner("c", new Inner(null!))] }));

    [Fact]
    public void An_entry_of_null_is_named_by_its_place() => Assert.Equal(["words[1] is null."], MissingParts.Of(Whole with { Words = ["w", null!] }));

    [Fact]
    public void All_that_is_missing_is_named_at_once() => Assert.Equal(3, MissingParts.Of(Whole with { Title = null!, Inner = null!, Words = null! }).Count);

    [Fact]
    public void A_real_reply_is_looked_through() =>
        Assert.Equal(["options[0].title is missing."], MissingParts.Of(An.FrameReply() with { Options = [new OptionReply("hire", null!, "w")] }));
}
