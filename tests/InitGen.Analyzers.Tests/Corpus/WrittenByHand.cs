// XOR with weights written by hand.
public sealed partial class Xor
{
    [Zeros] private readonly double[,] _w1 = new double[2, 2];
    [Zeros] private readonly double[,] _w2 = new double[1, 2];

    public Xor()
    {
        (_w1[0, 0], _w1[0, 1]) = (1.0, 1.0);
        (_w1[1, 0], _w1[1, 1]) = (1.0, 1.0);
        _w2[0, 0] = 1.0;
        _w2[0, 1] = -2.0;
    }

    public double Evaluate(double a, double b)
    {
        double h0 = Math.Max(0.0, _w1[0, 0] * a + _w1[0, 1] * b);
        double h1 = Math.Max(0.0, _w1[1, 0] * a + _w1[1, 1] * b - 1.0);
        return _w2[0, 0] * h0 + _w2[0, 1] * h1;
    }
}
