using Xunit;

namespace InitGen.Tests;

public sealed class ParameterScopeTests
{
    private static readonly ParameterInfo s_weight = new() { Path = "w", Member = "_w", ElementType = typeof(float), Initializer = "Zeros" };

    /// <summary>Models of one type and several sizes: a visit of each in turn finds what it built before.</summary>
    [Fact]
    public void Sizes_in_turn_are_kept()
    {
        ParameterScope scope = new ParameterScope().Child("fc");
        int[][] shapes = [.. Enumerable.Range(1, 32).Select(size => (int[])[size, 5])];
        ParameterInfo[] first = [.. shapes.Select(shape => scope.Of(s_weight, shape))];
        Assert.Equal("fc.w", first[3].Path);
        Assert.Equal([4, 5], first[3].Shape.ToArray());
        Look();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Look();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        for (int i = 0; i < shapes.Length; i++)
        {
            Assert.Same(first[i], scope.Of(s_weight, shapes[i]));
        }

        void Look()
        {
            foreach (int[] shape in shapes)
            {
                _ = scope.Of(s_weight, shape);
            }
        }
    }

    /// <summary>A tree lives as long as its type: it does not grow with every size that ever was.</summary>
    [Fact]
    public void Not_every_size_is_kept_for_ever()
    {
        var scope = new ParameterScope();
        WeakReference first = Look(1);
        for (int size = 2; size < 100; size++)
        {
            _ = Look(size);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(first.IsAlive);
        Assert.Equal([1, 5], scope.Of(s_weight, [1, 5]).Shape.ToArray());

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        WeakReference Look(int size) => new(scope.Of(s_weight, [size, 5]));
    }
}
