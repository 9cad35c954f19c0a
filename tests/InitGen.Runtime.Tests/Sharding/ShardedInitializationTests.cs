using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using InitGen.ShardWorker;
using InitGen.Tests.Checkpoints;

namespace InitGen.Tests.Sharding;

/// <summary>The parts that workers initialize are, together, the whole model to the bit.</summary>
public sealed class ShardedInitializationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<ShardAxis, int> Shards => new()
    {
        { ShardAxis.Rows, 1 }, { ShardAxis.Rows, 2 }, { ShardAxis.Rows, 3 }, { ShardAxis.Rows, 5 },
        { ShardAxis.Columns, 1 }, { ShardAxis.Columns, 2 }, { ShardAxis.Columns, 3 }, { ShardAxis.Columns, 5 },
        { ShardAxis.Flat, 1 }, { ShardAxis.Flat, 2 }, { ShardAxis.Flat, 3 }, { ShardAxis.Flat, 5 },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Shards))]
    public void The_parts_of_a_model_are_the_whole(ShardAxis axis, int workers)
    {
        ulong[] whole = new Net(seed: 9).Bits();
        var model = new Net();
        foreach (int worker in Enumerable.Range(0, workers).Reverse())
        {
            ulong[] before = model.Bits();
            model.InitializeParameters(new RandomStream(9), ParameterShardTests.Shard(axis, worker, workers));
            Assert.False(model.WasInitialized);

            // A worker writes its own part and nothing else.
            ulong[] after = model.Bits();
            int[] own = [.. OwnElements(ParameterShardTests.Shard(axis, worker, workers))];
            foreach (int i in Enumerable.Range(0, whole.Length))
            {
                Assert.Equal(own.Contains(i) ? whole[i] : before[i], after[i]);
            }
        }

        Assert.Equal(whole, model.Bits());

        static IEnumerable<int> OwnElements(ParameterShard shard)
        {
            int start = 0;
            foreach (ParameterInfo parameter in Net.Parameters)
            {
                foreach ((long offset, long length) in shard.PiecesOf(parameter.Shape.AsSpan()))
                {
                    for (long i = offset; i < offset + length; i++)
                    {
                        yield return start + (int)i;
                    }
                }

                start += parameter.Shape.Aggregate(1, (product, size) => product * size);
            }
        }
    }

    [Fact]
    public void The_whole_part_is_what_the_model_itself_does()
    {
        var model = new Net();
        model.InitializeParameters(new RandomStream(9), ParameterShard.Whole);
        Assert.True(model.WasInitialized);
        Assert.Equal(new Net(seed: 9).Bits(), model.Bits());
    }

    [Fact]
    public void A_model_that_cannot_be_cut_is_named_and_left_alone()
    {
        var model = new Net { Cuttable = false };
        ulong[] before = model.Bits();
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(
            () => model.InitializeParameters(new RandomStream(9), ParameterShard.Rows(0, 2)));
        Assert.Contains("fc1.weight (Normal), scale (Normal).", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Bits());
    }

    [Theory]
    [MemberData(nameof(Shards))]
    public void The_parts_of_a_file_are_the_whole(ShardAxis axis, int workers)
    {
        string path = _folder.File("parts.safetensors");
        using (SafetensorsFile file = ShardedInitialization.CreateFile(path, WorkerModels.Small))
        {
            for (int worker = workers - 1; worker >= 0; worker--)
            {
                file.InitializeParameters(WorkerModels.Small, new RandomStream(5), ParameterShardTests.Shard(axis, worker, workers));
            }
        }

        Assert.Equal(WholeFile(), File.ReadAllBytes(path));
    }

    [Fact]
    public void Values_in_a_file_are_those_of_the_samplers()
    {
        string path = _folder.File("whole.safetensors");
        using SafetensorsFile file = ShardedInitialization.CreateFile(path, WorkerModels.Small);
        file.InitializeParameters(WorkerModels.Small, new RandomStream(5));
        float[] expected = new float[129 * 65];
        Sampler.Uniform(expected.AsSpan(), new RandomStream(5).Child("blocks.0.weight"), -0.25f, 0.5f);
        Assert.True(file.TryGetTensor("blocks.0.weight", out SafetensorsTensor? tensor));
        Assert.Equal(expected, file.Values<float>(tensor, 0, expected.Length).ToArray());
        double[] truncated = new double[33 * 7 * 9];
        Sampler.TruncatedNormal(truncated.AsSpan(), new RandomStream(5).Child("blocks.1.weight"), 0.0, 1.0);
        Assert.True(file.TryGetTensor("blocks.1.weight", out tensor));
        Assert.Equal(truncated, file.Values<double>(tensor, 0, truncated.Length).ToArray());
        float[] sparse = new float[50 * 20];
        Sampler.Sparse(sparse.AsSpan(), [50, 20], new RandomStream(5).Child("sparse"), 0.7);
        Assert.True(file.TryGetTensor("sparse", out tensor));
        Assert.Equal(sparse, file.Values<float>(tensor, 0, sparse.Length).ToArray());
        Half[] icnr = new Half[18 * 5];
        Sampler.IcnrUniform(icnr.AsSpan(), [18, 5], new RandomStream(5).Child("icnr.uniform"), 3, 0.1);
        Assert.True(file.TryGetTensor("icnr.uniform", out tensor));
        Assert.Equal(icnr, file.Values<Half>(tensor, 0, icnr.Length).ToArray());
    }

    [Fact]
    public void A_file_initialized_in_place_is_a_saved_model()
    {
        var model = new Net(seed: 5);
        model.SaveParameters(_folder.File("saved"));
        using (SafetensorsFile file = ShardedInitialization.CreateFile(_folder.File("in-place"), Net.Parameters))
        {
            file.InitializeParameters(Net.Parameters, new RandomStream(5));
        }

        Assert.Equal(File.ReadAllBytes(_folder.File("saved")), File.ReadAllBytes(_folder.File("in-place")));
    }

    [Theory]
    [InlineData("RANK", "WORLD_SIZE")]
    [InlineData("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE")]
    [InlineData("SLURM_PROCID", "SLURM_NTASKS")]
    [InlineData("JOB_COMPLETION_INDEX", "JOB_COMPLETIONS")]
    public async Task Launched_processes_fill_one_file_at_once(string index, string count)
    {
        string path = _folder.File("launched.safetensors");
        ShardedInitialization.CreateFile(path, WorkerModels.Small).Dispose();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Run(
            [(index, worker.ToString(CultureInfo.InvariantCulture)), (count, "4")], "launched", path, "5")));
        Assert.Equal(WholeFile(), await File.ReadAllBytesAsync(path));
    }

    [Theory]
    [InlineData("rows", 3)]
    [InlineData("columns", 4)]
    [InlineData("flat", 5)]
    public async Task Processes_fill_one_file_at_once(string axis, int workers)
    {
        string path = _folder.File("shared.safetensors");
        ShardedInitialization.CreateFile(path, WorkerModels.Small).Dispose();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Run(
            [], "fill", path, "5", axis, worker.ToString(CultureInfo.InvariantCulture), workers.ToString(CultureInfo.InvariantCulture))));
        Assert.Equal(WholeFile(), await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_model_larger_than_memory_is_initialized_in_its_file()
    {
        // A quarter of the values fits the heap that the child may have.
        const int Heap = 32 << 20;
        string path = _folder.File("large.safetensors");
        string output = await Run([("DOTNET_GCHeapHardLimit", "0x" + Heap.ToString("X", CultureInfo.InvariantCulture))], "create", path, "5");
        Assert.Equal(Heap, long.Parse(output, CultureInfo.InvariantCulture));
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.True(file.Tensors.Sum(tensor => tensor.ByteLength) > 4L * Heap);
        foreach (ParameterInfo parameter in WorkerModels.Large)
        {
            Assert.True(file.TryGetTensor(parameter.Path, out SafetensorsTensor? tensor));
            double[] values = new double[1000];
            double[] expected = new double[1000];
            float[] singles = new float[1000];
            for (long offset = 0; offset < tensor.Count; offset += 1_234_567)
            {
                int length = (int)Math.Min(1000, tensor.Count - offset);
                file.Read(tensor, values.AsSpan(0, length), offset);
                RandomStream stream = new RandomStream(5).Child(parameter.Path);
                if (tensor.Type == TensorType.Float32)
                {
                    parameter.Values!.Fill(singles.AsSpan(0, length), parameter.Shape.AsSpan(), stream, offset);
                    expected = [.. singles.Select(value => (double)value)];
                }
                else
                {
                    parameter.Values!.Fill(expected.AsSpan(0, length), parameter.Shape.AsSpan(), stream, offset);
                }

                Assert.Equal(expected.AsSpan(0, length), values.AsSpan(0, length));
            }
        }
    }

    [Fact]
    public void A_file_that_is_not_the_models_is_left_alone()
    {
        string path = _folder.File("other.safetensors");
        using SafetensorsFile file = SafetensorsFile.Create(path, [new("fc1.weight", TensorType.Float32, [3, 4]), new("fc1.bias", TensorType.Float64, [3])]);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => file.InitializeParameters(Net.Parameters, new RandomStream(5)));
        Assert.Contains("expected fc1.bias as F32 [3]; found F64 [3]", exception.Message, StringComparison.Ordinal);
        float[] values = new float[12];
        file.Read(file.Tensors[1], values.AsSpan());
        Assert.Equal(new float[12], values);
        file.Dispose();

        string saved = _folder.File("saved.safetensors");
        new Net(seed: 1).SaveParameters(saved);
        using SafetensorsFile reading = SafetensorsFile.Open(saved);
        Assert.Throws<InvalidOperationException>(() => reading.InitializeParameters(Net.Parameters, new RandomStream(5)));
        ImmutableArray<ParameterInfo> unknown = [Net.Parameters[0] with { Shape = [] }];
        Assert.Throws<ArgumentException>(() => ShardedInitialization.CreateFile(_folder.File("unknown"), unknown));
    }

    private byte[] WholeFile()
    {
        string path = _folder.File("expected.safetensors");
        using (SafetensorsFile file = ShardedInitialization.CreateFile(path, WorkerModels.Small))
        {
            file.InitializeParameters(WorkerModels.Small, new RandomStream(5));
        }

        return File.ReadAllBytes(path);
    }

    private static async Task<string> Run((string Name, string Value)[] environment, params string[] arguments)
    {
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase)
            ? path
            : "dotnet";
        string worker = typeof(WorkerModels).Assembly.Location;
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["exec", worker, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process child = Process.Start(start)!;
        Task<string> output = child.StandardOutput.ReadToEndAsync();
        string errors = await child.StandardError.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.True(child.ExitCode == 0, errors);
        return (await output).Trim();
    }
}
