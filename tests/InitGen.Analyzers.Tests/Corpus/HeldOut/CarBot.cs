// A driving bot: any number of rectifier layers in one array, and tanh on the controls. Xavier stands everywhere.
namespace Driving;

public sealed partial class CarBot
{
    [XavierUniform] // expect: INIT102
    private readonly float[][,] _hidden;

    [Zeros]
    private readonly float[][] _hiddenBias;

    [XavierUniform(Nonlinearity.Tanh)]
    private readonly float[,] _controls;

    public CarBot(int rays, int depth, int width, ulong seed)
    {
        _hidden = new float[depth][,];
        _hiddenBias = new float[depth][];
        for (int l = 0; l < depth; l++)
        {
            _hidden[l] = new float[width, l == 0 ? rays : width];
            _hiddenBias[l] = new float[width];
        }

        _controls = new float[2, width];
        InitializeParameters(seed);
    }

    public (float Steering, float Throttle) Drive(float[] distances)
    {
        float[] signal = distances;
        for (int l = 0; l < _hidden.Length; l++)
        {
            float[,] w = _hidden[l];
            var next = new float[w.GetLength(0)];
            for (int j = 0; j < next.Length; j++)
            {
                float sum = _hiddenBias[l][j];
                for (int i = 0; i < signal.Length; i++)
                {
                    sum += w[j, i] * signal[i];
                }

                next[j] = sum > 0f ? sum : 0f;
            }

            signal = next;
        }

        float steering = 0f, throttle = 0f;
        for (int i = 0; i < signal.Length; i++)
        {
            steering += _controls[0, i] * signal[i];
            throttle += _controls[1, i] * signal[i];
        }

        return (MathF.Tanh(steering), MathF.Tanh(throttle));
    }
}
