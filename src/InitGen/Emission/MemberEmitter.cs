using InitGen.Model;

namespace InitGen.Emission;

/// <summary>What is checked where storage is reached.</summary>
internal enum StorageCheck
{
    /// <summary>The storage and the numbers of the model's own members.</summary>
    Own,

    /// <summary>Those of modules too.</summary>
    Deep,

    /// <summary>The storage of the model's own members, and the numbers where the visit's scope asks for them.</summary>
    OfVisit,

    /// <summary>All has been checked: what follows needs the spans.</summary>
    Done,
}

/// <summary>Writes what concerns one member: a parameter, the parameters of a layer, a module, or a list of these.</summary>
internal sealed class MemberEmitter
{
    private const string ParameterMember = "global::InitGen.ParameterMember";
    private const string ParameterScope = "global::InitGen.ParameterScope";
    private const string RandomStream = "global::InitGen.RandomStream";

    private readonly MemberModel _member;
    private readonly string _modelName;
    private readonly NameAllocator _locals;
    private readonly string _manifest;
    private readonly string _local;
    private readonly ParameterEmitter[] _parameters;
    private readonly string[] _fields;

    /// <summary>Names the member's locals and manifest fields.</summary>
    /// <param name="member">The member.</param>
    /// <param name="modelName">The model's name in errors.</param>
    /// <param name="locals">The names of all locals.</param>
    /// <param name="fields">The names of the manifest's fields.</param>
    /// <param name="manifest">The manifest class.</param>
    public MemberEmitter(MemberModel member, string modelName, NameAllocator locals, NameAllocator fields, string manifest)
    {
        _member = member;
        _modelName = modelName;
        _locals = locals;
        _manifest = manifest;
        string name = Identifier(ParameterPath.SegmentOf(member.Member));
        if (member.IsLayer || member.Module is not null || member.Parameters.Count == 0)
        {
            _local = locals.Allocate(name);
            string[] names = [.. member.Parameters.Select(parameter => name + Capitalized(ParameterPath.SegmentOf(parameter.Member)))];
            _parameters = [.. member.Parameters.Select((parameter, index) => new ParameterEmitter(parameter, locals.Allocate(names[index])))];
            _fields = [.. names.Select(parameter => fields.Allocate(Capitalized(parameter)))];
        }
        else
        {
            _local = locals.Allocate(name);
            _parameters = [new ParameterEmitter(member.Parameters[0], _local)];
            _fields = [fields.Allocate(Capitalized(name))];
        }
    }

    public bool IsModule => _member.Module is not null;

    /// <summary>Whether the number of parameters is known at compile time.</summary>
    public bool IsCounted => _member.Module is null && _member.Collection is null;

    public int Count => _parameters.Length;

    public bool IsUnsafe => _member.Parameters.Any(parameter => parameter.Storage.IsUnsafe || parameter.Weight?.Parameter.Storage.IsUnsafe == true);

    /// <summary>Whether a number of an initializer is computed at run time; those of lists are computed with each element.</summary>
    public bool HasNumbers => !IsDeferred && Array.Exists(_parameters, parameter => parameter.HasNumbers);

    /// <summary>Whether an initializer may refuse a size that is known only at run time, besides by its numbers.</summary>
    public bool HasSizeCheck => !IsDeferred && Array.Exists(_parameters, parameter => parameter.HasSizeCheck);

    private bool IsOptional => _member.IsOptional;

    /// <summary>Whether spans and numbers are taken where they are used: of each element of a list, and of what may be null.</summary>
    private bool IsDeferred => IsList || IsOptional;

    private bool IsList => _member.Collection is not null;

    /// <summary>Whether an element is taken into a local, so that its null check holds for what follows.</summary>
    private bool HasElementLocal => IsList && (_member.IsLayer
        ? _member.IsLayerReference
        : _member.Module is { } module ? !module.IsValueType
        : _member.Parameters[0].Storage.HasOwner || _parameters[0].HasArraySizes);

