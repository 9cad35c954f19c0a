using System.Runtime.CompilerServices;
using InitGen;

namespace AN18;

/// <summary>Aim assist: corrects the crosshair from target tracks. Rows are jagged, so that each is pinned on its own.</summary>
public sealed partial class AimAssist
{
    private const int Tracks = 128, Units = 32;

    [TruncatedNormal(0, 0.1, LowerSigmas = -5, UpperSigmas = 5), Shape(Units, Tracks)] private readonly float[][] _rows = Rows(Units, Tracks); //! INIT113
    [Constant(-0.25)] private readonly float[] _rowBias = new float[Units]; //! INIT119
    [LecunUniform, Shape(2, Units)] private readonly float[][] _aim = Rows(2, Units);

    public AimAssist(ulong seed) => InitializeParameters(seed);

    public (float X, float Y) Correct(float[] tracks)
    {
        var units = new float[Units];
        for (int u = 0; u < Units; u++)
        {
            units[u] = Positive(Inner(_rows[u], tracks) + _rowBias[u]);
        }

        return (Inner(_aim[0], units), Inner(_aim[1], units));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Positive(float v) => v > 0f ? v : 0f;

    private static float Inner(float[] row, float[] x)
    {
        float sum = 0f;
        for (int i = 0; i < row.Length; i++)
        {
            sum += row[i] * x[i];
        }

        return sum;
    }

    private static float[][] Rows(int count, int length)
    {
        var rows = new float[count][];
        for (int r = 0; r < count; r++)
        {
            rows[r] = new float[length];
        }

        return rows;
    }
}
