// A recurrent controller for a motor: an Elman net over the last readings, its input map drawn for a rectifier that is not there.
namespace Robotics.Motors;

public sealed partial class MotorRnn
{
    public const int Readings = 9;
    public const int State = 24;

    [KaimingUniform] private readonly double[,] wIn = new double[State, Readings]; // expect: INIT103
    [Orthogonal] private readonly double[,] wState = new double[State, State];
    [Zeros] private readonly double[] bState = new double[State];
    [XavierUniform] private readonly double[,] wOut = new double[1, State];
    [Zeros] private readonly double[] bOut = new double[1];

    public double Torque(Queue<double[]> history)
    {
        var state = new double[State];
        foreach (double[] reading in history)
        {
            var next = new double[State];
            for (int s = 0; s < State; s++)
            {
                double a = bState[s];
                for (int i = 0; i < Readings; i++)
                {
                    a += wIn[s, i] * reading[i];
                }

                for (int r = 0; r < State; r++)
                {
                    a += wState[s, r] * state[r];
                }

                next[s] = Math.Tanh(a);
            }

            state = next;
        }

        double torque = bOut[0];
        for (int s = 0; s < State; s++)
        {
            torque += wOut[0, s] * state[s];
        }

        return Math.Clamp(torque, -1.0, 1.0);
    }
}
