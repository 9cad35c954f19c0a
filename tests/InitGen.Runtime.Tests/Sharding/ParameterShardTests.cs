namespace InitGen.Tests.Sharding;

/// <summary>How parameters are cut.</summary>
public sealed class ParameterShardTests
{
    public static TheoryData<int[]> Shapes => [[], [1], [7], [0], [5, 0], [2, 3], [3, 2], [1, 9], [9, 1], [4, 4, 4], [3, 1, 5, 2], [2, 1, 1, 1, 11]];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_element_belongs_to_one_worker(int[] shape)
    {
        int length = shape.Aggregate(1, (product, size) => product * size);
        foreach (ShardAxis axis in Enum.GetValues<ShardAxis>())
        {
            foreach (int workers in axis == ShardAxis.Whole ? [1] : new[] { 1, 2, 3, 4, 7, 20 })
            {
                int[] owners = new int[length];
                for (int worker = 0; worker < workers; worker++)
                {
                    long last = -1;
                    foreach ((long offset, long count) in Shard(axis, worker, workers).PiecesOf(shape))
                    {
                        Assert.True(offset > last && count > 0);
                        for (long i = offset; i < offset + count; i++)
                        {
                            owners[i]++;
                        }

                        last = offset + count - 1;
                    }
                }

                Assert.All(owners, owner => Assert.Equal(1, owner));
            }
        }
    }

    [Fact]
    public void Rows_columns_and_ranges_are_what_they_say()
    {
        Assert.Equal([(0, 8)], ParameterShard.Rows(0, 2).PiecesOf([3, 4]));
        Assert.Equal([(8, 4)], ParameterShard.Rows(1, 2).PiecesOf([3, 4]));
        Assert.Equal([(0, 1), (3, 1)], ParameterShard.Columns(0, 3).PiecesOf([2, 3]));
        Assert.Equal([(2, 1), (5, 1)], ParameterShard.Columns(2, 3).PiecesOf([2, 3]));
        Assert.Equal([(4, 3)], ParameterShard.Flat(1, 3).PiecesOf([2, 5]));
        Assert.Equal([(0, 10)], ParameterShard.Whole.PiecesOf([2, 5]));
        Assert.Equal([], ParameterShard.Rows(3, 4).PiecesOf([3, 4]));
        Assert.Equal([(1L << 31, 1L << 31)], ParameterShard.Rows(1, 2).PiecesOf([1 << 16, 1 << 16]));
    }

    [Fact]
    public void Workers_are_counted_from_0()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterShard.Rows(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterShard.Columns(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterShard.Flat(2, 2));
        Assert.Equal("Columns 1 of 2", ParameterShard.Columns(1, 2).ToString());
        Assert.Equal(1, ParameterShard.Whole.Count);
    }

    internal static ParameterShard Shard(ShardAxis axis, int worker, int workers) => axis switch
    {
        ShardAxis.Rows => ParameterShard.Rows(worker, workers),
        ShardAxis.Columns => ParameterShard.Columns(worker, workers),
        ShardAxis.Flat => ParameterShard.Flat(worker, workers),
        _ => ParameterShard.Whole,
    };
}
