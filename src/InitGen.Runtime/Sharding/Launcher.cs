using System.Globalization;

namespace InitGen;

/// <summary>A program that starts workers, and the variables by which it tells each of them which one it is.</summary>
/// <param name="name">The program.</param>
/// <param name="indexVariable">Holds the worker's number, from 0.</param>
/// <param name="countVariable">Holds the number of workers.</param>
/// <param name="remedy">What to do where one of the two is missing.</param>
internal sealed class Launcher(string name, string indexVariable, string countVariable, string remedy)
{
    private static readonly Launcher s_torch = new("torchrun", "RANK", "WORLD_SIZE", "start the workers by torchrun, or set both");
    private static readonly Launcher s_openMpi = new(
        "Open MPI", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "start the workers by mpirun, or set both");

    private static readonly Launcher s_slurm = new(
        "Slurm", "SLURM_PROCID", "SLURM_NTASKS", "start the workers by srun: an allocation alone knows no worker");

    private static readonly Launcher s_kubernetes = new(
        "Kubernetes", "JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", "an indexed job sets the first alone: repeat its .spec.completions in the second");

    /// <summary>The worker that the environment names.</summary>
    /// <param name="environment">The value of a variable, null where it is not set.</param>
    /// <returns>Its number and the number of workers; null where no launcher has set anything.</returns>
    /// <exception cref="InvalidOperationException">As of <see cref="ParameterShard.FromEnvironment"/>.</exception>
    public static (int Index, int Count)? FindWorker(Func<string, string?> environment)
    {
        // torchrun and mpirun may run inside an allocation or a pod, whose variables their workers inherit.
        (int Index, int Count)? torch = s_torch.Read(environment);
        (int Index, int Count)? openMpi = s_openMpi.Read(environment);
        if (torch is { } first && openMpi is { } second && first.Count == second.Count && first.Index != second.Index)
        {
            throw new InvalidOperationException(
                $"{s_torch.Describe(first)}, but {s_openMpi.Describe(second)}: clear the variables of the one that did not start this process.");
        }

        return torch ?? openMpi ?? s_slurm.Read(environment) ?? s_kubernetes.Read(environment);
    }

    private (int Index, int Count)? Read(Func<string, string?> environment)
    {
        string? index = environment(indexVariable);
        string? count = environment(countVariable);
        if (string.IsNullOrEmpty(index) && string.IsNullOrEmpty(count))
        {
            return null;
        }

        if (string.IsNullOrEmpty(index) || string.IsNullOrEmpty(count))
        {
            (string found, string value, string missing) = string.IsNullOrEmpty(index)
                ? (countVariable, count!, indexVariable)
                : (indexVariable, index, countVariable);
            throw new InvalidOperationException($"{name}: {found} is {value}, but {missing} is not set; {remedy}.");
        }

        (int Index, int Count) worker = (Number(indexVariable, index), Number(countVariable, count));
        return worker.Index < worker.Count
            ? worker
            : throw new InvalidOperationException($"{Describe(worker)}: expected a worker below the number of workers.");
    }

    private int Number(string variable, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new InvalidOperationException($"{name}: expected a whole number of 0 or more in {variable}; found \"{value}\".");

    private string Describe((int Index, int Count) worker) => string.Create(
        CultureInfo.InvariantCulture, $"{name}: {indexVariable} is {worker.Index} and {countVariable} is {worker.Count}");
}
