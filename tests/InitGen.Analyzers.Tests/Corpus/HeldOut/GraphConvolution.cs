// Two graph convolutions over a normalized adjacency that the constructor computes, and a softmax for every node.
namespace Graphs;

public sealed partial class GraphConvolution
{
    private readonly int _nodes;
    private readonly float[,] _adjacency;

    [KaimingNormal] private readonly float[,] _theta1;
    [XavierNormal] private readonly float[,] _theta2;

    public GraphConvolution(IReadOnlyList<(int From, int To)> edges, int nodes, int features, int hidden, int classes)
    {
        _nodes = nodes;
        _theta1 = new float[hidden, features];
        _theta2 = new float[classes, hidden];
        _adjacency = Normalize(edges, nodes);
    }

    private static float[,] Normalize(IReadOnlyList<(int From, int To)> edges, int nodes)
    {
        var a = new float[nodes, nodes];
        for (int i = 0; i < nodes; i++)
        {
            a[i, i] = 1f;
        }

        foreach ((int from, int to) in edges)
        {
            a[from, to] = 1f;
            a[to, from] = 1f;
        }

        var degree = new float[nodes];
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < nodes; j++)
            {
                degree[i] += a[i, j];
            }
        }

        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < nodes; j++)
            {
                a[i, j] /= MathF.Sqrt(degree[i] * degree[j]);
            }
        }

        return a;
    }

    public float[,] Forward(float[,] features)
    {
        float[,] h = Propagate(Transform(_theta1, features));
        for (int n = 0; n < _nodes; n++)
        {
            for (int j = 0; j < h.GetLength(1); j++)
            {
                h[n, j] = h[n, j] > 0f ? h[n, j] : 0f;
            }
        }

        float[,] scores = Propagate(Transform(_theta2, h));
        for (int n = 0; n < _nodes; n++)
        {
            Softmax(scores, n);
        }

        return scores;
    }

    private float[,] Propagate(float[,] h)
    {
        var result = new float[_nodes, h.GetLength(1)];
        for (int i = 0; i < _nodes; i++)
        {
            for (int j = 0; j < _nodes; j++)
            {
                if (_adjacency[i, j] == 0f)
                {
                    continue;
                }

                for (int k = 0; k < h.GetLength(1); k++)
                {
                    result[i, k] += _adjacency[i, j] * h[j, k];
                }
            }
        }

        return result;
    }

    private static float[,] Transform(float[,] w, float[,] x)
    {
        var y = new float[x.GetLength(0), w.GetLength(0)];
        for (int n = 0; n < y.GetLength(0); n++)
        {
            for (int o = 0; o < y.GetLength(1); o++)
            {
                float sum = 0f;
                for (int i = 0; i < w.GetLength(1); i++)
                {
                    sum += w[o, i] * x[n, i];
                }

                y[n, o] = sum;
            }
        }

        return y;
    }

    private static void Softmax(float[,] scores, int row)
    {
        int n = scores.GetLength(1);
        float max = float.MinValue, sum = 0f;
        for (int i = 0; i < n; i++)
        {
            max = Math.Max(max, scores[row, i]);
        }

        for (int i = 0; i < n; i++)
        {
            sum += scores[row, i] = MathF.Exp(scores[row, i] - max);
        }

        for (int i = 0; i < n; i++)
        {
            scores[row, i] /= sum;
        }
    }
}
