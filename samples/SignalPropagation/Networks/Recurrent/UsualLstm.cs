using InitGen;

namespace Propagation.Networks;

/// <summary>Forget gates that start with the bias 1.</summary>
internal sealed partial class UsualLstm : LstmNetwork
{
    public UsualLstm(ulong seed) => InitializeParameters(seed);

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] Input { get; } = new float[4 * Hidden, Hidden];

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] Recurrent { get; } = new float[4 * Hidden, Hidden];

    [LstmBias(ForgetGate = 1)]
    protected override float[] Bias { get; } = new float[4 * Hidden];
}
