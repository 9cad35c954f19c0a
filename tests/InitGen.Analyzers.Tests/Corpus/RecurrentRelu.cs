// A recurrent network with ReLU under Xavier.
public sealed partial class Rnn
{
    [XavierNormal] private readonly float[,] _in = new float[32, 8]; // expect: INIT102
    [XavierNormal] private readonly float[,] _out = new float[4, 32];

    public float[] Forward(float[][] sequence)
    {
        var state = new float[32];
        for (int t = 0; t < sequence.Length; t++)
        {
            for (int j = 0; j < 32; j++)
            {
                float sum = 0.5f * state[j];
                for (int i = 0; i < 8; i++)
                {
                    sum += _in[j, i] * sequence[t][i];
                }

                state[j] = Math.Max(sum, 0f);
            }
        }

        var y = new float[4];
        Ops.MatVec(_out, state, y);
        return y;
    }
}
