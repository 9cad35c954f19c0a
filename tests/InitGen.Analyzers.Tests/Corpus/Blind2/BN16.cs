using System;
using System.Linq;
using InitGen;

namespace BN16;

internal static class VectorExtensions
{
    private const double Lambda = 1.0507009873554805;
    private const double Alpha = 1.6732632423543772;

    public static double[] Through(this double[] x, double[,] w) =>
        Enumerable.Range(0, w.GetLength(0))
            .Select(j => Enumerable.Range(0, w.GetLength(1)).Sum(i => w[j, i] * x[i]))
            .ToArray();

    public static double[] Selu(this double[] x) =>
        x.Select(v => v > 0 ? Lambda * v : Lambda * Alpha * (Math.Exp(v) - 1)).ToArray();
}

/// <summary>Self-normalizing toxicity model over molecular descriptors with a factored panel of assays.</summary>
public sealed partial class AssayPanel
{
    [XavierNormal] private readonly double[,] _descriptors = new double[128, 600]; //! INIT110
    [LecunNormal] private readonly double[,] _hidden1 = new double[128, 128];
    [LecunNormal] private readonly double[,] _hidden2 = new double[128, 128];
    [Zeros] private readonly double[,] _compress = new double[10, 128]; //? INIT112|INIT101
    [Zeros] private readonly double[,] _assays = new double[300, 10]; //! INIT112

    public double[] Logits(double[] molecule) =>
        molecule
            .Through(_descriptors).Selu()
            .Through(_hidden1).Selu()
            .Through(_hidden2).Selu()
            .Through(_compress)
            .Through(_assays);
}
