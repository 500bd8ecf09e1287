using System.Diagnostics;
using System.Globalization;

namespace Pawl.Faults.Running;

/// <summary>What was done to whom, in the form of the processes' own journals, so that the checker can tell a fault from a bug.</summary>
internal sealed class FaultJournal : IDisposable
{
    // Protects the order of lines.
    private readonly Lock gate = new();
    private readonly StreamWriter file;

    public FaultJournal(string folder) => file = new StreamWriter(Path.Combine(folder, "0000.journal")) { AutoFlush = true };

    public void Write(FormattableString line)
    {
        lock (gate)
        {
            file.Write(string.Create(
                CultureInfo.InvariantCulture, $"@{Stopwatch.GetTimestamp()} {FormattableString.Invariant(line)}\n"));
        }
    }

    public void Dispose() => file.Dispose();
}
