// A controller as a struct, generic in its number type; Kaiming where tanh follows.
namespace Control;

public partial struct GenericController<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [KaimingNormal] // expect: INIT103
    private readonly T[,] _hidden;

    [Zeros]
    private readonly T[] _hiddenBias;

    [XavierNormal]
    private readonly T[,] _command;

    private T _integral;

    public GenericController(int measurements, int units, int commands)
    {
        _hidden = new T[units, measurements];
        _hiddenBias = new T[units];
        _command = new T[commands, units];
        _integral = T.Zero;
    }

    public T[] Control(ReadOnlySpan<T> measurements, T error, T dt)
    {
        _integral += error * dt;
        int units = _hiddenBias.Length;
        var hidden = new T[units];
        for (int u = 0; u < units; u++)
        {
            T sum = _hiddenBias[u];
            for (int m = 0; m < measurements.Length; m++)
            {
                sum += _hidden[u, m] * measurements[m];
            }

            hidden[u] = T.Tanh(sum);
        }

        var commands = new T[_command.GetLength(0)];
        for (int c = 0; c < commands.Length; c++)
        {
            T sum = T.Zero;
            for (int u = 0; u < units; u++)
            {
                sum += _command[c, u] * hidden[u];
            }

            commands[c] = sum;
        }

        return commands;
    }
}
