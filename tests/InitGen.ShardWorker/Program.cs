using System.Globalization;
using InitGen;
using InitGen.ShardWorker;

// The child process of the sharding tests: fills its part of a model's tensors in a file.
//   create FILE SEED                    makes the file and initializes it whole
//   fill FILE SEED AXIS INDEX COUNT     initializes one worker's part of a file that is there
//   launched FILE SEED                  the same for the worker that the environment names
if (args is not [string command, string path, string seed, .. string[] rest])
{
    Console.Error.WriteLine("create FILE SEED | fill FILE SEED AXIS INDEX COUNT | launched FILE SEED");
    return 2;
}

var stream = new RandomStream(ulong.Parse(seed, CultureInfo.InvariantCulture));
if (command == "create")
{
    using SafetensorsFile created = ShardedInitialization.CreateFile(path, WorkerModels.Large);
    created.InitializeParameters(WorkerModels.Large, stream);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes}"));
    return 0;
}

if (command == "launched")
{
    using SafetensorsFile shared = SafetensorsFile.OpenForWriting(path);
    shared.InitializeParameters(WorkerModels.Small, stream, ParameterShard.FromEnvironment());
    return 0;
}

int index = int.Parse(rest[1], CultureInfo.InvariantCulture);
int count = int.Parse(rest[2], CultureInfo.InvariantCulture);
ParameterShard shard = rest[0] switch
{
    "rows" => ParameterShard.Rows(index, count),
    "columns" => ParameterShard.Columns(index, count),
    _ => ParameterShard.Flat(index, count),
};
using SafetensorsFile file = SafetensorsFile.OpenForWriting(path);
file.InitializeParameters(WorkerModels.Small, stream, shard);
return 0;
