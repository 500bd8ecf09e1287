using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pawl.PrivatePostgres;

/// <summary>Sends signals to processes by their ids.</summary>
public static class Signals
{
    /// <summary>Reads its configuration again.</summary>
    public const int Hangup = 1;

    /// <summary>To PostgreSQL: end all sessions, and stop.</summary>
    public const int Interrupt = 2;

    /// <summary>Ends a process at once, wherever it is.</summary>
    public const int Kill = 9;

    /// <summary>Asks a process to stop.</summary>
    public const int Terminate = 15;

    /// <summary>Lets a stopped process go on.</summary>
    public const int Continue = 18;

    /// <summary>Stops a process where it is.</summary>
    public const int Stop = 19;

    private const int NoSuchProcess = 3;

    /// <summary>Sends a signal.</summary>
    /// <param name="processId">To whom.</param>
    /// <param name="signal">Which.</param>
    /// <returns>Whether the process was there.</returns>
    public static bool Send(int processId, int signal)
    {
        if (SendSignal(processId, signal) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    /// <summary>The processes that a process has started and that are still there.</summary>
    /// <param name="processId">The parent.</param>
    /// <returns>Their ids.</returns>
    public static IReadOnlyList<int> ChildrenOf(int processId) =>
    [
        .. File.ReadAllText($"/proc/{processId}/task/{processId}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    /// <summary>Whether a process stands still: it was stopped, and has taken notice, which it does a moment after the signal.</summary>
    /// <param name="processId">The process.</param>
    /// <returns>Whether it does; a process that has ended does, too.</returns>
    public static bool HasStopped(int processId) => StateOf(processId) is 'T' or 't' or 'Z' or 'X' or null;

    /// <summary>Whether a process has ended and holds nothing any more, whether or not its parent has heard.</summary>
    /// <param name="processId">The process.</param>
    /// <returns>Whether it has.</returns>
    public static bool HasEnded(int processId) => StateOf(processId) is 'Z' or 'X' or null;

    /// <summary>The letter that the kernel gives for a process's state, behind the name, which may hold anything.</summary>
    private static char? StateOf(int processId)
    {
        try
        {
            string facts = File.ReadAllText($"/proc/{processId}/stat");
            return facts[facts.LastIndexOf(')') + 2];
        }
        catch (IOException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
