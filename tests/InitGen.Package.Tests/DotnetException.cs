namespace InitGen.Package.Tests;

/// <summary>A dotnet command failed.</summary>
public sealed class DotnetException : Exception
{
    public DotnetException()
    {
    }

    public DotnetException(string message)
        : base(message)
    {
    }

    public DotnetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
