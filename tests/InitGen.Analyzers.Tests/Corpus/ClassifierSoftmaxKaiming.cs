// Softmax on top of Kaiming.
public sealed partial class Mlp
{
    private const int Inputs = 784, Hidden = 128, Outputs = 10;

    [KaimingNormal] private readonly float[,] _w1 = new float[Hidden, Inputs];
    [Zeros] private readonly float[] _b1 = new float[Hidden];
    [KaimingNormal] private readonly float[,] _w2 = new float[Outputs, Hidden]; // expect: INIT103
    [Zeros] private readonly float[] _b2 = new float[Outputs];
    private readonly float[] _hidden = new float[Hidden];

    public Mlp(ulong seed) => InitializeParameters(seed);

    public float[] Forward(float[] x)
    {
        for (int j = 0; j < Hidden; j++)
        {
            float sum = _b1[j];
            for (int i = 0; i < Inputs; i++)
            {
                sum += _w1[j, i] * x[i];
            }

            _hidden[j] = MathF.Max(0f, sum);
        }

        var y = new float[Outputs];
        for (int j = 0; j < Outputs; j++)
        {
            y[j] = _b2[j];
            for (int i = 0; i < Hidden; i++)
            {
                y[j] += _w2[j, i] * _hidden[i];
            }
        }

        float max = y.Max(), total = 0f;
        for (int j = 0; j < Outputs; j++)
        {
            y[j] = MathF.Exp(y[j] - max);
            total += y[j];
        }

        for (int j = 0; j < Outputs; j++)
        {
            y[j] /= total;
        }

        return y;
    }

    public void Train(float[] x, float[] target, float rate)
    {
        float[] y = Forward(x);
        var delta = new float[Hidden];
        for (int j = 0; j < Outputs; j++)
        {
            float d = y[j] - target[j];
            for (int i = 0; i < Hidden; i++)
            {
                delta[i] += d * _w2[j, i];
                _w2[j, i] -= rate * d * _hidden[i];
            }

            _b2[j] -= rate * d;
        }

        for (int j = 0; j < Hidden; j++)
        {
            float d = _hidden[j] > 0f ? delta[j] : 0f;
            for (int i = 0; i < Inputs; i++)
            {
                _w1[j, i] -= rate * d * x[i];
            }

            _b1[j] -= rate * d;
        }
    }
}
