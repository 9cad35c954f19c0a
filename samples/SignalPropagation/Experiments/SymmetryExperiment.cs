using Propagation.Measurement;
using Propagation.Results;

namespace Propagation.Experiments;

/// <summary>What equal weights become: equal weights.</summary>
internal sealed class SymmetryExperiment : IExperiment
{
    public int Number => 9;

    public string Title => "Equal weights stay equal";

    public ExperimentResult Run()
    {
        DigitRun[] runs = DigitRun.Of(DigitCase.Zeros, DigitCase.Constant, DigitCase.Kaiming);
        List<string[]> rows =
        [
            .. runs.Select(run => (string[])
            [
                run.Start.Name,
                run.Start == DigitCase.Kaiming ? "256" : "1",
                Numbers.Text(Weights.DistinctRows(run.Weights["w1"], 256)),
                run.Start == DigitCase.Kaiming ? "128" : "1",
                Numbers.Text(Weights.DistinctRows(run.Weights["w2"], 128)),
            ]),
        ];
        return new ExperimentResult(
            Number,
            Title,
            "After the training of experiment 8: the rows of the hidden weights that differ, to the bit. Units that start equal get equal gradients, so that 256 of them are one.",
            [new ResultTable(["start", "w1, predicted", "measured", "w2, predicted", "measured"], rows)],
            []);
    }
}
