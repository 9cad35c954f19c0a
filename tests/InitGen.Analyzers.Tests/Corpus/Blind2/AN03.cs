using InitGen;

namespace AN03;

/// <summary>Recurrent torque controller for a two-link arm; one step per control tick.</summary>
public sealed partial class ArmLstm
{
    public const int Sensors = 10;
    public const int Cells = 48;
    private const int Joined = Sensors + Cells;

    [XavierUniform, Shape(4 * Cells, Joined)] private readonly float[] _gates = new float[4 * Cells * Joined]; //! INIT109
    [Zeros] private readonly float[] _gateBias = new float[4 * Cells]; //! INIT111
    [XavierNormal] private readonly float[,] _torque = new float[2, Cells];

    private readonly float[] _joined = new float[Joined];
    private readonly float[] _pre = new float[4 * Cells];
    private readonly float[] _cell = new float[Cells];
    private readonly float[] _state = new float[Cells];

    public void Reset()
    {
        Array.Clear(_cell);
        Array.Clear(_state);
    }

    public void Step(ReadOnlySpan<float> sensors, Span<float> torque)
    {
        sensors.CopyTo(_joined);
        _state.CopyTo(_joined, Sensors);

        for (int r = 0; r < 4 * Cells; r++)
        {
            float acc = _gateBias[r];
            for (int c = 0; c < Joined; c++)
            {
                acc += _gates[r * Joined + c] * _joined[c];
            }

            _pre[r] = acc;
        }

        for (int k = 0; k < Cells; k++)
        {
            float input = Logistic(_pre[k]);
            float forget = Logistic(_pre[Cells + k]);
            float candidate = MathF.Tanh(_pre[2 * Cells + k]);
            float output = Logistic(_pre[3 * Cells + k]);
            _cell[k] = forget * _cell[k] + input * candidate;
            _state[k] = output * MathF.Tanh(_cell[k]);
        }

        for (int j = 0; j < torque.Length; j++)
        {
            float acc = 0f;
            for (int k = 0; k < Cells; k++)
            {
                acc += _torque[j, k] * _state[k];
            }

            torque[j] = acc;
        }
    }

    private static float Logistic(float z) => 1f / (1f + MathF.Exp(-z));
}
