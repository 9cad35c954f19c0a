using InitGen.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace InitGen.Analyzers.Starts;

/// <summary>A call of the facade, or of a sampler, read as the initializer that it is.</summary>
internal sealed class FacadeCall
{
    private readonly IInvocationOperation _call;
    private readonly CallFrame _frame;
    private readonly ConstantReader _constants;

    // An argument that the code computes: it is given, but not known here.
    private bool _isUnknown;

    private FacadeCall(IInvocationOperation call, CallFrame frame, ConstantReader constants)
    {
        _call = call;
        _frame = frame;
        _constants = constants;
    }

    /// <summary>What is filled.</summary>
    public static IOperation? DestinationOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Ordinal == 0)?.Value;

    /// <summary>Whether the call fills only the piece of a parameter that starts at an offset.</summary>
    public static bool IsPiece(IInvocationOperation call) =>
        call.Arguments.Any(static argument => argument is { Parameter.Name: "offset", ArgumentKind: not ArgumentKind.DefaultValue });

    /// <summary>Whether the call names the nonlinearity or its slope.</summary>
    public static bool NamesNonlinearity(IInvocationOperation call) =>
        call.Arguments.Any(static argument => argument is { Parameter.Name: "nonlinearity" or "slope", ArgumentKind: not ArgumentKind.DefaultValue });

    /// <summary>The sizes that the call states; null where it states none, or not even their number is known.</summary>
    public static int?[]? ShapeOf(IInvocationOperation call, CallFrame frame, ConstantReader constants) =>
        call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "shape") is { } shape ? constants.Shape(shape.Value, frame) : null;

    /// <summary>Reads a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="frame">The body in which it stands.</param>
    /// <param name="constants">Reads its arguments.</param>
    /// <param name="member">The name of the member that it fills.</param>
    /// <param name="storage">How that is stored.</param>
    /// <param name="shape">The shape.</param>
    /// <returns>Null where the method is none of the initializers.</returns>
    public static ParameterModel? Read(
        IInvocationOperation call, CallFrame frame, ConstantReader constants, string member, StorageModel storage, ShapeModel shape)
    {
        if (!InitializerKinds.TryGet(call.TargetMethod.Name + "Attribute", out InitializerKind kind))
        {
            return null;
        }

        var reader = new FacadeCall(call, frame, constants);
        if (!reader.Enumeration("layout", 0, out _))
        {
            // Which axis is which is not known, and so nothing that counts.
            return null;
        }

        InitializerSpec spec = reader.Spec(kind);
        ParameterModel? weight = kind == InitializerKind.BiasUniform ? reader.Weight(storage, spec) : null;
        return new ParameterModel(member, "", storage, shape, spec, reader.ScaleOf(spec, shape, weight));
    }

    private InitializerSpec Spec(InitializerKind kind)
    {
        bool isNamed = Enumeration("nonlinearity", 0, out int nonlinearity);
        return new InitializerSpec(kind)
        {
            Nonlinearity = (Nonlinearity)nonlinearity,
            NonlinearityMember = isNamed ? null : "",
            Slope = Number("slope", Gain.DefaultSlope),
            ExplicitGain = kind.HasGain() && Given("gain") is { } gain ? Number(gain) : null,
            GainConvention = (GainConvention)Enumeration("convention"),
            FanMode = (FanMode)Enumeration("fanMode"),
            Distribution = (Distribution)Enumeration("distribution"),
            Layout = (ParameterLayout)Enumeration("layout"),
            FanIn = Count("fanIn"),
            FanOut = Count("fanOut"),
            Groups = Count("groups") ?? 1,
            Parts = Count("parts") ?? 1,
            ResidualBranches = Count("residualBranches") ?? 1,
            Value = kind == InitializerKind.Identity ? Number("gain", 1.0) : Number("value", 0.0),
            Mean = Number("mean", 0.0),
            Std = Number("std", kind == InitializerKind.Sparse ? 0.01 : 1.0),
            Low = Number("low", 0.0),
            High = Number("high", 1.0),
            Scale = Number("scale", 1.0),
            LowerSigmas = Number("lowerSigmas", -2.0),
            UpperSigmas = Number("upperSigmas", 2.0),
            PreserveStd = Given("preserveStd") is { } preserve && Known(ConstantReader.Truth(preserve, _frame)),
            Sparsity = Number("sparsity", 0.0),
            ForgetGate = Number("forgetGate", 1.0),
            Order = (GateOrder)Enumeration("order"),
            Upscale = Count("upscale") ?? 1,
            Inner = (IcnrInitializer)Enumeration("initializer"),
        };
    }

    private ParameterModel? Weight(StorageModel storage, InitializerSpec spec)
    {
        int?[]? sizes = Given("weightShape") is { } given ? _constants.Shape(given, _frame) : null;
        return sizes is null ? null : new ParameterModel("", "", storage, Shape(sizes), spec, ScaleModel.Of(new InitializerSpec(InitializerKind.Zeros) { Layout = spec.Layout, FanIn = spec.FanIn }, Shape(sizes)));
    }

    public static ShapeModel Shape(IEnumerable<int?> sizes) => new(sizes.Select(static size => new ShapeSize(size)).ToEquatableArray());

    // What the call would refuse, and what is not known, has no numbers.
    private ScaleModel ScaleOf(InitializerSpec spec, ShapeModel shape, ParameterModel? weight)
    {
        bool isInRange = spec is { Groups: > 0, Parts: > 0, ResidualBranches: > 0 } && spec.LowerSigmas >= -8.0 && spec.UpperSigmas <= 8.0
            && spec.LowerSigmas < spec.UpperSigmas && !(spec.Slope < 0.0) && !(spec.Std < 0.0);
        if (!isInRange || _isUnknown)
        {
            return new ScaleModel(null, null, null, null, null, null);
        }

        return ScaleModel.Of(spec, shape, weight);
    }

    /// <summary>An argument that the call gives; null where the parameter's default stands.</summary>
    private IOperation? Given(string parameter) =>
        _call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter && argument.ArgumentKind != ArgumentKind.DefaultValue)?.Value is { } value
        && value.ConstantValue is not { HasValue: true, Value: null }
            ? value
            : null;

    private double Number(string parameter, double absent) => Given(parameter) is { } value ? Number(value) : absent;

    private double Number(IOperation value)
    {
        double? number = _constants.Number(value, _frame);
        _isUnknown |= number is null;
        return number ?? double.NaN;
    }

    // Of a number that is not known it is known that one is given.
    private int? Count(string parameter)
    {
        if (Given(parameter) is not { } value)
        {
            return null;
        }

        int? count = _constants.Whole(value, _frame);
        _isUnknown |= count is null;
        return count ?? int.MaxValue;
    }

    private int Enumeration(string parameter) => Enumeration(parameter, 0, out int value) ? value : 0;

    // The defaults of enumerations are the method's, so an absent argument has a constant too.
    private bool Enumeration(string parameter, int absent, out int value)
    {
        value = absent;
        if (_call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value is not { } given)
        {
            return true;
        }

        if (_constants.Whole(given, _frame) is { } known)
        {
            value = known;
            return true;
        }

        _isUnknown = true;
        return false;
    }

    private bool Known(bool? value)
    {
        _isUnknown |= value is null;
        return value ?? false;
    }
}
