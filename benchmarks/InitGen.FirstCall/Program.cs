using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using InitGen;
using InitGen.FirstCall;

// plain | mixed: initializes the model twice, and prints what each call took in milliseconds, what the just-in-time compiler took of the
// first and for how many methods.
IInitializable model = args is ["mixed"] ? new MixedNetwork() : new PlainNetwork();
var stream = new RandomStream(42);
long methods = JitInfo.GetCompiledMethodCount();
TimeSpan compilation = JitInfo.GetCompilationTime();
long start = Stopwatch.GetTimestamp();
model.InitializeParameters(stream);
TimeSpan first = Stopwatch.GetElapsedTime(start);
compilation = JitInfo.GetCompilationTime() - compilation;
methods = JitInfo.GetCompiledMethodCount() - methods;
start = Stopwatch.GetTimestamp();
model.InitializeParameters(stream);
TimeSpan second = Stopwatch.GetElapsedTime(start);
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{first.TotalMilliseconds:F3} {second.TotalMilliseconds:F3} {compilation.TotalMilliseconds:F3} {methods}"));
