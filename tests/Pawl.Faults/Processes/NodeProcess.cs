using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Processes;

/// <summary>A running program under test.</summary>
public sealed class NodeProcess : IAsyncDisposable
{
    /// <summary>The exit code of a process that SIGKILL ended.</summary>
    public const int Killed = 128 + 9;

    /// <summary>The exit code of a process that gave itself up.</summary>
    public const int Aborted = 128 + 6;

    /// <summary>More than any step needs on a busy machine; reaching it is a failure.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentDictionary<string, TaskCompletionSource> words = new();
    private readonly TaskCompletionSource outputEnded = NewSignal();
    private readonly StringBuilder errors = new();

    private NodeProcess(Process process, int number)
    {
        this.process = process;
        Number = number;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => KeepError(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Which start of the program it is, from 1.</summary>
    public int Number { get; }

    /// <summary>Its id.</summary>
    public int Id => process.Id;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Whether it is still there.</summary>
    public bool IsAlive => !process.HasExited;

    /// <summary>What it wrote to its standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    /// <summary>Starts the program that lies beside this one.</summary>
    /// <param name="mode">What it is to do; see its <c>Program.cs</c>.</param>
    /// <param name="folder">Where its journals are.</param>
    /// <param name="number">The number of this start.</param>
    /// <param name="seed">What its calls depend on.</param>
    /// <param name="settings">What else it is told.</param>
    /// <returns>The process.</returns>
    public static NodeProcess Start(string mode, string folder, int number, int seed, params IEnumerable<string> settings) =>
        Start([], mode, folder, number, seed, settings);

    /// <summary>Starts the program by way of another.</summary>
    /// <param name="prefix">The other program and its arguments; it becomes the program.</param>
    /// <param name="mode">What it is to do; see its <c>Program.cs</c>.</param>
    /// <param name="folder">Where its journals are.</param>
    /// <param name="number">The number of this start.</param>
    /// <param name="seed">What its calls depend on.</param>
    /// <param name="settings">What else it is told.</param>
    /// <returns>The process.</returns>
    public static NodeProcess Start(
        IReadOnlyList<string> prefix, string mode, string folder, int number, int seed, IEnumerable<string> settings)
    {
        string dotnet = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        string[] command =
        [
            .. prefix, dotnet, Path.Combine(AppContext.BaseDirectory, "Pawl.Faults.Node.dll"), mode, folder,
            number.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture), .. settings,
        ];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // It is to die when it is told to, and not to spend seconds on a dump of its memory.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new NodeProcess(Process.Start(start) ?? throw new InvalidOperationException("The program did not start."), number);
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

    /// <summary>Says something to the program; see its <c>Orders.cs</c>.</summary>
    /// <param name="order">What.</param>
    public void Tell(string order)
    {
        process.StandardInput.Write(order + "\n");
        process.StandardInput.Flush();
    }

    /// <summary>Sends it a signal.</summary>
    /// <param name="signal">Which.</param>
    public void Send(int signal) => Signals.Send(process.Id, signal);

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
        Send(Signals.Terminate);
        return await EndAsync(cancellationToken);
    }

    /// <summary>Waits until the process has ended.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What it wrote to its standard error.</returns>
    public async Task<string> EndAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, cancellationToken);
        return Errors;
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

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void KeepError(string? line)
    {
        lock (errors)
        {
            errors.AppendLine(line);
        }
    }

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
