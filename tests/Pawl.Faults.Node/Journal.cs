using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Pawl.Faults.Node;

/// <summary>What the program says of itself outside the store; <c>Pawl.Checker.Journals.JournalEntry</c> lists the lines, each after
/// an @ and the machine's clock, which never goes back and is the same for all processes. Each line is handed to the system in one
/// write, so a kill loses none that was written, and tears only the last.</summary>
internal sealed class Journal : IDisposable
{
    private const int SignalKill = 9;

    // Protects the order of lines.
    private readonly Lock gate = new();
    private readonly FileStream file;
    private readonly string? lastWords;
    private int linesToLive;
    private bool isClosed;

    /// <summary>Begins a file.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="incarnation">The number of this start.</param>
    /// <param name="death">How the line begins after which the process is to die, a colon, and how many such lines it may write;
    /// null to live.</param>
    public Journal(string folder, int incarnation, string? death = null)
    {
        Incarnation = incarnation;
        if (death?.Split(':') is [var words, var count])
        {
            (lastWords, linesToLive) = (words, int.Parse(count, CultureInfo.InvariantCulture));
        }

        file = new FileStream(PathOf(folder, incarnation), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Write("begin");
    }

    public int Incarnation { get; }

    public static string PathOf(string folder, int incarnation) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{incarnation:0000}.journal"));

    public void Write(FormattableString line) => Write(FormattableString.Invariant(line));

    /// <summary>Ends the file; whoever writes still is not heard.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            file.Dispose();
        }
    }

    private void Write(string line)
    {
        lock (gate)
        {
            if (isClosed)
            {
                return;
            }

            long now = Stopwatch.GetTimestamp();
            file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"@{now} {line}\n")));
            if (lastWords is not null && line.StartsWith(lastWords, StringComparison.Ordinal) && --linesToLive == 0)
            {
                _ = SendSignal(Environment.ProcessId, SignalKill);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
