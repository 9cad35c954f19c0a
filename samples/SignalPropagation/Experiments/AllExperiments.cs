namespace Propagation.Experiments;

/// <summary>The experiments, in their order.</summary>
internal static class AllExperiments
{
    public static IReadOnlyList<IExperiment> List { get; } =
    [
        new DepthExperiment(
            1,
            "A hundred layers of N(0, 1)",
            "A hundred square layers of 256 units, no activation, weights of N(0, 1): the standard deviation is multiplied by √256 = 16 a layer, until float has no number for it at layer 32.",
            DepthCase.UnitNormal),
        new DepthExperiment(
            2,
            "The same with N(0, 1/256)",
            "Divided by the root of the fan-in, the weights keep the variance that they are given: σ is about 1 at every depth. Single networks of width 256 stray from this expectation by more, the deeper they are (Hanin and Rolnick 2018).",
            DepthCase.ScaledNormal),
        new DepthExperiment(
            3,
            "The same before tanh",
            "Tanh takes a little at every layer: the signal fades like 1/√depth (Poole et al. 2016).",
            DepthCase.ScaledTanh),
        new DepthExperiment(
            4,
            "Xavier with the gain of tanh",
            "The gain 5/3 makes up for what tanh takes: the signal settles where both balance (Glorot and Bengio 2010; Schoenholz et al. 2017).",
            DepthCase.TunedTanh),
        new DepthExperiment(
            5,
            "Rectifiers: Xavier, Kaiming, N(0, 1)",
            "A rectifier passes half of the second moment. Xavier does not count on it, and the signal is gone after a hundred layers; Kaiming doubles the variance of the weights and keeps it (He et al. 2015).",
            DepthCase.XavierRelu,
            DepthCase.KaimingRelu,
            DepthCase.UnitNormalRelu),
        new SixLayerExperiment(),
        new TanhGainExperiment(),
        new DigitExperiment(),
        new SymmetryExperiment(),
        new RecurrentExperiment(),
        new BiasExperiment(),
    ];
}
