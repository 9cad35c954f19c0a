namespace InitGen.Tests.Sharding;

/// <summary>Which worker a process is, by the variables of the programs that start workers.</summary>
public sealed class LauncherTests
{
    [Theory]
    [InlineData("RANK=2 WORLD_SIZE=4", 2, 4)]
    [InlineData("OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1", 0, 1)]
    [InlineData("SLURM_PROCID=3 SLURM_NTASKS=4", 3, 4)]
    [InlineData("JOB_COMPLETION_INDEX=5 JOB_COMPLETIONS=8", 5, 8)]
    [InlineData("RANK=9 WORLD_SIZE=16 SLURM_PROCID=1 SLURM_NTASKS=2", 9, 16)]
    [InlineData("OMPI_COMM_WORLD_RANK=3 OMPI_COMM_WORLD_SIZE=4 SLURM_PROCID=0 SLURM_NTASKS=4", 3, 4)]
    [InlineData("RANK=9 WORLD_SIZE=16 OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2", 9, 16)]
    [InlineData("RANK=1 WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2", 1, 2)]
    [InlineData("RANK= WORLD_SIZE= JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=3", 0, 3)]
    public void A_launcher_says_which_worker_this_is(string variables, int index, int count)
    {
        Assert.Equal(ParameterShard.Rows(index, count), Read(variables));
        Assert.Equal(ParameterShard.Flat(index, count), Read(variables, ShardAxis.Flat));
    }

    [Fact]
    public void A_process_that_nobody_launched_has_everything() => Assert.Equal(ParameterShard.Whole, Read(""));

    [Theory]
    [InlineData("RANK=2", "torchrun: RANK is 2, but WORLD_SIZE is not set; start the workers by torchrun, or set both.")]
    [InlineData("SLURM_NTASKS=4", "Slurm: SLURM_NTASKS is 4, but SLURM_PROCID is not set; start the workers by srun: an allocation alone knows no worker.")]
    [InlineData("JOB_COMPLETION_INDEX=1", "Kubernetes: JOB_COMPLETION_INDEX is 1, but JOB_COMPLETIONS is not set; an indexed job sets the first alone: repeat its .spec.completions in the second.")]
    [InlineData("RANK=4 WORLD_SIZE=4", "torchrun: RANK is 4 and WORLD_SIZE is 4: expected a worker below the number of workers.")]
    [InlineData("RANK=-1 WORLD_SIZE=4", "torchrun: expected a whole number of 0 or more in RANK; found \"-1\".")]
    [InlineData("OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=two", "Open MPI: expected a whole number of 0 or more in OMPI_COMM_WORLD_SIZE; found \"two\".")]
    [InlineData("RANK=0 WORLD_SIZE=4 OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=4", "torchrun: RANK is 0 and WORLD_SIZE is 4, but Open MPI: OMPI_COMM_WORLD_RANK is 1 and OMPI_COMM_WORLD_SIZE is 4: clear the variables of the one that did not start this process.")]
    public void What_does_not_fit_together_is_named(string variables, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Read(variables)).Message);

    [Fact]
    public void The_axis_has_to_be_one_that_cuts() =>
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => Read("RANK=0 WORLD_SIZE=1", ShardAxis.Whole));

    private static ParameterShard Read(string variables, ShardAxis axis = ShardAxis.Rows)
    {
        Dictionary<string, string> values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return ParameterShard.From(values.GetValueOrDefault, axis);
    }
}
