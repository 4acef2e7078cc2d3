using MindMatrix.Store;

// Not Unit.Store: there «Store.Json» of the other tests would no longer be the product's.
namespace MindMatrix.Tests.Unit;

public sealed class RecordKeyTests
{
    [Theory]
    [InlineData("INB-12", 12)]
    [InlineData("inb-12", 12)]
    [InlineData("12", 12)]
    [InlineData("INB-007", 7)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_short_number_is_read_with_or_without_its_prefix(string text, long number)
    {
        Assert.True(RecordKey.TryParse(text, "INB", out var key));
        Assert.Equal(new RecordKey(null, number), key);
    }

    [Fact]
    public void An_id_is_read()
    {
        var id = Guid.CreateVersion7();

        Assert.True(RecordKey.TryParse(id.ToString().ToUpperInvariant(), "INB", out var key));
        Assert.Equal(new RecordKey(id, null), key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("INB")]
    [InlineData("INB-")]
    [InlineData("INB-0")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("INB--1")]
    [InlineData("INB-1.0")]
    [InlineData("INB-1 ")]
    [InlineData("1,000")]
    [InlineData("ACT-1")]
    [InlineData("INB-INB-1")]
    [InlineData("٣")]
    [InlineData("9223372036854775808")]
    [InlineData("0195b3f0-0000-7000-8000")]
    public void Anything_else_is_no_key(string text)
    {
        Assert.False(RecordKey.TryParse(text, "INB", out var key));
        Assert.Equal(default, key);
    }
}
