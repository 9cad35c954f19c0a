using Xunit;

namespace InitGen.Tests;

public sealed class TruncatedStdTests
{
    // By mpmath with 40 digits.
    [Theory]
    [InlineData(-2, 2, 0.87962566103423975)]
    [InlineData(-1, 1, 0.539560093754896973)]
    [InlineData(-3, 3, 0.986578392558108621)]
    [InlineData(-8, 8, 0.999999999999959582)]
    [InlineData(0, 2, 0.501314549558659)]
    [InlineData(-0.5, 3.5, 0.6948243919168523)]
    [InlineData(-8, 0.25, 0.649177682988517323)]
    [InlineData(1, 8, 0.446203614474579206)]
    [InlineData(4, 6, 0.215771077395471265)]
    [InlineData(-6, -4, 0.215771077395471265)]
    [InlineData(7, 8, 0.133389973103474711)]
    [InlineData(1, 1.001, 0.000288675122559464373)]
    [InlineData(-0.001, 0.001, 0.000577350230699608368)]
    [InlineData(-0.5, 0.5, 0.283882290044327525)]
    [InlineData(-8, -7, 0.133389973103474711)]
    public void The_standard_deviation_after_the_cut(double a, double b, double expected)
    {
        Assert.Equal(expected, Scale.TruncatedStd(a, b), 1e-12 * expected);
    }

    [Theory]
    [InlineData(-8, 0.999999999999999378)]
    [InlineData(-2.5, 0.993790334674223865)]
    [InlineData(-1, 0.841344746068542949)]
    [InlineData(0, 0.5)]
    [InlineData(0.5, 0.308537538725986896)]
    [InlineData(1, 0.158655253931457051)]
    [InlineData(2, 0.0227501319481792072)]
    [InlineData(2.4999, 0.00621141837494458605)]
    [InlineData(2.5, 0.00620966532577613517)]
    [InlineData(3, 0.00134989803163009453)]
    [InlineData(4, 0.0000316712418331199213)]
    [InlineData(6, 9.86587645037698141e-10)]
    [InlineData(8, 6.22096057427178412e-16)]
    public void The_tail_keeps_its_relative_precision(double x, double expected)
    {
        Assert.Equal(expected, StandardNormal.UpperTail(x), 2e-14 * expected);
    }

    [Theory]
    [InlineData(-9, 2, "lowerSigmas")]
    [InlineData(double.NaN, 2, "lowerSigmas")]
    [InlineData(1, 1, "upperSigmas")]
    [InlineData(1, 9, "upperSigmas")]
    public void Bounds_are_checked(double a, double b, string parameter)
    {
        Assert.Equal(parameter, Assert.Throws<ArgumentOutOfRangeException>(() => Scale.TruncatedStd(a, b)).ParamName);
    }

    [Fact]
    public void The_constant_of_variance_scaling_is_that_of_two_sigmas()
    {
        Assert.Equal(Scale.TruncatedNormalStd, Scale.TruncatedStd(-2, 2), 1e-15);
    }
}
