using System.Diagnostics.CodeAnalysis;

namespace Pawl.Demo.Runs;

/// <summary>The folder of one run, and what lies in it.</summary>
/// <param name="FullPath">The folder.</param>
internal sealed record DemoFolder(string FullPath)
{
    /// <summary>Jobs and results, when they are in a file.</summary>
    public string DatabasePath => Path.Combine(FullPath, "demo.db");

    /// <summary>What the last job writes.</summary>
    public string ReportPath => Path.Combine(FullPath, "report.md");

    /// <summary>What the working processes log.</summary>
    public string LogPath => Path.Combine(FullPath, "worker.log");

    /// <summary>Makes the folder, unless it is there, and tries whether it can be written to.</summary>
    /// <param name="problem">What is wrong with it.</param>
    /// <returns>Whether all is well.</returns>
    public bool TryCreate([NotNullWhen(false)] out string? problem)
    {
        try
        {
            Directory.CreateDirectory(FullPath);
            File.AppendAllText(LogPath, "");
            problem = null;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = exception.Message;
            return false;
        }
    }
}
