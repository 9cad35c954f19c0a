using Propagation.Results;

namespace Propagation.Experiments;

/// <summary>One of the published experiments.</summary>
internal interface IExperiment
{
    /// <summary>Its number, from 1.</summary>
    int Number { get; }

    /// <summary>What it is about.</summary>
    string Title { get; }

    /// <summary>Draws the networks, measures them, and puts the prediction beside.</summary>
    ExperimentResult Run();
}