    // Asked only once all locals are named.
    private string Access => AccessOf(_member.Member);

    private string Element => HasElementLocal ? _local + "Element"
        : _member.Module is { IsValueType: true } && _member.Collection is { IsList: true }
            ? "global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan(" + Access + ")[i]"
        : Access + "[i]";

    private string Name => Literal.Of(_modelName + "." + _member.Member);

    private string ElementName => "new " + ParameterMember + "(" + Name + ", i)";

    private string ListStream => _local + "Streams";

    private string ListScope => _local + "Scopes";

    // A local, so that its null check holds for what follows.
    private string ListWeight => _local + "FanWeight";

    public IEnumerable<string[]> TableRows()
    {
        string index = IsList ? "[i]" : "";
        if (_member.Module is { } module)
        {
            yield return [_member.Member + index, "", "module " + module.DisplayName, "", "", "", ""];
        }

        foreach (ParameterEmitter parameter in _parameters)
        {
            yield return parameter.TableRow(_member.Member + index + (_member.IsLayer ? "." + parameter.Parameter.Member : ""));
        }
    }

    /// <summary>Checks all storage of the member, and declares the locals of what follows.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="check">What is checked beside it.</param>
    public void WriteStorage(IndentedWriter writer, StorageCheck check)
    {
        if (_member.EarlyBase is { } early && !IsOptional && check != StorageCheck.Done)
        {
            writer.WriteLine($"{ParameterEmitter.ParameterSpan}.RequireAssigned({Access}, {Name}, {Literal.Of(early)});");
        }

        if (IsOptional)
        {
            // What may be null is taken where it is used.
            if (check != StorageCheck.Done)
            {
                WriteWhereThere(writer, () => WriteStorageThere(writer, check));
            }

            return;
        }

        WriteStorageThere(writer, check);
    }

    private void WriteStorageThere(IndentedWriter writer, StorageCheck check)
    {
        if (!IsList)
        {
            WriteElementCheck(writer, Access, Name, check);
            return;
        }

        if (_member.Collection!.IsReference && !IsOptional)
        {
            writer.WriteLine($"{ParameterEmitter.ParameterSpan}.Require({Access}, {Name});");
        }

        bool isModulePassedOver = IsModule && check != StorageCheck.Deep && (_member.Module!.IsValueType || _member.Module.MayBeNull);
        if (check == StorageCheck.Done || isModulePassedOver)
        {
            return;
        }

        WriteLoop(writer, () => WriteElementCheck(writer, Element, ElementName, check));
    }

    /// <summary>Checks sizes that a sampler would refuse, as far as they are known only at run time.</summary>
    public void WriteSizeCheck(IndentedWriter writer)
    {
        for (int i = 0; !IsDeferred && i < _parameters.Length; i++)
        {
            _parameters[i].WriteSizeCheck(writer, PlaceOf(i, "", ""));
        }
    }

    /// <summary>Computes the numbers that are known only at run time.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="declare">Whether locals are declared for what follows; else the numbers are only checked.</param>
    public void WriteNumbers(IndentedWriter writer, bool declare)
    {
        for (int i = 0; !IsDeferred && i < _parameters.Length; i++)
        {
            _parameters[i].WriteNumbers(writer, PlaceOf(i, "", ""), declare);
        }
    }

