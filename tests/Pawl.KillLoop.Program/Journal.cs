using System.Globalization;
using System.Text;

namespace Pawl.KillLoop.Program;

/// <summary>What the program says of itself outside the store; <c>Pawl.Checker.Journals.JournalEntry</c> lists the lines.
/// Each is handed to the system in one write, so a kill loses none that was written, and tears only the last.</summary>
internal sealed class Journal : IDisposable
{
    // Protects the order of lines.
    private readonly Lock gate = new();
    private readonly FileStream file;

    public Journal(string folder, int incarnation)
    {
        Incarnation = incarnation;
        file = new FileStream(PathOf(folder, incarnation), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Write("begin");
    }

    public int Incarnation { get; }

    public static string PathOf(string folder, int incarnation) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{incarnation:0000}.journal"));

    public void Write(FormattableString line) => Write(FormattableString.Invariant(line));

    public void Dispose() => file.Dispose();

    private void Write(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (gate)
        {
            file.Write(bytes);
        }
    }
}
