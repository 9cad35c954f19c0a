// A fixed Sobel filter before a trained layer.
public sealed partial class EdgeNet
{
    [Zeros, Frozen] private readonly float[,] _sobel = new float[3, 3];
    [KaimingNormal] private readonly float[,] _w = new float[4, 16];
    [XavierNormal] private readonly float[,] _head = new float[1, 4];

    public float[] Forward(float[] x)
    {
        var h = new float[4];
        Ops.MatVec(_w, x, h);
        Ops.Relu(h);
        var y = new float[1];
        Ops.MatVec(_head, h, y);
        return y;
    }

    public float Edge(float[,] image, int r, int c)
    {
        float sum = 0f;
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                sum += _sobel[i, j] * image[r + i, c + j];
            }
        }

        return sum;
    }
}
