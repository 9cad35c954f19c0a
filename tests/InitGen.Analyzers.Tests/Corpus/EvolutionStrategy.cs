// An evolution strategy: zero arrays that every generation overwrites.
public sealed partial class Individual
{
    [Zeros] private readonly float[,] _w1 = new float[16, 4];
    [Zeros] private readonly float[,] _w2 = new float[2, 16];

    public void Mutate(Individual parent, Random random, float sigma)
    {
        for (int j = 0; j < 16; j++)
        {
            for (int i = 0; i < 4; i++)
            {
                _w1[j, i] = parent._w1[j, i] + sigma * (float)random.NextDouble();
            }
        }

        for (int j = 0; j < 2; j++)
        {
            for (int i = 0; i < 16; i++)
            {
                _w2[j, i] += sigma * (float)random.NextDouble();
            }
        }
    }

    public float[] Act(float[] x)
    {
        var h = new float[16];
        var y = new float[2];
        Ops.MatVec(_w1, x, h);
        Ops.Tanh(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
