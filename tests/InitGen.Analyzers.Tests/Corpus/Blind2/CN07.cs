using System;
using InitGen;

namespace CN07;

// Following "neural nets from scratch, part 3". Columns are samples.
partial class Network
{
    const int nIn = 784, nHidden = 100, nOut = 10;

    [KaimingNormal] float[,] W1 = new float[nIn, nHidden]; //! INIT108
    [Zeros] float[] b1 = new float[nHidden];
    [XavierNormal] float[,] W2 = new float[nOut, nHidden];
    [Zeros] float[] b2 = new float[nOut];

    public Network() { InitializeParameters(42); }

    public double Train(float[,] X, float[,] Y, float eta)
    {
        int m = X.GetLength(1);
        var A1 = new float[nHidden, m];
        var A2 = new float[nOut, m];

        // forward
        for (int s = 0; s < m; s++)
        {
            for (int j = 0; j < nHidden; j++)
            {
                float z = b1[j];
                for (int i = 0; i < nIn; i++) z += W1[i, j] * X[i, s];
                A1[j, s] = Math.Max(z, 0);
            }
            for (int k = 0; k < nOut; k++)
            {
                float z = b2[k];
                for (int j = 0; j < nHidden; j++) z += W2[k, j] * A1[j, s];
                A2[k, s] = z;
            }
        }

        // backward
        var dA1 = new float[nHidden, m];
        double cost = 0;
        for (int s = 0; s < m; s++)
            for (int k = 0; k < nOut; k++)
            {
                float d = A2[k, s] - Y[k, s];
                cost += 0.5 * d * d / m;
                for (int j = 0; j < nHidden; j++) dA1[j, s] += W2[k, j] * d;
            }
        for (int s = 0; s < m; s++)
        {
            for (int k = 0; k < nOut; k++)
            {
                float d = (A2[k, s] - Y[k, s]) / m;
                for (int j = 0; j < nHidden; j++) W2[k, j] -= eta * d * A1[j, s];
                b2[k] -= eta * d;
            }
            for (int j = 0; j < nHidden; j++)
            {
                float d = A1[j, s] > 0 ? dA1[j, s] / m : 0;
                for (int i = 0; i < nIn; i++) W1[i, j] -= eta * d * X[i, s];
                b1[j] -= eta * d;
            }
        }
        return cost;
    }
}
