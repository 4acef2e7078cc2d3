using CsCheck;

namespace MindMatrix.Decisions.Tests.Sampling;

public sealed class PortableMathTests
{
    [Fact]
    public void Exponential_is_within_one_unit_in_the_last_place_of_the_systems() =>
        Gen.Double[-700, 700].Holds(x => UlpsApart(PortableMath.Exp(x), Math.Exp(x)) <= 1, 20_000);

    [Fact]
    public void Logarithm_is_within_one_unit_in_the_last_place_of_the_systems() =>
        Gen.Double[-300, 300].Holds(e => Math.Pow(10, e) is var x && UlpsApart(PortableMath.Log(x), Math.Log(x)) <= 1, 20_000);

    [Fact]
    public void Logarithm_is_as_close_near_one() =>
        Gen.Double[0.5, 2].Holds(x => UlpsApart(PortableMath.Log(x), Math.Log(x)) <= 1, 20_000);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity, 0)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(1000, double.PositiveInfinity)]
    [InlineData(-1000, 0)]
    public void Exponential_of_the_special_values(double x, double expected) => Assert.Equal(expected, PortableMath.Exp(x));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, double.NegativeInfinity)]
    [InlineData(-1, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Logarithm_of_the_special_values(double x, double expected) => Assert.Equal(expected, PortableMath.Log(x));

    [Fact]
    public void Logarithm_and_exponential_of_subnormal_numbers_are_right()
    {
        Assert.Equal(Math.Log(5e-324), PortableMath.Log(5e-324));
        Assert.Equal(Math.Exp(-740), PortableMath.Exp(-740));
    }

    [Fact]
    public void Some_values_are_pinned_to_the_bit()
    {
        Assert.Equal(0x4005BF0A8B14576AUL, BitConverter.DoubleToUInt64Bits(PortableMath.Exp(1)));
        Assert.Equal(0x3FE62E42FEFA39EFUL, BitConverter.DoubleToUInt64Bits(PortableMath.Log(2)));
        Assert.Equal(0x40026BB1BBB55516UL, BitConverter.DoubleToUInt64Bits(PortableMath.Log(10)));
    }

    private static long UlpsApart(double one, double other) =>
        Math.Abs(BitConverter.DoubleToInt64Bits(one) - BitConverter.DoubleToInt64Bits(other));
}
