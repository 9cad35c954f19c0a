using InitGen;

namespace AN12;

/// <summary>TD3: the smaller of two critics is the target, so that errors do not pile up.</summary>
public sealed class TwinCritics
{
    private const int StateAction = 20, Width = 64;

    private readonly float[][] _hidden = [new float[Width * StateAction], new float[Width * StateAction]];
    private readonly float[][] _out = [new float[Width], new float[Width]];
    private readonly Half[] _curiosity = new Half[Width];

    public TwinCritics(ulong seed)
    {
        var root = new RandomStream(seed);
        foreach (float[] w in _hidden)
        {
            Init.KaimingUniform<float>(w, [Width, StateAction], root.Child("hidden")); //! INIT114
        }

        for (int k = 0; k < _out.Length; k++)
        {
            Init.LecunUniform<float>(_out[k], [1, Width], root.Child("out").Child(k));
        }

        Init.Normal<Half>(_curiosity, root.Child("curiosity"), 0, 2e-5); //! INIT120
    }

    public float Minimum(ReadOnlySpan<float> input, out float bonus)
    {
        bonus = 0f;
        float lowest = float.PositiveInfinity;
        Span<float> h = stackalloc float[Width];
        for (int k = 0; k < 2; k++)
        {
            for (int o = 0; o < Width; o++)
            {
                float s = 0f;
                for (int i = 0; i < StateAction; i++)
                {
                    s += _hidden[k][o * StateAction + i] * input[i];
                }

                h[o] = Math.Max(s, 0f);
            }

            float q = 0f;
            for (int o = 0; o < Width; o++)
            {
                q += _out[k][o] * h[o];
            }

            lowest = Math.Min(lowest, q);
        }

        for (int o = 0; o < Width; o++)
        {
            bonus += (float)_curiosity[o] * h[o];
        }

        return lowest;
    }
}
