using System.Runtime.CompilerServices;

namespace InitGen.Tests.Checkpoints;

/// <summary>Models saved to files and loaded from them.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Saved => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_saved_model_is_loaded_to_the_bit()
    {
        var model = new Net(seed: 1);
        model.B1[1] = BitConverter.UInt32BitsToSingle(0x7F812345);
        model.B1[2] = -0f;
        model.SaveParameters(Saved);
        var other = new Net(seed: 2);
        Assert.NotEqual(model.Bits(), other.Bits());
        LoadResult result = other.LoadParameters(Saved);
        Assert.Equal(model.Bits(), other.Bits());
        Assert.Equal(["fc1.weight", "fc1.bias", "fc2.weight", "scale"], result.Loaded.ToArray());
        Assert.Empty(result.Initialized);
        Assert.Empty(result.Unused);
    }

    [Fact]
    public void Equal_models_give_equal_bytes()
    {
        var options = new SaveOptions { Metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } };
        var other = new SaveOptions { Metadata = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };
        new Net(seed: 1).SaveParameters(Saved, options);
        new Net(seed: 1).SaveParameters(_folder.File("other"), other);
        Assert.Equal(File.ReadAllBytes(Saved), File.ReadAllBytes(_folder.File("other")));
        using SafetensorsFile file = SafetensorsFile.Open(Saved);
        Assert.Equal("1", file.Metadata["a"]);
        Assert.Equal(
            ["fc2.weight: F64 [2, 3]", "fc1.bias: F32 [3]", "fc1.weight: F32 [3, 4]", "scale: F16 [5]"],
            file.Tensors.Select(tensor => $"{tensor.Name}: {tensor}"));
    }

    [Fact]
    public void Saving_replaces_a_file_and_leaves_nothing_beside_it()
    {
        File.WriteAllText(Saved, "an older file");
        new Net(seed: 1).SaveParameters(Saved);
        new Net().LoadParameters(Saved);
        Assert.Equal([Saved], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_save_that_fails_leaves_the_older_file()
    {
        new Net(seed: 1).SaveParameters(Saved);
        byte[] before = File.ReadAllBytes(Saved);
        var failing = new Failing { Visits = 1 };
        Assert.Throws<InvalidOperationException>(() => failing.SaveParameters(Saved));
        Assert.Equal(2, failing.Visited);
        Assert.Equal(before, File.ReadAllBytes(Saved));
        Assert.Equal([Saved], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void The_cause_of_a_failed_save_is_told_though_the_clean_up_fails_too()
    {
        string folder = Directory.CreateDirectory(_folder.File("gone")).FullName;
        var failing = new Failing { Visits = 1, OnFailure = () => Directory.Delete(folder, recursive: true) };
        var error = Assert.Throws<InvalidOperationException>(() => failing.SaveParameters(Path.Combine(folder, "model.safetensors")));
        Assert.Equal("The model fails.", error.Message);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)]
    public void A_replaced_file_keeps_its_access_mode(UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(Saved, "an older file");
        File.SetUnixFileMode(Saved, mode);
        UnixFileMode? during = null;
        var model = new Failing { Visits = 2, OnVisit = Look };
        model.SaveParameters(Saved);
        Assert.Equal(mode, File.GetUnixFileMode(Saved));

        // Nor may anyone read the temporary file who may not read the older one.
        Assert.NotNull(during);
        Assert.Equal(UnixFileMode.None, during.Value & ~mode);
        using SafetensorsFile file = SafetensorsFile.Open(Saved);
        Assert.Equal("values", Assert.Single(file.Tensors).Name);

        void Look()
        {
            if (!OperatingSystem.IsWindows())
            {
                during = File.GetUnixFileMode(Directory.GetFiles(_folder.Path, "*.tmp").Single());
            }
        }
    }

    [Fact]
    public void A_symbolic_link_keeps_its_target_whose_file_is_replaced()
    {
        string target = Path.Combine(Directory.CreateDirectory(_folder.File("elsewhere")).FullName, "target.safetensors");
        File.WriteAllText(target, "an older file");
        File.CreateSymbolicLink(_folder.File("between"), target);
        File.CreateSymbolicLink(Saved, "between");
        new Net(seed: 1).SaveParameters(Saved);
        Assert.Equal("between", new FileInfo(Saved).LinkTarget);
        Assert.Equal(target, new FileInfo(_folder.File("between")).LinkTarget);
        var model = new Net();
        model.LoadParameters(target);
        Assert.Equal(new Net(seed: 1).Bits(), model.Bits());

        // A link to a file that is not yet there.
        File.Delete(target);
        model.SaveParameters(Saved);
        Assert.True(File.Exists(target));
        Assert.Equal("between", new FileInfo(Saved).LinkTarget);
        Assert.Equal([target], Directory.EnumerateFileSystemEntries(_folder.File("elsewhere")));
    }

    [Fact]
    public void A_read_only_file_is_refused_and_as_it_was()
    {
        File.WriteAllText(Saved, "precious");
        File.SetAttributes(Saved, FileAttributes.ReadOnly);
        string message = Assert.Throws<UnauthorizedAccessException>(() => new Net(seed: 1).SaveParameters(Saved)).Message;
        Assert.Contains("model.safetensors: expected a file that may be written", message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Saved));
        Assert.Equal([Saved], Directory.EnumerateFileSystemEntries(_folder.Path));
        File.SetAttributes(Saved, FileAttributes.Normal);
        Assert.Contains(
            "found a directory", Assert.Throws<UnauthorizedAccessException>(() => new Net().SaveParameters(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_that_is_saved_by_another_name_is_loaded_by_it()
    {
        var model = new Net(seed: 1);
        model.SaveParameters(Saved, new SaveOptions { Name = path => path == "scale" ? null : "net/" + path });
        var other = new Net(seed: 2);
        Half[] scale = [.. other.Scale];
        LoadResult result = other.LoadParameters(Saved, new LoadOptions { Name = path => path == "scale" ? null : "net/" + path, Partial = true });
        Assert.Equal(model.W1, other.W1);
        Assert.Equal(["scale"], result.Initialized.ToArray());
        Assert.NotEqual(scale, other.Scale);
        Assert.Throws<ArgumentException>(() => model.SaveParameters(Saved, new SaveOptions { Name = _ => "one" }));
    }

    [Fact]
    public void One_error_lists_all_that_does_not_fit_and_nothing_is_written()
    {
        using (SafetensorsFile.Create(Saved,
        [
            new("fc1.weight", TensorType.Float32, [4, 3]),
            new("fc2.weight", TensorType.Float64, [6]),
            new("scale", TensorType.Boolean, [5]),
            new("fc3.weight", TensorType.Float16, [2, 2]),
            new("zeta", TensorType.Int64, []),
        ]))
        {
        }

        var model = new Net(seed: 1);
        ulong[] before = model.Bits();
        CheckpointMismatchException exception = Assert.Throws<CheckpointMismatchException>(() => model.LoadParameters(Saved));
        Assert.Equal(
            $"""
            {Saved} does not fit the model: 1 tensors missing, 2 unexpected, 3 misshapen. Nothing was loaded.
              missing "fc1.bias": expected F32 [3]
              unexpected "zeta": I64 []
              unexpected "fc3.weight": F16 [2, 2]
              misshapen "fc1.weight": expected F32 [3, 4]; found F32 [4, 3]
              misshapen "fc2.weight": expected F64 [2, 3]; found F64 [6]
              misshapen "scale": expected F16 [5]; found BOOL [5]
            """,
            exception.Message);
        Assert.Equal(before, model.Bits());
        Assert.Single(exception.Missing);
        Assert.Equal(2, exception.Unexpected.Length);
        Assert.Equal(3, exception.Misshapen.Length);

        exception = Assert.Throws<CheckpointMismatchException>(() => model.LoadParameters(Saved, new LoadOptions { Partial = true }));
        Assert.Empty(exception.Missing);
        Assert.Empty(exception.Unexpected);
        Assert.Equal(3, exception.Misshapen.Length);
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void A_tensor_of_an_unknown_type_is_listed_and_passed_over_unless_asked_for()
    {
        const string Header = """
            {"__metadata__":null,
            "fc1.weight":{"dtype":"F32","shape":[3,4],"data_offsets":[0,48],"layout":{"order":["C"]}},
            "fc1.bias":{"dtype":"F6_E2M3","shape":[3],"data_offsets":[48,51]},
            "scales":{"dtype":"F8_E8M0","shape":[3,4],"data_offsets":[51,63]}}
            """;
        byte[] values = new byte[63];
        values[3] = 0x3F;
        File.WriteAllBytes(Saved, SafetensorsText.File(System.Text.Encoding.UTF8.GetBytes(Header), values));
        using SafetensorsFile file = SafetensorsFile.Open(Saved);
        Assert.Empty(file.Metadata);
        Assert.Equal(
            ["fc1.weight: F32 [3, 4]", "fc1.bias: F6_E2M3 [3]", "scales: F8_E8M0 [3, 4]"], file.Tensors.Select(tensor => $"{tensor.Name}: {tensor}"));
        SafetensorsTensor scales = file.Tensors[2];
        Assert.Equal((TensorType.Other, "F8_E8M0", 12L, 12L), (scales.Type, scales.TypeName, scales.Count, scales.ByteLength));

        var model = new Net();
        var partial = new LoadOptions { Partial = true, Name = path => path == "fc1.bias" ? null : path, Stream = new RandomStream(3) };
        LoadResult result = model.LoadParameters(file, partial);
        Assert.Equal(0.5f, model.W1[0, 0]);
        Assert.Equal(["fc1.weight"], result.Loaded.ToArray());
        Assert.Equal(["fc1.bias", "scales"], result.Unused.ToArray());

        ulong[] before = model.Bits();
        CheckpointMismatchException mismatch = Assert.Throws<CheckpointMismatchException>(() => model.LoadParameters(file, new LoadOptions { Partial = true }));
        Assert.Equal(["\"fc1.bias\": expected F32 [3]; found F6_E2M3 [3]"], mismatch.Misshapen.ToArray());
        Assert.Equal(["\"scales\": F8_E8M0 [3, 4]"], Assert.Throws<CheckpointMismatchException>(() => model.LoadParameters(file)).Unexpected.ToArray());
        Assert.Equal(before, model.Bits());
        Assert.Contains(
            "scales: values of type F8_E8M0",
            Assert.Throws<NotSupportedException>(() => file.Read(scales, new float[12].AsSpan())).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "\"fc1.bias\", F6_E2M3 [3]",
            Assert.Throws<ArgumentException>(() => SafetensorsFile.Create(_folder.File("copy"), file.Tensors)).Message,
            StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("copy")));
    }

    [Fact]
    public void A_partial_load_initializes_the_rest()
    {
        using (SafetensorsFile file = SafetensorsFile.Create(Saved,
        [
            new("fc1.weight", TensorType.Float32, [3, 4]),
            new("extra", TensorType.Float32, [3]),
        ]))
        {
            Assert.True(file.TryGetTensor("fc1.weight", out SafetensorsTensor? weight));
            file.Values<float>(weight, 0, 12).Fill(7f);
        }

        var model = new Net();
        LoadResult result = model.LoadParameters(Saved, new LoadOptions { Partial = true, Stream = new RandomStream(3) });
        var initialized = new Net(seed: 3);
        Assert.All(model.W1.Cast<float>(), value => Assert.Equal(7f, value));
        Assert.Equal(initialized.B1, model.B1);
        Assert.Equal(initialized.W2, model.W2);
        Assert.Equal(initialized.Scale, model.Scale);
        Assert.Equal(["fc1.weight"], result.Loaded.ToArray());
        Assert.Equal(["fc1.bias", "fc2.weight", "scale"], result.Initialized.ToArray());
        Assert.Equal(["extra"], result.Unused.ToArray());
    }

    [Fact]
    public void A_partial_load_that_finds_all_initializes_nothing()
    {
        new Net(seed: 1).SaveParameters(Saved);
        var model = new Net();
        model.LoadParameters(Saved, new LoadOptions { Partial = true });
        Assert.False(model.WasInitialized);
        Assert.Equal(new Net(seed: 1).Bits(), model.Bits());
    }

    [Fact]
    public void Values_are_converted_to_the_parameters_type()
    {
        using (SafetensorsFile file = SafetensorsFile.Create(Saved,
        [
            new("fc1.weight", TensorType.Float64, [3, 4]),
            new("fc1.bias", TensorType.Float16, [3]),
            new("fc2.weight", TensorType.Float32, [2, 3]),
            new("scale", TensorType.Float64, [5]),
        ]))
        {
            Fill(file, "fc1.weight", i => 0.1 * i);
            Fill(file, "fc1.bias", i => (Half)(0.1 * i));
            Fill(file, "fc2.weight", i => 0.1f * i);
            Fill(file, "scale", i => 40000.0 * i);
        }

        var model = new Net();
        model.LoadParameters(Saved);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)(0.1 * i)), model.W1.Cast<float>());
        Assert.Equal(Enumerable.Range(0, 3).Select(i => (float)(Half)(0.1 * i)), model.B1);
        Assert.Equal(Enumerable.Range(0, 6).Select(i => (double)(0.1f * i)), model.W2.SelectMany(row => row));
        Assert.Equal([(Half)0, (Half)40000, Half.PositiveInfinity, Half.PositiveInfinity, Half.PositiveInfinity], model.Scale);

        static void Fill<T>(SafetensorsFile file, string name, Func<int, T> value)
            where T : unmanaged
        {
            Assert.True(file.TryGetTensor(name, out SafetensorsTensor? tensor));
            Span<T> values = file.Values<T>(tensor, 0, (int)tensor.Count);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = value(i);
            }
        }
    }

    [Fact]
    public void Pretrained_names_turn_another_programs_tensors()
    {
        using (SafetensorsFile file = SafetensorsFile.Create(Saved,
        [
            new("layer.w", TensorType.Float32, [4, 3]),
            new("layer.b", TensorType.Float32, [3]),
            new("layer.mask", TensorType.Boolean, [3]),
        ]))
        {
            Assert.True(file.TryGetTensor("layer.w", out SafetensorsTensor? weight));
            Span<float> values = file.Values<float>(weight, 0, 12);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = i;
            }
        }

        var model = new Net();
        LoadResult result = model.LoadParameters(Saved, new LoadOptions { Pretrained = true, Stream = new RandomStream(5) });
        Assert.Equal([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11], model.W1.Cast<float>());
        Assert.Equal([0f, 0f, 0f], model.B1);
        Assert.Equal(new Net(seed: 5).W2, model.W2);
        Assert.Equal(["fc2.weight", "scale"], result.Initialized.ToArray());
        Assert.Equal(["layer.mask"], result.Unused.ToArray());
    }

    [Fact]
    public void Pretrained_names_must_be_there()
    {
        using (SafetensorsFile.Create(Saved, [new("layer.w", TensorType.Float32, [3, 4])]))
        {
        }

        var model = new Net(seed: 1);
        ulong[] before = model.Bits();
        CheckpointMismatchException exception = Assert.Throws<CheckpointMismatchException>(
            () => model.LoadParameters(Saved, new LoadOptions { Pretrained = true }));
        Assert.Equal(["\"layer.b\" for fc1.bias: expected F32 [3]"], exception.Missing.ToArray());
        Assert.Equal(["\"layer.w\" for fc1.weight: expected F32 [4, 3]; found F32 [3, 4]"], exception.Misshapen.ToArray());
        Assert.Equal(before, model.Bits());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 100)]
    [InlineData(100, 65)]
    [InlineData(33, 32)]
    public void A_matrix_is_turned_in_any_pieces(int rows, int columns)
    {
        using SafetensorsFile file = SafetensorsFile.Create(Saved, [new("w", TensorType.Float32, [columns, rows])]);
        Span<float> stored = file.Values<float>(file.Tensors[0], 0, rows * columns);
        double[] expected = new double[rows * columns];
        for (int i = 0; i < stored.Length; i++)
        {
            stored[i] = i;
            expected[i % rows * columns + i / rows] = i;
        }

        foreach (int length in new[] { rows * columns, columns, columns + 1, 5, 3 * columns })
        {
            double[] turned = new double[rows * columns];
            for (int start = 0; start < turned.Length; start += length)
            {
                TransposedTensor.Read(file, file.Tensors[0], turned.AsSpan(start, Math.Min(length, turned.Length - start)), start);
            }

            Assert.Equal(expected, turned);
        }
    }

    [Fact]
    public void A_struct_is_loaded_in_place()
    {
        var model = new Inline();
        model.Values[0] = 3f;
        model.Values[1] = 4f;
        model.SaveParameters(Saved);
        var other = new Inline();
        other.LoadParameters(Saved);
        Assert.Equal(3f, other.Values[0]);
        Assert.Equal(4f, other.Values[1]);
    }

    [Fact]
    public void Two_parameters_of_one_path_are_refused()
    {
        var model = new Failing { Twice = true };
        Assert.Contains("Two parameters have the path", Assert.Throws<InvalidOperationException>(() => model.SaveParameters(Saved)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_and_loading_take_no_memory_by_the_size_of_the_model()
    {
        var model = new Failing { Visits = int.MaxValue, Values = new float[16 << 20] };
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.SaveParameters(Saved);
        model.LoadParameters(Saved);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [InlineArray(2)]
    private struct Pair
    {
        private float _first;
    }

    private struct Inline : IParameterized
    {
        private static readonly ParameterInfo s_values = new() { Path = "values", Member = "Values", ElementType = typeof(float), Shape = [2], Initializer = "Zeros" };

        public Pair Values;

        public void InitializeParameters(RandomStream stream) => Values = default;

        public void VisitParameters<TVisitor>(ref TVisitor visitor, ParameterScope scope)
            where TVisitor : IParameterVisitor, allows ref struct =>
            visitor.Visit(scope.Of(s_values), 0, MemoryOf(in Values));

        private static Span<float> MemoryOf(scoped ref readonly Pair pair) =>
            System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.As<Pair, float>(ref Unsafe.AsRef(in pair)), 2);
    }

    /// <summary>A model whose visits can be counted, and go wrong.</summary>
    private sealed class Failing : IParameterized
    {
        private static readonly ParameterInfo s_values = new() { Path = "values", Member = "Values", ElementType = typeof(float), Initializer = "Zeros" };
        private static readonly ParameterInfo s_other = s_values with { Path = "other" };

        public int Visits { get; init; }

        public bool Twice { get; init; }

        public float[] Values { get; init; } = new float[100];

        public int Visited { get; private set; }

        public Action? OnVisit { get; init; }

        public Action? OnFailure { get; init; }

        public void InitializeParameters(RandomStream stream) => Values.AsSpan().Clear();

        public void VisitParameters<TVisitor>(ref TVisitor visitor, ParameterScope scope)
            where TVisitor : IParameterVisitor, allows ref struct
        {
            visitor.Visit(scope.Of(s_values), 0, Values.AsSpan());
            if (Visited == 1)
            {
                OnVisit?.Invoke();
            }

            if (Twice)
            {
                visitor.Visit(scope.Of(s_other), 0, Values.AsSpan());
                visitor.Visit(scope.Of(s_values), 0, Values.AsSpan());
            }
            else if (++Visited > Visits)
            {
                OnFailure?.Invoke();
                throw new InvalidOperationException("The model fails.");
            }
        }
    }
}
