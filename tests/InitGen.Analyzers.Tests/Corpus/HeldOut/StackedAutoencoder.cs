// A stacked autoencoder whose weights are all drawn from (-1, 1), as in old textbooks.
namespace Textbook;

public partial class StackedAutoencoder
{
    [Uniform(-1, 1)] double[,] w1 = new double[128, 784]; // expect: INIT107
    [Uniform(-1, 1)] double[,] w2 = new double[32, 128]; // expect: INIT107
    [Uniform(-1, 1)] double[,] w3 = new double[128, 32];
    [XavierUniform(Nonlinearity.Sigmoid)] double[,] w4 = new double[784, 128];

    double[] layer1 = new double[128];
    double[] layer2 = new double[32];
    double[] layer3 = new double[128];
    double[] layer4 = new double[784];

    public double[] FeedForward(double[] image)
    {
        ComputeLayer(w1, image, layer1);
        ComputeLayer(w2, layer1, layer2);
        ComputeLayer(w3, layer2, layer3);
        ComputeLayer(w4, layer3, layer4);
        return layer4;
    }

    public void Train(double[] image, double eta)
    {
        FeedForward(image);
        double[] delta = new double[784];
        for (int i = 0; i < 784; i++)
        {
            delta[i] = (layer4[i] - image[i]) * layer4[i] * (1 - layer4[i]);
        }

        delta = Backward(w4, delta, layer3, eta);
        delta = Backward(w3, delta, layer2, eta);
        delta = Backward(w2, delta, layer1, eta);
        Backward(w1, delta, image, eta);
    }

    static void ComputeLayer(double[,] w, double[] x, double[] y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            double net = 0;
            for (int j = 0; j < x.Length; j++)
                net += w[i, j] * x[j];
            y[i] = 1.0 / (1.0 + Math.Exp(-net));
        }
    }

    static double[] Backward(double[,] w, double[] delta, double[] x, double eta)
    {
        double[] previous = new double[x.Length];
        for (int i = 0; i < delta.Length; i++)
        {
            for (int j = 0; j < x.Length; j++)
            {
                previous[j] += delta[i] * w[i, j];
                w[i, j] -= eta * delta[i] * x[j];
            }
        }

        for (int j = 0; j < x.Length; j++)
            previous[j] *= x[j] * (1 - x[j]);
        return previous;
    }
}
