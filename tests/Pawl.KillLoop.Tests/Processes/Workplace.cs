using System.Security.Cryptography;
using Pawl.Checker;
using Pawl.Faults.Processes;

namespace Pawl.KillLoop.Tests.Processes;

/// <summary>A folder with one store, and the programs that were started on it one after another. It stays when the test
/// failed.</summary>
public sealed class Workplace : IDisposable
{
    private int incarnation;

    /// <summary>The seed of all that is left to chance; <c>PAWL_SEED</c> repeats one.</summary>
    public int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("PAWL_SEED"), out int given)
        ? given
        : RandomNumberGenerator.GetInt32(1, 1_000_000);

    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("pawl-kill-").FullName;

    /// <summary>Starts the program on the folder.</summary>
    /// <param name="mode">What it is to do.</param>
    /// <returns>The process.</returns>
    public NodeProcess Start(string mode) => NodeProcess.Start(mode, Folder, ++incarnation, Seed);

    /// <summary>Lets the program run until nothing is left to do, stops it cleanly, and judges what it left.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The verdict.</returns>
    public async Task<Evidence> DrainAsync(CancellationToken cancellationToken)
    {
        await using NodeProcess program = Start("drain");
        await program.HearAsync("idle", cancellationToken);
        string errors = await program.TerminateAsync(cancellationToken);
        Assert.True(program.ExitCode == 0, $"The program exited with {program.ExitCode} when it was asked to stop.\n{errors}");
        return Evidence.Read(Folder);
    }

    /// <summary>Deletes the folder, unless the test failed.</summary>
    public void Dispose()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            Console.WriteLine($"Kept for inspection: {Folder}; seed {Seed}");
        }
        else
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