    public void WriteInitialization(IndentedWriter writer)
    {
        string children = string.Concat(_member.Segment.Split('.').Select(segment => ".ChildByHash(" + Hash(segment) + ")"));
        if (!IsList)
        {
            if (_member.Module is { } module)
            {
                writer.WriteLine($"// {_member.Segment}: {module.DisplayName}");
                WriteModule(writer, module, Access, element => writer.WriteLine(Call(module, element, "stream" + children)));
                return;
            }

            if (IsOptional)
            {
                WriteComments(writer);
                WriteWhereThere(writer, () =>
                {
                    WriteLayerCheck(writer, Access, Name);
                    for (int i = 0; i < _parameters.Length; i++)
                    {
                        ParameterPlace place = PlaceOf(i, "stream" + children, "");
                        _parameters[i].WriteStorage(writer, place, declare: true);
                        _parameters[i].WriteNumbers(writer, place, declare: true);
                        _parameters[i].WriteInitialization(writer, place);
                    }
                });
                return;
            }

            for (int i = 0; i < _parameters.Length; i++)
            {
                if (i > 0)
                {
                    writer.WriteLine();
                }

                _parameters[i].WriteComment(writer, PathOf(i));
                _parameters[i].WriteInitialization(writer, PlaceOf(i, "stream" + children, ""));
            }

            return;
        }

        if (_member.Module is { } modules)
        {
            writer.WriteLine($"// {_member.Segment}.*: {modules.DisplayName}");
        }

        WriteComments(writer);
        if (IsModule || _member.Parameters.Any(parameter => parameter.Initializer.Kind.IsRandom()))
        {
            writer.WriteLine($"{RandomStream} {ListStream} = stream{children};");
        }

        WriteWhereThere(writer, () => WriteLoop(writer, () =>
        {
            if (_member.Module is { } element)
            {
                WriteModule(writer, element, Element, callee => writer.WriteLine(Call(element, callee, ListStream + ".Child(i)")));
                return;
            }

            WriteLayerCheck(writer, Element, ElementName);
            for (int i = 0; i < _parameters.Length; i++)
            {
                ParameterPlace place = PlaceOf(i, ListStream + ".Child(i)", "");
                _parameters[i].WriteStorage(writer, place, declare: true);
                WriteElementNumbers(writer, _parameters[i], place, declare: true);
                _parameters[i].WriteInitialization(writer, place);
            }
        }));
    }

