using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pawl.KillLoop.Tests.Processes;

/// <summary>A running program under test.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    /// <summary>The exit code of a process that SIGKILL ended.</summary>
    public const int Killed = 128 + 9;

    private const int SignalTerminate = 15;

    /// <summary>More than any step needs on a busy machine; reaching it is a failure.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> words = new();
    private readonly TaskCompletionSource outputEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> errors;

    private ProgramProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
    }

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Starts the program that lies beside this test.</summary>
    /// <param name="mode">What it is to do; see its <c>Program.cs</c>.</param>
    /// <param name="folder">Where its store and journals are.</param>
    /// <param name="incarnation">The number of this start.</param>
    /// <param name="seed">What its calls depend on.</param>
    /// <returns>The process.</returns>
    public static ProgramProcess Start(string mode, string folder, int incarnation, int seed)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Pawl.KillLoop.Program.dll"));
        foreach (object argument in (object[])[mode, folder, incarnation, seed])
        {
            start.ArgumentList.Add(FormattableString.Invariant($"{argument}"));
        }

        // It is to die when it is told to, and not to spend seconds on a dump of its memory.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new ProgramProcess(Process.Start(start) ?? throw new InvalidOperationException("The program did not start."));
    }

    /// <summary>Waits until the program has said a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The wait; it fails when the program ends without it.</returns>
    public async Task HearAsync(string word, CancellationToken cancellationToken)
    {
        Task heard = words.GetOrAdd(word, _ => NewSignal()).Task;
        await Task.WhenAny(heard, outputEnded.Task).WaitAsync(Deadline, cancellationToken);
        if (!heard.IsCompleted)
        {
            throw new InvalidOperationException($"The program ended before it said '{word}':\n{await EndAsync(cancellationToken)}");
        }
    }

    /// <summary>Ends the process as the kernel does when memory is out: at once, wherever it is.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The end of the process.</returns>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        process.Kill();
        await EndAsync(cancellationToken);
    }

    /// <summary>Asks the process to stop, as a service manager does.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it wrote to its standard error.</returns>
    public async Task<string> TerminateAsync(CancellationToken cancellationToken)
    {
        if (SendSignal(process.Id, SignalTerminate) != 0)
        {
            throw new Win32Exception();
        }

        return await EndAsync(cancellationToken);
    }

    /// <summary>Waits until the process has ended.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it wrote to its standard error.</returns>
    public async Task<string> EndAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, cancellationToken);
        return await errors;
    }

    /// <summary>Ends the process, should a test have failed before it did.</summary>
    /// <returns>The end of the process.</returns>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Hear(string? line)
    {
        if (line is null)
        {
            outputEnded.TrySetResult();
        }
        else
        {
            words.GetOrAdd(line, _ => NewSignal()).TrySetResult();
        }
    }
}
