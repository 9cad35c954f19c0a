using InitGen;

namespace AN07;

/// <summary>Costs of eight headings from a lidar occupancy grid of 3 layers, 16 × 16.</summary>
public sealed partial class HeadingCosts
{
    private const int Size = 16, Maps = 12, Pooled = Size / 4;

    [KaimingNormal] private readonly float[,,,] _kernel = new float[3, Maps, 3, 3]; //! INIT108
    [Zeros] private readonly float[] _kernelBias = new float[Maps];
    [Constant(0.05)] private readonly float[,] _mix = new float[64, Maps * Pooled * Pooled]; //! INIT105
    [XavierUniform] private readonly float[,] _cost = new float[8, 64];

    public float[] Forward(float[,,] grid)
    {
        var maps = new float[Maps, Size, Size];
        for (int m = 0; m < Maps; m++)
        {
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    float acc = _kernelBias[m];
                    for (int c = 0; c < 3; c++)
                    {
                        for (int dy = 0; dy < 3; dy++)
                        {
                            for (int dx = 0; dx < 3; dx++)
                            {
                                int sy = y + dy - 1, sx = x + dx - 1;
                                if (sy >= 0 && sy < Size && sx >= 0 && sx < Size)
                                {
                                    acc += grid[c, sy, sx] * _kernel[c, m, dy, dx];
                                }
                            }
                        }
                    }

                    maps[m, y, x] = Math.Max(0f, acc);
                }
            }
        }

        float[] mixed = MatVec(_mix, MaxPool(maps));
        for (int k = 0; k < mixed.Length; k++)
        {
            mixed[k] = Math.Max(0f, mixed[k]);
        }

        return MatVec(_cost, mixed);
    }

    private static float[] MaxPool(float[,,] maps)
    {
        var flat = new float[Maps * Pooled * Pooled];
        for (int m = 0; m < Maps; m++)
        {
            for (int y = 0; y < Size; y++)
            {
                for (int x = 0; x < Size; x++)
                {
                    ref float cell = ref flat[(m * Pooled + y / 4) * Pooled + x / 4];
                    cell = Math.Max(cell, maps[m, y, x]);
                }
            }
        }

        return flat;
    }

    private static float[] MatVec(float[,] w, float[] x)
    {
        var y = new float[w.GetLength(0)];
        for (int o = 0; o < y.Length; o++)
        {
            for (int i = 0; i < x.Length; i++)
            {
                y[o] += w[o, i] * x[i];
            }
        }

        return y;
    }
}
