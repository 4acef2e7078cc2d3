using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace MindMatrix.Decisions.Tests.Sampling;

public sealed class DistributionTests
{
    private static readonly Decisions.Triangular Tri = new(10, 20, 60);
    private static readonly Pert P = new(10, 20, 60);

    [Fact]
    public void Triangular_has_the_printed_moments_and_quantiles()
    {
        Expect.Close(30, Tri.Mean);
        Expect.Golden(116.6667, Tri.Variance, 1e-4);
        Expect.Golden(17.071068, Tri.Quantile(0.1));
        Expect.Golden(28.377223, Tri.Quantile(0.5));
        Expect.Golden(45.857864, Tri.Quantile(0.9));
        Assert.Equal((10, 60), (Tri.Quantile(0), Tri.Quantile(1)));
    }

    [Fact]
    public void Triangular_without_width_is_a_constant()
    {
        var constant = new Decisions.Triangular(7, 7, 7);
        Assert.Equal(7, constant.Quantile(0.3));
        Assert.Equal(0, constant.Variance);
    }

    [Fact]
    public void Pert_has_the_printed_shape_moments_and_quantiles()
    {
        Expect.Close(1.8, P.Alpha);
        Expect.Close(4.2, P.Beta);
        Expect.Close(25, P.Mean);
        Expect.Close(75, P.Variance);
        Expect.Golden(8.660254, Math.Sqrt(P.Variance));
        Expect.Golden(14.495107, P.Quantile(0.1));
        Expect.Golden(23.833613, P.Quantile(0.5));
        Expect.Golden(37.266703, P.Quantile(0.9));
    }

    [Fact]
    public void Pert_without_width_is_a_constant()
    {
        var constant = new Pert(7, 7, 7);
        Assert.Equal((7, 0, 7), (constant.Mean, constant.Variance, constant.Quantile(0.3)));
    }

    [Fact]
    public void Pert_variance_is_not_the_textbook_sixth_of_the_width_squared()
    {
        var textbook = Math.Pow((60 - 10) / 6.0, 2);
        Expect.Golden(69.44, textbook, 0.01);
        Assert.True(P.Variance - textbook > 5);
    }

    [Fact]
    public void Mathnet_takes_the_pert_mode_last()
    {
        Assert.Equal(25, BetaScaled.PERT(10, 60, 20).Mean, 9);
        Assert.Throws<ArgumentException>(() => BetaScaled.PERT(10, 20, 60));
    }

    [Fact]
    public void Mathnet_loses_a_range_that_is_symmetric_but_for_rounding()
    {
        // Its first shape parameter, which is 3, comes out as −1.
        Assert.Throws<ArgumentException>(() => BetaScaled.PERT(0.1, 0.3, 0.2));
        Expect.Close(3, new Pert(0.1, 0.2, 0.3).Alpha);
        Expect.Close(0.2, new Pert(0.1, 0.2, 0.3).Quantile(0.5), 1e-9);
    }

    [Fact]
    public void Mathnet_sample_quantiles_are_type_8_and_ours_type_7()
    {
        double[] sample = [1, 2, 3, 4];
        Expect.Close(1.3, Quantile.Of(sample, 0.1));
        Assert.NotEqual(1.3, sample.Quantile(0.1), 6);
        Expect.Close(1.3, sample.QuantileCustom(0.1, QuantileDefinition.R7));
    }
}
