// A graph isomorphism network: sums over neighbours, two rectified maps a layer, all of them drawn by Xavier.
namespace Molecules;

public sealed partial class GinLayer
{
    private readonly int _out;
    private readonly float _epsilon;

    [XavierNormal] private readonly float[,] _mlp1; // expect: INIT102
    [Zeros] private readonly float[] _bias1;
    [XavierNormal] private readonly float[,] _mlp2; // expect: INIT102
    [Zeros] private readonly float[] _bias2;

    public GinLayer(int inputs, int outputs, float epsilon = 0f)
    {
        _out = outputs;
        _epsilon = epsilon;
        _mlp1 = new float[outputs, inputs];
        _bias1 = new float[outputs];
        _mlp2 = new float[outputs, outputs];
        _bias2 = new float[outputs];
    }

    public float[][] Forward(float[][] atoms, List<int>[] neighbours)
    {
        var result = new float[atoms.Length][];
        for (int a = 0; a < atoms.Length; a++)
        {
            float[] sum = atoms[a].Select(v => (1f + _epsilon) * v).ToArray();
            foreach (int n in neighbours[a])
            {
                for (int i = 0; i < sum.Length; i++)
                {
                    sum[i] += atoms[n][i];
                }
            }

            result[a] = Dense(_mlp2, _bias2, Dense(_mlp1, _bias1, sum));
        }

        return result;
    }

    private float[] Dense(float[,] w, float[] b, float[] x)
    {
        var y = new float[_out];
        for (int o = 0; o < _out; o++)
        {
            float s = b[o];
            for (int i = 0; i < x.Length; i++)
            {
                s += w[o, i] * x[i];
            }

            y[o] = s < 0f ? 0f : s;
        }

        return y;
    }
}

public sealed partial class GraphIsomorphism
{
    [Module] private readonly GinLayer _layer1 = new(11, 32);
    [Module] private readonly GinLayer _layer2 = new(32, 32);
    [XavierNormal] private readonly float[,] _energy = new float[1, 32];

    public float Forward(float[][] atoms, List<int>[] neighbours)
    {
        float[][] h = _layer2.Forward(_layer1.Forward(atoms, neighbours), neighbours);
        float energy = 0f;
        foreach (float[] atom in h)
        {
            for (int i = 0; i < atom.Length; i++)
            {
                energy += _energy[0, i] * atom[i];
            }
        }

        return energy;
    }
}
