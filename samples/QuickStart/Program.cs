using System.Globalization;
using InitGen;
using QuickStart;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// What the compiler knows: the manifest that the generator wrote beside the model.
Console.WriteLine("parameter  shape      initializer      fan-in  fan-out     gain         σ");
foreach (ParameterInfo known in Mlp.Parameters)
{
    Console.WriteLine(
        $"{known.Path,-11}{string.Join('×', known.Shape),-11}{known.Initializer,-15}"
        + $"{known.FanIn,8}{known.FanOut,9}{known.Gain,9:F4}{known.Std,10:F6}");
}

// What the values are: a visitor is shown every parameter of a model, in place.
Console.WriteLine();
Console.WriteLine("parameter        mean         σ");
var model = new Mlp(seed: 42);
var moments = default(Moments);
model.VisitParameters(ref moments);
