using System;
using System.Numerics.Tensors;
using InitGen;

namespace CN11;

// Siamese signature verification: one encoder, run on both images, contrastive loss.
public sealed class SiameseNet
{
    private readonly int _pixels, _hidden, _code;
    private readonly float[] _enc1, _enc2, _bias1;

    // momentum encoder, starts where the online one starts
    private readonly float[] _slow1, _slow2;

    public SiameseNet(int pixels, int hidden, int code, RandomStream stream)
    {
        _pixels = pixels;
        _hidden = hidden;
        _code = code;
        _enc1 = new float[hidden * pixels];
        _enc2 = new float[code * hidden];
        _bias1 = new float[hidden];
        Init.KaimingNormal<float>(_enc1, [hidden, pixels], stream.Child("enc1"));
        Init.XavierNormal<float>(_enc2, [code, hidden], stream.Child("enc2"));
        _slow1 = (float[])_enc1.Clone();
        _slow2 = (float[])_enc2.Clone();
    }

    public float Loss(float[] left, float[] right, bool same, float margin = 1f)
    {
        float[] a = Encode(left, _enc1, _enc2);
        float[] b = Encode(right, _enc1, _enc2);
        float distance = TensorPrimitives.Distance<float>(a, b);
        return same
            ? distance * distance
            : MathF.Pow(MathF.Max(0f, margin - distance), 2f);
    }

    public float[] Reference(float[] image) => Encode(image, _slow1, _slow2);

    public void UpdateReference(float tau)
    {
        for (int i = 0; i < _slow1.Length; i++) _slow1[i] += tau * (_enc1[i] - _slow1[i]);
        for (int i = 0; i < _slow2.Length; i++) _slow2[i] += tau * (_enc2[i] - _slow2[i]);
    }

    private float[] Encode(ReadOnlySpan<float> image, float[] first, float[] second)
    {
        float[] h = new float[_hidden];
        for (int j = 0; j < _hidden; j++)
        {
            float z = TensorPrimitives.Dot(first.AsSpan(j * _pixels, _pixels), image) + _bias1[j];
            h[j] = z > 0f ? z : 0f;
        }
        float[] code = new float[_code];
        for (int j = 0; j < _code; j++)
        {
            code[j] = TensorPrimitives.Dot<float>(second.AsSpan(j * _hidden, _hidden), h);
        }
        return code;
    }
}
