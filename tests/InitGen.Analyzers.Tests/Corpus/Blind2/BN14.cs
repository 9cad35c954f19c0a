using System;
using System.Threading.Tasks;
using InitGen;

namespace BN14;

/// <summary>Batched implied-volatility surface, column-strided weights, one task a sample.</summary>
public sealed partial class SurfaceNet
{
    private const int In = 4;
    private const int H = 96;
    private const int Points = 55;

    [KaimingNormal(Nonlinearity.Softplus, Layout = ParameterLayout.InOut), Shape(In, H)]
    private readonly double[] _first = new double[In * H];
    [KaimingNormal(Nonlinearity.Softplus), Shape(H, H)]
    private readonly double[] _second = new double[H * H];
    [XavierNormal(Layout = ParameterLayout.InOut), Shape(H, Points)]
    private readonly double[] _surface = new double[H * Points];
    [Zeros] private readonly double[] _firstBias = new double[H];
    [Zeros] private readonly double[] _secondBias = new double[H];

    public void Forward(double[] batch, double[] output, int count)
    {
        Parallel.For(0, count, n =>
        {
            Span<double> a = stackalloc double[H];
            Span<double> b = stackalloc double[H];
            for (int j = 0; j < H; j++)
            {
                double s = _firstBias[j];
                for (int i = 0; i < In; i++)
                {
                    s += batch[n * In + i] * _first[i * H + j];
                }

                a[j] = Math.Log(1.0 + Math.Exp(s));
            }

            for (int j = 0; j < H; j++)
            {
                double s = _secondBias[j];
                for (int i = 0; i < H; i++)
                {
                    s += a[i] * _second[j * H + i];
                }

                b[j] = Math.Log(1.0 + Math.Exp(s));
            }

            for (int p = 0; p < Points; p++)
            {
                double s = 0.0;
                for (int i = 0; i < H; i++)
                {
                    s += b[i] * _surface[i * Points + p];
                }

                output[n * Points + p] = s;
            }
        });
    }
}
