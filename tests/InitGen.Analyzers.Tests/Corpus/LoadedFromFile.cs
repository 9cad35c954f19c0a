// A network that is loaded before it runs.
public sealed partial class Loaded
{
    [Zeros, Shape(64, 32)] private readonly float[] _w1 = new float[64 * 32];
    [Zeros, Shape(4, 64)] private readonly float[] _w2 = new float[4 * 64];

    public static Loaded Open(Stream stream)
    {
        var net = new Loaded();
        using var reader = new BinaryReader(stream);
        net.Read(reader);
        return net;
    }

    private void Read(BinaryReader reader)
    {
        reader.BaseStream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(_w1.AsSpan()));
        for (int i = 0; i < _w2.Length; i++)
        {
            _w2[i] = reader.ReadSingle();
        }
    }

    public float[] Forward(float[] x)
    {
        var h = new float[64];
        var y = new float[4];
        Ops.MatVec(_w1, x, h);
        Ops.Relu(h);
        Ops.MatVec(_w2, h, y);
        return y;
    }
}
