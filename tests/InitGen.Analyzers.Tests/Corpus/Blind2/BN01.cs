using System;
using System.Numerics.Tensors;
using InitGen;

namespace BN01;

/// <summary>u(x, t) for the viscous Burgers equation; residual by central differences.</summary>
public sealed partial class BurgersNet
{
    private const int Width = 20;
    private const double Viscosity = 0.01 / Math.PI;

    [XavierNormal(Nonlinearity.Tanh), Shape(Width, 2)] private readonly double[] _w0 = new double[Width * 2];
    [Zeros] private readonly double[] _b0 = new double[Width];
    [Normal(0, 0.1), Shape(Width, Width)] private readonly double[] _w1 = new double[Width * Width]; //! INIT107
    [Zeros] private readonly double[] _b1 = new double[Width];
    [Normal(0, 0.1), Shape(Width, Width)] private readonly double[] _w2 = new double[Width * Width]; //! INIT107
    [Zeros] private readonly double[] _b2 = new double[Width];
    [XavierNormal, Shape(1, Width)] private readonly double[] _w3 = new double[Width];
    [Zeros] private readonly double[] _b3 = new double[1];

    public double Evaluate(double x, double t)
    {
        double[] h = Affine(_w0, _b0, new[] { x, t });
        TensorPrimitives.Tanh<double>(h, h);
        h = Affine(_w1, _b1, h);
        TensorPrimitives.Tanh<double>(h, h);
        h = Affine(_w2, _b2, h);
        TensorPrimitives.Tanh<double>(h, h);
        return Affine(_w3, _b3, h)[0];
    }

    public double Residual(double x, double t, double eps = 1e-4)
    {
        double u = Evaluate(x, t);
        double right = Evaluate(x + eps, t);
        double left = Evaluate(x - eps, t);
        double ut = (Evaluate(x, t + eps) - Evaluate(x, t - eps)) / (2 * eps);
        double ux = (right - left) / (2 * eps);
        double uxx = (right - 2 * u + left) / (eps * eps);
        return ut + u * ux - Viscosity * uxx;
    }

    private static double[] Affine(double[] w, double[] b, double[] x)
    {
        var y = new double[b.Length];
        for (int j = 0; j < y.Length; j++)
        {
            double s = b[j];
            for (int i = 0; i < x.Length; i++)
            {
                s += w[j * x.Length + i] * x[i];
            }

            y[j] = s;
        }

        return y;
    }
}
