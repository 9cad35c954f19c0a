// The loop over units runs in parallel.
public sealed partial class ParallelNet
{
    [XavierUniform] private readonly double[,] _w1 = new double[256, 512]; // expect: INIT102
    [XavierUniform] private readonly double[,] _w2 = new double[10, 256];

    public double[] Forward(double[] x)
    {
        var h = new double[256];
        Parallel.For(0, 256, j =>
        {
            double sum = 0;
            for (int i = 0; i < 512; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            h[j] = Math.Max(0, sum);
        });
        var y = new double[10];
        Parallel.For(0, 10, j =>
        {
            for (int i = 0; i < 256; i++)
            {
                y[j] += _w2[j, i] * h[i];
            }
        });
        return y;
    }
}
