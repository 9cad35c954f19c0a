namespace InitGen;

/// <summary>
/// The methods of <see cref="Init"/> by another name, for a class that has a method or property <c>Init</c> of its own:
/// <c>ParameterInit.KaimingNormal(weights, stream)</c>.
/// </summary>
public abstract class ParameterInit : Init
{
    private protected ParameterInit()
    {
    }
}
