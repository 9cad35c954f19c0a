// An LSTM cell, gate by gate.
public sealed partial class LstmCell
{
    private const int Inputs = 16, Units = 32;

    [XavierNormal] private readonly float[,] _wi = new float[Units, Inputs + Units];
    [XavierNormal] private readonly float[,] _wf = new float[Units, Inputs + Units];
    [KaimingNormal] private readonly float[,] _wo = new float[Units, Inputs + Units]; // expect: INIT103
    [XavierNormal(Nonlinearity.Tanh)] private readonly float[,] _wg = new float[Units, Inputs + Units];
    [Zeros] private readonly float[] _bi = new float[Units];
    [Ones] private readonly float[] _bf = new float[Units];
    [Zeros] private readonly float[] _bo = new float[Units];
    [Zeros] private readonly float[] _bg = new float[Units];
    private readonly float[] _cell = new float[Units];
    private readonly float[] _state = new float[Units];

    public float[] Step(float[] x)
    {
        var joined = new float[Inputs + Units];
        x.CopyTo(joined, 0);
        _state.CopyTo(joined, Inputs);
        float[] i = Gate(_wi, _bi, joined, Sigmoid);
        float[] f = Gate(_wf, _bf, joined, Sigmoid);
        float[] o = Gate(_wo, _bo, joined, Sigmoid);
        float[] g = Gate(_wg, _bg, joined, MathF.Tanh);
        for (int u = 0; u < Units; u++)
        {
            _cell[u] = f[u] * _cell[u] + i[u] * g[u];
            _state[u] = o[u] * MathF.Tanh(_cell[u]);
        }

        return _state;
    }

    private static float Sigmoid(float v) => 1f / (1f + MathF.Exp(-v));

    private static float[] Gate(float[,] w, float[] b, float[] x, Func<float, float> activation)
    {
        var y = new float[b.Length];
        for (int j = 0; j < y.Length; j++)
        {
            float sum = b[j];
            for (int k = 0; k < x.Length; k++)
            {
                sum += w[j, k] * x[k];
            }

            y[j] = activation(sum);
        }

        return y;
    }
}
