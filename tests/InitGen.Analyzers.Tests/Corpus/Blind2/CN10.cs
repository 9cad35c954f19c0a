using System;
using InitGen;

namespace CN10;

/// <summary>Two critics, as in TD3; the smaller estimate is the target.</summary>
public sealed class TwinCritic
{
    private const int In = 20, Hidden = 64;

    private readonly float[] _q1Hidden = new float[Hidden * In];
    private readonly float[] _q1Bias = new float[Hidden];
    private readonly float[] _q1Out = new float[Hidden];
    private readonly float[] _q2Hidden = new float[Hidden * In];
    private readonly float[] _q2Bias = new float[Hidden];
    private readonly float[] _q2Out = new float[Hidden];

    public TwinCritic(ulong seed)
    {
        var stream = new RandomStream(seed);
        Init.KaimingUniform<float>(_q1Hidden, [Hidden, In], stream.Child("hidden")); //? INIT114
        Init.XavierUniform<float>(_q1Out, [1, Hidden], stream.Child("q1.out"));
        Init.KaimingUniform<float>(_q2Hidden, [Hidden, In], stream.Child("hidden")); //! INIT114
        Init.XavierUniform<float>(_q2Out, [1, Hidden], stream.Child("q2.out"));
    }

    public (float First, float Second) Estimate(float[] state, float[] action)
    {
        float[] x = new float[In];
        state.CopyTo(x, 0);
        action.CopyTo(x, state.Length);
        return (Run(x, _q1Hidden, _q1Bias, _q1Out), Run(x, _q2Hidden, _q2Bias, _q2Out));
    }

    public float Target(float[] state, float[] action, float reward, float discount)
    {
        (float a, float b) = Estimate(state, action);
        return reward + discount * MathF.Min(a, b);
    }

    private static float Run(float[] x, float[] hidden, float[] bias, float[] output)
    {
        float q = 0f;
        for (int j = 0; j < Hidden; j++)
        {
            float sum = bias[j];
            for (int i = 0; i < In; i++)
            {
                sum += hidden[j * In + i] * x[i];
            }
            q += output[j] * MathF.Max(sum, 0f);
        }
        return q;
    }
}
