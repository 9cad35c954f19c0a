using System.Diagnostics;
using System.Globalization;

namespace InitGen.Benchmarks;

/// <summary>A Python process that runs PyTorch's initializers on request, so that both sides are measured in turns.</summary>
internal sealed class Torch : IDisposable
{
    private readonly Process _process;

    private Torch(Process process) => _process = process;

    /// <summary>Starts the first interpreter that imports torch.</summary>
    /// <param name="python">The one that the user named; null to look for one.</param>
    /// <returns>The process; null where no interpreter imports torch.</returns>
    public static Torch? Start(string? python)
    {
        foreach (string candidate in python is null ? ["python3", "/usr/bin/python3", "python"] : new[] { python })
        {
            try
            {
                var start = new ProcessStartInfo(candidate)
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Compare", "torch_driver.py") },
                };

                // Debian's OpenBLAS chooses its kernels by itself, as it does for anyone.
                start.Environment.Remove("OPENBLAS_CORETYPE");
                start.Environment.Remove("OPENBLAS_L2_SIZE");
                var torch = new Torch(Process.Start(start)!);
                if (torch.Measure("fill", "float", 64, 1, 1) is not null)
                {
                    return torch;
                }

                torch.Dispose();
            }
            catch (Exception error) when (error is System.ComponentModel.Win32Exception or IOException)
            {
                // No such interpreter, or it went away: the next one.
            }
        }

        return null;
    }

    /// <summary>The shortest time of some calls.</summary>
    /// <returns>Nanoseconds a call; null where torch has no such work.</returns>
    public double? Measure(string work, string type, int n, int threads, int repetitions)
    {
        _process.StandardInput.Write(string.Create(CultureInfo.InvariantCulture, $"{work} {type} {n} {threads} {repetitions}\n"));
        _process.StandardInput.Flush();
        string? answer = _process.StandardOutput.ReadLine();
        return double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out double nanoseconds) ? nanoseconds : null;
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(5000))
            {
                _process.Kill();
            }
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // It ended before us.
        }

        _process.Dispose();
    }
}
