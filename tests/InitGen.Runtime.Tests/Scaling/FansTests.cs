using Xunit;

namespace InitGen.Tests;

public sealed class FansTests
{
    [Theory]
    [InlineData(new[] { 64, 3, 7, 7 }, ParameterLayout.OutIn, 1, 1, 147, 3136)]
    [InlineData(new[] { 7, 7, 3, 64 }, ParameterLayout.InOut, 1, 1, 147, 3136)]
    [InlineData(new[] { 64, 8, 3, 3 }, ParameterLayout.OutIn, 8, 1, 72, 72)]
    [InlineData(new[] { 256, 64 }, ParameterLayout.OutIn, 1, 4, 64, 64)]
    [InlineData(new[] { 64, 192 }, ParameterLayout.InOut, 1, 3, 64, 64)]
    [InlineData(new[] { 65536, 65536 }, ParameterLayout.OutIn, 1, 1, 65536, 65536)]
    public void Fans_follow_layout_groups_and_parts(int[] shape, ParameterLayout layout, int groups, int parts, long fanIn, long fanOut)
    {
        Assert.Equal((fanIn, fanOut), Fans.Of(shape, layout, groups, parts));
    }

    [Fact]
    public void Fans_beyond_an_int_do_not_wrap()
    {
        Assert.Equal((1L << 40, 1L << 20), Fans.Of([1, 1 << 20, 1 << 20]));
    }

    [Theory]
    [InlineData(FanMode.FanIn, 2.0)]
    [InlineData(FanMode.FanOut, 8.0)]
    [InlineData(FanMode.FanAverage, 5.0)]
    [InlineData(FanMode.FanGeometric, 4.0)]
    public void Modes_combine_the_fans(FanMode mode, double expected) => Assert.Equal(expected, Fans.Select(mode, 2, 8));

    [Fact]
    public void Stated_fans_hold()
    {
        Assert.Equal((5, 4), Fans.OfOrStated([4, 3], ParameterLayout.OutIn, 1, 1, 5, 0));
        Assert.Equal((3, 7), Fans.OfOrStated([4, 3], ParameterLayout.OutIn, 1, 1, 0, 7));
        Assert.Equal((5, 7), Fans.OfOrStated([4], ParameterLayout.OutIn, 1, 1, 5, 7));
        Assert.Equal((5, 0), Fans.OfOrStated([4], ParameterLayout.OutIn, 1, 1, 5, 0));
        Assert.Throws<ArgumentException>(() => Fans.OfOrStated([4], ParameterLayout.OutIn, 1, 1, 0, 0));
        Assert.Throws<ArgumentException>(() => Fans.OfOrStated([4, 3], ParameterLayout.OutIn, 1, 1, -5, 0));
    }

    [Theory]
    [InlineData(new[] { 4 }, 1, 1, "shape")]
    [InlineData(new[] { 4, 0 }, 1, 1, "shape")]
    [InlineData(new[] { 4, 2 }, 3, 1, "groups")]
    [InlineData(new[] { 4, 2 }, 2, 4, "parts")]
    [InlineData(new[] { 4, 2 }, 0, 1, "groups")]
    public void What_has_no_fans_is_rejected(int[] shape, int groups, int parts, string parameter)
    {
        Assert.Equal(parameter, Assert.Throws<ArgumentException>(() => Fans.Of(shape, ParameterLayout.OutIn, groups, parts)).ParamName);
    }
}
