namespace InitGen;

/// <summary>
/// A normal distribution between two bounds, as its sampler inverts it: by the probability of the tail on the side of each value, so
/// that the far tail keeps its relative precision.
/// </summary>
/// <remarks>
/// A word w, its topmost bit flipped, is a place in the mass between the bounds. Below <see cref="Middle"/>, where the median of the
/// whole distribution lies, the lower tail is Φ(a) + (w + ½) · (Φ(b) − Φ(a)) · 2⁻³²; from it on, the upper tail is that of the complement
/// and Φ(−b). Bounds that are both below zero are mirrored.
/// </remarks>
internal readonly struct TruncatedNormalTails
{
    public readonly double LowerTail;
    public readonly double UpperTail;
    public readonly double Mass;
    public readonly double Middle;
    public readonly bool IsMirrored;
    public readonly double Farthest;

    public TruncatedNormalTails(double lowerSigmas, double upperSigmas)
    {
        Farthest = Math.Max(Math.Abs(lowerSigmas), Math.Abs(upperSigmas));
        IsMirrored = upperSigmas <= 0;
        if (IsMirrored)
        {
            (lowerSigmas, upperSigmas) = (-upperSigmas, -lowerSigmas);
        }

        LowerTail = StandardNormal.UpperTail(-lowerSigmas);
        UpperTail = StandardNormal.UpperTail(upperSigmas);
        if (lowerSigmas >= 0)
        {
            Mass = StandardNormal.UpperTail(lowerSigmas) - UpperTail;
            Middle = 0;
        }
        else
        {
            Mass = 1.0 - LowerTail - UpperTail;
            Middle = (0.5 - LowerTail) / Mass;
        }
    }
}

/// <summary>
/// Truncated normal floats by the inverse distribution function: with t the tail, L = −2 ln(4t(1 − t)) and y = 1 − 2t, the quantile is
/// y · C(L) for L ≤ 10.5, three standard deviations, and y · √L · D(1/√L) beyond, C and D minimax of degree 9 (in the manner of Giles,
/// Approximating the erfinv function, 2010).
/// </summary>
internal readonly partial struct TruncatedNormalSingleKernel<TReach> : ITileKernel<float>
    where TReach : unmanaged
{
    private readonly float _mean;
    private readonly float _std;
    private readonly float _lowest;
    private readonly float _highest;
    private readonly float _lowerTail;
    private readonly float _upperTail;
    private readonly float _mass;
    private readonly int _middle;
    private readonly uint _sign;

    public TruncatedNormalSingleKernel(float mean, float std, float lowest, float highest, in TruncatedNormalTails tails)
    {
        _mean = mean;
        _std = std;
        _lowest = lowest;
        _highest = highest;
        _lowerTail = (float)tails.LowerTail;
        _upperTail = (float)tails.UpperTail;
        _mass = (float)(tails.Mass * (1.0 / (1L << 32)));
        _middle = (int)(Math.Floor(tails.Middle * (1L << 32)) - (1L << 31));
        _sign = tails.IsMirrored ? 0x80000000 : 0;
    }
}

/// <summary>Marks a kernel with a bound farther than three standard deviations.</summary>
internal readonly struct FarTails;

/// <summary>Marks a kernel whose bounds are within three standard deviations.</summary>
internal readonly struct NearTails;

/// <summary>
/// Truncated normal doubles by the inverse distribution function of Wichura (Algorithm AS 241, PPND16, Applied Statistics 1988), whose
/// error is about 10⁻¹⁶.
/// </summary>
internal readonly partial struct TruncatedNormalDoubleKernel : ITileKernel<double>
{
    private readonly double _mean;
    private readonly double _std;
    private readonly double _lowest;
    private readonly double _highest;
    private readonly double _lowerTail;
    private readonly double _upperTail;
    private readonly double _mass;
    private readonly long _middle;
    private readonly ulong _sign;
    private readonly bool _isFar;

    public TruncatedNormalDoubleKernel(double mean, double std, double lowest, double highest, in TruncatedNormalTails tails)
    {
        _mean = mean;
        _std = std;
        _lowest = lowest;
        _highest = highest;
        _lowerTail = tails.LowerTail;
        _upperTail = tails.UpperTail;
        _mass = tails.Mass * (1.0 / (1L << 53));
        _middle = (long)((tails.Middle - 0.5) * 18446744073709551616.0);
        _sign = tails.IsMirrored ? 0x8000000000000000 : 0;
        _isFar = tails.Farthest > 6.5;
    }
}
