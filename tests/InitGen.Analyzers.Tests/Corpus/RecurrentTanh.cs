// A plain recurrent network over a sequence.
public sealed partial class Rnn
{
    [XavierNormal] private readonly float[,] _in = new float[32, 8];
    [XavierNormal] private readonly float[,] _recurrent = new float[32, 32];
    [Zeros] private readonly float[] _bias = new float[32];
    [XavierNormal] private readonly float[,] _out = new float[4, 32];

    public float[] Forward(float[][] sequence)
    {
        var state = new float[32];
        foreach (float[] x in sequence)
        {
            var next = new float[32];
            for (int j = 0; j < 32; j++)
            {
                float sum = _bias[j];
                for (int i = 0; i < 8; i++)
                {
                    sum += _in[j, i] * x[i];
                }

                for (int i = 0; i < 32; i++)
                {
                    sum += _recurrent[j, i] * state[i];
                }

                next[j] = MathF.Tanh(sum);
            }

            state = next;
        }

        var y = new float[4];
        Ops.MatVec(_out, state, y);
        return y;
    }
}
