using InitGen;

namespace Propagation.Networks;

/// <summary>Forget gates that start with the bias 2.</summary>
internal sealed partial class TenaciousLstm : LstmNetwork
{
    public TenaciousLstm(ulong seed) => InitializeParameters(seed);

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] Input { get; } = new float[4 * Hidden, Hidden];

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] Recurrent { get; } = new float[4 * Hidden, Hidden];

    [LstmBias(ForgetGate = 2)]
    protected override float[] Bias { get; } = new float[4 * Hidden];
}
