// A face encoder for triplets: an abstract base, two derived trunks with other functions, unit-length embeddings.
namespace Faces;

public abstract partial class Encoder
{
    protected const int Pixels = 1024, Width = 128, Code = 32;

    [LecunNormal] protected float[,] Hidden { get; } = new float[Width, Pixels];

    [Zeros] protected float[] HiddenBias { get; } = new float[Width];

    [XavierNormal] protected float[,] Project { get; } = new float[Code, Width];

    protected abstract float Activate(float v);

    public float[] Encode(float[] face)
    {
        var h = new float[Width];
        for (int j = 0; j < Width; j++)
        {
            float sum = HiddenBias[j];
            for (int i = 0; i < Pixels; i++)
            {
                sum += Hidden[j, i] * face[i];
            }

            h[j] = Activate(sum);
        }

        var code = new float[Code];
        for (int k = 0; k < Code; k++)
        {
            for (int j = 0; j < Width; j++)
            {
                code[k] += Project[k, j] * h[j];
            }
        }

        float length = MathF.Sqrt(code.Sum(v => v * v) + 1e-12f);
        return code.Select(v => v / length).ToArray();
    }

    public static float Distance(float[] a, float[] b)
    {
        float sum = 0f;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }

    public float TripletLoss(float[] anchor, float[] positive, float[] negative, float margin = 0.2f)
    {
        float[] a = Encode(anchor);
        return MathF.Max(0f, Distance(a, Encode(positive)) - Distance(a, Encode(negative)) + margin);
    }
}

public sealed partial class TanhEncoder : Encoder
{
    protected override float Activate(float v) => MathF.Tanh(v);
}

public sealed partial class SoftsignEncoder : Encoder
{
    protected override float Activate(float v) => v / (1f + MathF.Abs(v));
}
