using InitGen;

namespace Propagation.Networks;

// What this rule warns of is what this class is there to show.
#pragma warning disable INIT111

/// <summary>Forget gates that start with the bias 0.</summary>
internal sealed partial class ForgetfulLstm : LstmNetwork
{
    public ForgetfulLstm(ulong seed) => InitializeParameters(seed);

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] Input { get; } = new float[4 * Hidden, Hidden];

    [Normal(mean: 0, std: 0.01)]
    protected override float[,] Recurrent { get; } = new float[4 * Hidden, Hidden];

    [LstmBias(ForgetGate = 0)]
    protected override float[] Bias { get; } = new float[4 * Hidden];
}
