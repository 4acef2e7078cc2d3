using CsCheck;
using MindMatrix.Models;

namespace MindMatrix.Tests.Unit.Models;

public sealed class PricesTests
{
    [Theory]
    [InlineData("claude-opus-5-5", 24_000_000)]
    [InlineData("claude-sonnet-5-5", 12_000_000)]
    [InlineData("claude-haiku-4-5", 6_000_000)]
    [InlineData("claude-fable-5-1", 60_000_000)]
    public void A_million_tokens_in_and_out_cost_the_listed_price(string model, long microUsd) =>
        Assert.Equal(microUsd, Prices.MicroUsd(model, 1_000_000, 0, 0, 1_000_000));

    [Fact]
    public void Tokens_of_the_cache_are_part_of_the_input_and_cost_their_own_price() =>
        // 100 fresh at 2, 300 read at 0.2, 600 written at 2.5, 10 out at 10.
        Assert.Equal(200 + 60 + 1500 + 100, Prices.MicroUsd("claude-sonnet-5-5", 1_000, 300, 600, 10));

    [Theory]
    [InlineData(100_000, 10_000 + 500)]
    [InlineData(100_001, 50_001 + 2_500)]
    public void A_long_prompt_costs_the_small_model_five_times_as_much(long input, long microUsd) =>
        Assert.Equal(microUsd, Prices.MicroUsd("claude-haiku-5-5", input, 0, 0, 1_000));

    [Fact]
    public void What_is_read_from_the_cache_counts_towards_a_long_prompt() =>
        Assert.Equal(1 + 5_000, Prices.MicroUsd("claude-haiku-5-5", 100_001, 100_000, 0, 0));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    public void A_part_of_a_millionth_is_rounded_up(long input, long microUsd) => Assert.Equal(microUsd, Prices.MicroUsd("claude-haiku-5-5", input, 0, 0, 0));

    [Fact]
    public void No_tokens_cost_nothing() => Assert.Equal(0, Prices.MicroUsd("claude-sonnet-5-5", 0, 0, 0, 0));

    [Fact]
    public void A_dated_model_has_the_price_of_its_name() => Assert.Equal(5, Prices.MicroUsd("claude-haiku-4-5-20251001", 0, 0, 0, 1));

    [Theory]
    [InlineData("offline-rules")]
    [InlineData("claude-sonnet-5-50")]
    [InlineData("claude-sonnet-5")]
    [InlineData("")]
    public void A_model_that_is_not_listed_has_no_price(string model) => Assert.Null(Prices.MicroUsd(model, 1_000, 0, 0, 1_000));

    [Theory]
    [InlineData("claude-opus-5-5")]
    [InlineData("claude-sonnet-5-5")]
    [InlineData("claude-haiku-5-5")]
    [InlineData("claude-haiku-4-5")]
    public void More_tokens_never_cost_less(string model) => Gen.Select(Gen.Long[0, 300_000], Gen.Long[0, 300_000]).Holds(
        (input, more) => Prices.MicroUsd(model, input, 0, 0, 100) <= Prices.MicroUsd(model, input + more, 0, 0, 100));

    [Fact]
    public void A_count_that_does_not_add_up_never_costs_less_than_nothing() => Assert.True(Prices.MicroUsd("claude-sonnet-5-5", 10, 500, 500, 0) > 0);
}
