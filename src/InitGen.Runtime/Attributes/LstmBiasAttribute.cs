namespace InitGen;

/// <summary>The bias of an LSTM's four packed gates: 0, but the forget gate's, which starts open.</summary>
/// <remarks>Gers et al. 2000; Jozefowicz et al., An empirical exploration of recurrent network architectures, ICML 2015.</remarks>
public sealed class LstmBiasAttribute : InitializerAttribute
{
    /// <summary>The bias of the forget gate; finite.</summary>
    public double ForgetGate { get; init; } = 1.0;

    /// <summary>The order of the gates.</summary>
    public GateOrder Order { get; init; }
}
