// A racing bot whose weights are read out of a genome: the arrays start at zero and the genetic algorithm fills them.
namespace Racing;

public sealed partial class GenomeBot
{
    private const int Sensors = 7, Neurons = 10, Controls = 2;

    [Zeros] private readonly float[,] inputWeights = new float[Neurons, Sensors];
    [Zeros] private readonly float[] inputBias = new float[Neurons];
    [Zeros] private readonly float[,] outputWeights = new float[Controls, Neurons];
    [Zeros] private readonly float[] outputBias = new float[Controls];

    public static int GenomeLength => Neurons * Sensors + Neurons + Controls * Neurons + Controls;

    public GenomeBot(float[] genome)
    {
        if (genome.Length != GenomeLength)
        {
            throw new ArgumentException($"{genome.Length} genes where {GenomeLength} are needed.", nameof(genome));
        }

        Decode(genome);
    }

    private void Decode(float[] genome)
    {
        int gene = 0;
        for (int n = 0; n < Neurons; n++)
        {
            for (int s = 0; s < Sensors; s++)
            {
                inputWeights[n, s] = genome[gene++];
            }

            inputBias[n] = genome[gene++];
        }

        for (int c = 0; c < Controls; c++)
        {
            for (int n = 0; n < Neurons; n++)
            {
                outputWeights[c, n] = genome[gene++];
            }

            outputBias[c] = genome[gene++];
        }
    }

    public (float Steer, float Throttle) Think(ReadOnlySpan<float> sensors)
    {
        Span<float> neurons = stackalloc float[Neurons];
        for (int n = 0; n < Neurons; n++)
        {
            float sum = inputBias[n];
            for (int s = 0; s < Sensors; s++)
            {
                sum += inputWeights[n, s] * sensors[s];
            }

            neurons[n] = MathF.Tanh(sum);
        }

        Span<float> controls = stackalloc float[Controls];
        for (int c = 0; c < Controls; c++)
        {
            float sum = outputBias[c];
            for (int n = 0; n < Neurons; n++)
            {
                sum += outputWeights[c, n] * neurons[n];
            }

            controls[c] = MathF.Tanh(sum);
        }

        return (controls[0], 0.5f + 0.5f * controls[1]);
    }
}
