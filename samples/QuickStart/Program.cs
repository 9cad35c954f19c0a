using System.Globalization;
using InitGen;
using QuickStart;

// What the compiler knows: the manifest that the generator wrote beside the model.
Console.WriteLine("parameter shape     initializer      fan-in  fan-out     gain        σ");
foreach (ParameterInfo parameter in Mlp.Parameters)
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{parameter.Path,-10}{string.Join('×', parameter.Shape),-10}{parameter.Initializer,-15}{parameter.FanIn,8}{parameter.FanOut,9}{parameter.Gain,9:F4}{parameter.Std,9:F6}"));
}

// What the values are: every parameter of a model, in place, one after the other.
Console.WriteLine();
Console.WriteLine("parameter         mean           σ");
var model = new Mlp(seed: 42);
var moments = default(Moments);
model.VisitParameters(ref moments);
