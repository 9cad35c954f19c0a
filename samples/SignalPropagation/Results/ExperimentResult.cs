namespace Propagation.Results;

/// <summary>What an experiment found.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Question">What is done, and what the literature found.</param>
/// <param name="Tables">Prediction beside measurement.</param>
/// <param name="Charts">The pictures.</param>
internal sealed record ExperimentResult(int Number, string Title, string Question, List<ResultTable> Tables, List<Chart> Charts);
