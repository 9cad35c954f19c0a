namespace InitGen.Model;

/// <summary>One parameter of a model: all that the emitter needs to know.</summary>
/// <param name="Member">The member's name.</param>
/// <param name="Segment">Its segment of the path.</param>
/// <param name="Storage">How it is stored.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Initializer">What its attribute says.</param>
/// <param name="Scale">The numbers that follow from both.</param>
internal sealed record ParameterModel(
    string Member, string Segment, StorageModel Storage, ShapeModel Shape, InitializerSpec Initializer, ScaleModel Scale)
{
    /// <summary>The weight whose fan-in bounds a <see cref="InitializerKind.BiasUniform"/>.</summary>
    public WeightModel? Weight { get; init; }
}

/// <summary>The weight of a bias.</summary>
/// <param name="Parameter">The weight.</param>
/// <param name="Collection">The list that holds it under the index that the bias has in its own; null where it is in none.</param>
/// <param name="IsChecked">Whether its storage is checked as that of another parameter of the model.</param>
internal sealed record WeightModel(ParameterModel Parameter, CollectionModel? Collection, bool IsChecked);
