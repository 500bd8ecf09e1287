using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.KillLoop.Tests.Processes;

namespace Pawl.KillLoop.Tests.Plants;

/// <summary>Sound files: those of a program that worked, was killed, worked again, was stopped, and drained.</summary>
public sealed class Garden : IAsyncLifetime
{
    private readonly Workplace workplace = new();

    /// <summary>The files.</summary>
    public string Folder => workplace.Folder;

    /// <summary>What they say.</summary>
    public Evidence Sound { get; private set; } = null!;

    /// <summary>Makes the files.</summary>
    /// <returns>The work.</returns>
    public async ValueTask InitializeAsync()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using (NodeProcess program = workplace.Start("tour"))
        {
            await program.HearAsync("toured", cancellationToken);
            await program.KillAsync(cancellationToken);
        }

        await using (NodeProcess program = workplace.Start("tour"))
        {
            await program.HearAsync("toured", cancellationToken);
            await program.TerminateAsync(cancellationToken);
        }

        Sound = await workplace.DrainAsync(cancellationToken);
    }

    /// <summary>Deletes the files.</summary>
    /// <returns>Nothing to wait for.</returns>
    public ValueTask DisposeAsync()
    {
        workplace.Dispose();
        return ValueTask.CompletedTask;
    }
}
