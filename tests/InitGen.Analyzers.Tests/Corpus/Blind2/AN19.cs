using InitGen;

namespace AN19;

public readonly struct Pose(float x, float y, float heading)
{
    public float X { get; } = x;
    public float Y { get; } = y;
    public float Heading { get; } = heading;
}

public struct Drive
{
    public float Left;
    public float Right;
}

/// <summary>Docking controller of a differential drive robot.</summary>
public partial class DockingController
{
    [KaimingNormal(Nonlinearity.LeakyRelu)] private readonly float[,] _near = new float[36, 6]; //! INIT104
    [Zeros] private readonly float[] _nearBias = new float[36];
    [KaimingUniform] private readonly float[,] _blend = new float[24, 36]; //! INIT103
    [Zeros] private readonly float[] _blendBias = new float[24];
    [XavierNormal] private readonly float[,] _wheels = new float[2, 24];

    public Drive Control(in Pose robot, in Pose dock)
    {
        ReadOnlySpan<float> input =
        [
            dock.X - robot.X, dock.Y - robot.Y,
            MathF.Cos(robot.Heading), MathF.Sin(robot.Heading),
            MathF.Cos(dock.Heading), MathF.Sin(dock.Heading),
        ];

        Span<float> near = stackalloc float[36];
        for (int j = 0; j < near.Length; j++)
        {
            float sum = _nearBias[j];
            for (int i = 0; i < input.Length; i++)
            {
                sum += _near[j, i] * input[i];
            }

            near[j] = sum >= 0f ? sum : 0.3f * sum;
        }

        Span<float> blend = stackalloc float[24];
        for (int j = 0; j < blend.Length; j++)
        {
            float sum = _blendBias[j];
            for (int i = 0; i < near.Length; i++)
            {
                sum += _blend[j, i] * near[i];
            }

            blend[j] = MathF.Tanh(sum);
        }

        Drive drive = default;
        for (int i = 0; i < blend.Length; i++)
        {
            drive.Left += _wheels[0, i] * blend[i];
            drive.Right += _wheels[1, i] * blend[i];
        }

        return drive;
    }
}
