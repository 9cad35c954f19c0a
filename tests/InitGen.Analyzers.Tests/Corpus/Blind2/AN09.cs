using InitGen;

namespace AN09;

/// <summary>Anomaly watch for joint currents: one matrix encodes, its transpose decodes.</summary>
public sealed partial class CurrentWatch
{
    private readonly int _joints;
    private readonly int _code;

    [XavierUniform, Shape(nameof(_code), nameof(_joints))] private readonly float[] _w;
    [Zeros] private readonly float[] _hiddenBias;
    [Zeros] private readonly float[] _visibleBias;

    public CurrentWatch(int joints = 28, int code = 6, ulong seed = 1)
    {
        _joints = joints;
        _code = code;
        _w = new float[code * joints];
        _hiddenBias = new float[code];
        _visibleBias = new float[joints];
        InitializeParameters(seed);
    }

    public float Surprise(ReadOnlySpan<float> currents)
    {
        Span<float> h = _code <= 64 ? stackalloc float[_code] : new float[_code];
        for (int k = 0; k < _code; k++)
        {
            ReadOnlySpan<float> row = _w.AsSpan(k * _joints, _joints);
            float s = _hiddenBias[k];
            for (int j = 0; j < row.Length; j++)
            {
                s += row[j] * currents[j];
            }

            h[k] = MathF.Max(s, 0f);
        }

        float error = 0f;
        for (int j = 0; j < _joints; j++)
        {
            float back = _visibleBias[j];
            for (int k = 0; k < _code; k++)
            {
                back += _w[k * _joints + j] * h[k];
            }

            float d = back - currents[j];
            error += d * d;
        }

        return error / _joints;
    }
}