    private void WriteComments(IndentedWriter writer)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            _parameters[i].WriteComment(writer, PathOf(i), IsOptional ? "where it is not null" : "");
        }
    }

    /// <summary>Writes what is about a member that may be null in a condition.</summary>
    private void WriteWhereThere(IndentedWriter writer, Action body)
    {
        if (!IsOptional)
        {
            body();
            return;
        }

        writer.WriteLine($"if ({Access} is not null)");
        using (writer.WriteBlock())
        {
            body();
        }
    }

    public void WriteVisit(IndentedWriter writer)
    {
        if (!IsList)
        {
            if (_member.Module is { } module)
            {
                string scope = ChildOf("scope");
                WriteModule(writer, module, Access, element => WriteModuleVisit(writer, module, element, scope));
                return;
            }

            WriteWhereThere(writer, () =>
            {
                if (IsOptional)
                {
                    WriteLayerCheck(writer, Access, Name);
                }

                for (int i = 0; i < _parameters.Length; i++)
                {
                    ParameterPlace place = PlaceOf(i, "", _manifest + "." + _fields[i]);
                    if (IsOptional)
                    {
                        _parameters[i].WriteStorage(writer, place, declare: true);
                    }

                    _parameters[i].WriteVisit(writer, place);
                }
            });
            return;
        }

        if (_member.Module is { } modules)
        {
            writer.WriteLine($"{ParameterScope} {ListScope} = {ChildOf("scope")};");
            WriteLoop(writer, () => WriteModule(
                writer, modules, Element, element => WriteModuleVisit(writer, modules, element, ListScope + ".Child(i)")));
            return;
        }

        WriteWhereThere(writer, () => WriteLoop(writer, () =>
        {
            WriteLayerCheck(writer, Element, ElementName);
            for (int i = 0; i < _parameters.Length; i++)
            {
                ParameterPlace place = PlaceOf(i, "", _manifest + "." + _fields[i] + ", i");
                _parameters[i].WriteStorage(writer, place, declare: true);
                _parameters[i].WriteVisit(writer, place);
            }
        }));
    }

    public void WriteManifestEntries(IndentedWriter writer)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            _parameters[i].WriteManifestEntry(
                writer, _fields[i], PathOf(i),
                _member.Member + (IsList ? "[]" : "") + (_member.IsLayer ? "." + _member.Parameters[i].Member : ""),
                PretrainedOf(i));
            writer.WriteLine();
        }
    }

    /// <summary>The member's elements of the manifest's collection expression.</summary>
    public IEnumerable<string> ManifestElements() => _member.Module is { ManifestType: { } type }
        ? [".. " + ChildOf("Scope") + (IsList ? ".Child(" + ParameterScope + ".AnyIndex)" : "") + ".Of(" + type + ".Parameters)"]
        : _fields;

    private static string Hash(string segment) => Literal.Hash(PathHash.OfSegment(segment.AsSpan()));

    private static string Capitalized(string name) => name.Length == 0 ? "" : char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Identifier(string name) => Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(name) ? name : "value" + name;

    private static string Call(ModuleModel module, string element, string stream) => module.Initializer switch
    {
        ModuleInitializer.Checked => element + ".InitializeCheckedParameters(" + stream + ");",
        ModuleInitializer.OfInterface => "((global::InitGen.IInitializable)" + element + ").InitializeParameters(" + stream + ");",
        ModuleInitializer.AtRunTime => ParameterScope + ".InitializeAny(" + element + ", " + stream + ");",
        _ => element + ".InitializeParameters(" + stream + ");",
    };

    private string AccessOf(string member)
    {
        string name = (_locals.IsTaken(member) ? "this." : "") + CSharpNames.Escape(member);

        // A struct in a readonly field would be copied before a method is called on it.
        return _member.Module is { IsValueType: true } && !IsList
            ? "global::System.Runtime.CompilerServices.Unsafe.AsRef(in " + name + ")"
            : name;
    }

    private string PathOf(int index) =>
        _member.Segment + (IsList ? "." + "*" : "") + (_member.IsLayer ? "." + _member.Parameters[index].Segment : "");

    /// <summary>The parameter's name in another program's checkpoint, and whether it is stored transposed there: of a layer the matrices.</summary>
    private (string Name, bool IsTransposed)? PretrainedOf(int index) => _member.Pretrained is { } name
        ? (name + (IsList ? "." + "*" : "") + (_member.IsLayer ? "." + _member.Parameters[index].Segment : ""),
            _member.IsPretrainedTransposed && (!_member.IsLayer || _member.Parameters[index].Shape.Rank == 2))
        : null;

    /// <summary>The scope of the member's modules, by its segment of the path and of names in another program's checkpoint.</summary>
    private string ChildOf(string scope) =>
        scope + ".Child(" + Literal.Of(_member.Segment) + (_member.Pretrained is { } name ? ", " + Literal.Of(name) : "") + ")";

    private ParameterPlace PlaceOf(int index, string stream, string entry)
    {
        ParameterModel parameter = _member.Parameters[index];
        string container = IsList ? Element : Access;
        if (!_member.IsLayer)
        {
            return new ParameterPlace(
                container, "", IsList ? ElementName : Name, stream, entry, parameter.Weight is { } weight ? PlaceOfWeight(weight) : null);
        }

        string member = "." + CSharpNames.Escape(parameter.Member);
        string name = IsList
            ? "new " + ParameterMember + "(" + Name + ", i, " + Literal.Of(member) + ")"
            : Literal.Of(_modelName + "." + _member.Member + member);
        string own = string.Concat(parameter.Segment.Split('.').Select(segment => ".ChildByHash(" + Hash(segment) + ")"));
        return new ParameterPlace(container + member, container + ".", name, stream + own, entry);
    }

    private ParameterPlace PlaceOfWeight(WeightModel weight)
    {
        string access = AccessOf(weight.Parameter.Member);
        string name = NameOf(weight);
        return IsList
            ? new ParameterPlace(ListWeight, "", "new " + ParameterMember + "(" + name + ", i)", "", "")
            : new ParameterPlace(access, "", name, "", "");
    }

    private string NameOf(WeightModel weight) => Literal.Of(_modelName + "." + weight.Parameter.Member);

    private void WriteElementNumbers(IndentedWriter writer, ParameterEmitter parameter, ParameterPlace place, bool declare)
    {
        if (parameter is { NeedsBiasBound: true, Parameter.Weight: { Collection: { } list } weight })
        {
            string weights = AccessOf(weight.Parameter.Member);
            if (list.IsReference)
            {
                writer.WriteLine($"{ParameterEmitter.ParameterSpan}.Require({weights}, {NameOf(weight)});");
            }

            writer.WriteLine($"{ParameterEmitter.ParameterNumbers}.RequireElement({weights}.{list.Count}, i, {NameOf(weight)});");
            writer.WriteLine($"var {ListWeight} = {weights}[i];");
        }

        parameter.WriteNumbers(writer, place, declare);
    }

    private void WriteElementCheck(IndentedWriter writer, string element, string name, StorageCheck check)
    {
        if (_member.Module is { } module)
        {
            if (module is { IsValueType: false, MayBeNull: false } && check != StorageCheck.Done)
            {
                writer.WriteLine($"{ParameterEmitter.ParameterSpan}.Require({element}, {name});");
            }

            if (check == StorageCheck.Deep)
            {
                WriteModule(writer, module, element, callee => writer.WriteLine(
                    $"{ParameterScope}.{(module.IsParameterized ? "Require" : "RequireAny")}({callee});"));
            }

            return;
        }

        WriteLayerCheck(writer, element, name);
        for (int i = 0; i < _parameters.Length; i++)
        {
            ParameterEmitter parameter = _parameters[i];
            ParameterPlace place = PlaceOf(i, "", "");
            bool hasNumbers = parameter.HasNumbers || parameter.HasSizeCheck;
            parameter.WriteStorage(writer, place, declare: !IsDeferred || (hasNumbers && parameter.HasLocalSizes));
            if (IsDeferred && hasNumbers)
            {
                WriteNumberCheck(writer, check, () =>
                {
                    parameter.WriteSizeCheck(writer, place);
                    WriteElementNumbers(writer, parameter, place, declare: false);
                });
            }
        }
    }

    // Only a visit that checks what the initializer relies on needs its numbers.
    private static void WriteNumberCheck(IndentedWriter writer, StorageCheck check, Action numbers)
    {
        if (check != StorageCheck.OfVisit)
        {
            numbers();
            return;
        }

        writer.WriteLine("if (scope.IsCheck)");
        using (writer.WriteBlock())
        {
            numbers();
        }
    }

    private void WriteLayerCheck(IndentedWriter writer, string layer, string name)
    {
        if (_member.IsLayerReference)
        {
            writer.WriteLine($"{ParameterEmitter.ParameterSpan}.Require({layer}, {name});");
        }
    }

    private void WriteLoop(IndentedWriter writer, Action body)
    {
        writer.WriteLine($"for (int i = 0; i < {Access}.{_member.Collection!.Count}; i++)");
        using (writer.WriteBlock())
        {
            if (HasElementLocal)
            {
                writer.WriteLine($"var {Element} = {Access}[i];");
            }

            body();
        }
    }

    /// <summary>Writes a statement about a module that is there: in a condition where it may be null.</summary>
    private static void WriteModule(IndentedWriter writer, ModuleModel module, string element, Action<string> statement)
    {
        if (!module.MayBeNull)
        {
            statement(element);
            return;
        }

        writer.WriteLine($"if ({element} is not null)");
        using (writer.WriteBlock())
        {
            statement(element);
        }
    }

    private static void WriteModuleVisit(IndentedWriter writer, ModuleModel module, string element, string scope) => writer.WriteLine(
        module.IsParameterized
            ? $"{element}.VisitParameters(ref visitor, {scope});"
            : $"{ParameterScope}.VisitAny(ref visitor, {element}, {scope});");
}
