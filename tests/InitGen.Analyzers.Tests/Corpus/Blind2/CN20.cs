using System;
using InitGen;

namespace CN20;

partial class HousePrices
{
    // 13 features, 2 hidden layers
    [Constant(0.05)] float[,] w1 = new float[32, 13]; //! INIT105
    [Zeros] float[] b1 = new float[32];
    [KaimingNormal(Nonlinearity.LeakyRelu, Slope = 0.01)] float[,] w2 = new float[32, 32];
    [Zeros] float[] b2 = new float[32];
    [KaimingNormal(Nonlinearity.Relu)] float[,] w3 = new float[24, 32];
    [Uniform(-1, 1)] float[] b3 = new float[24]; //! INIT119
    [XavierNormal] float[,] w4 = new float[1, 24];
    [Zeros] float[] b4 = new float[1];

    float[] h1 = new float[32], h2 = new float[32], h3 = new float[24];

    public HousePrices() => InitializeParameters(7);

    public float Predict(float[] x)
    {
        for (int j = 0; j < 32; j++)
        {
            float s = b1[j];
            for (int i = 0; i < 13; i++) s += w1[j, i] * x[i];
            h1[j] = MathF.Tanh(s);
        }
        for (int j = 0; j < 32; j++)
        {
            float s = b2[j];
            for (int i = 0; i < 32; i++) s += w2[j, i] * h1[i];
            h2[j] = s > 0 ? s : 0.01f * s;
        }
        for (int j = 0; j < 24; j++)
        {
            float s = b3[j];
            for (int i = 0; i < 32; i++) s += w3[j, i] * h2[i];
            h3[j] = s > 0 ? s : 0;
        }
        float price = b4[0];
        for (int j = 0; j < 24; j++) price += w4[0, j] * h3[j];
        return price;
    }
}
