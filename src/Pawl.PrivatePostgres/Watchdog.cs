using System.Diagnostics;
using System.Globalization;

namespace Pawl.PrivatePostgres;

/// <summary>A process that outlives this one by moments, however this one ends: it ends the server and removes its folder.
/// It knows that this process has ended because the pipe between the two does.</summary>
internal sealed class Watchdog : IDisposable
{
    private const string Script = """
        trap '' INT TERM HUP
        server= keep=
        while read -r word value; do
            case $word in
                server) server=$value ;;
                keep) keep=yes ;;
            esac
        done
        if [ "$server" ]; then
            kill -STOP "$server" && kill -KILL $(cat "/proc/$server/task/$server/children") "$server"
        fi 2> /dev/null
        [ "$keep" ] || for try in 1 2 3; do rm -rf "$1" && break; sleep 1; done
        """;

    private readonly Process process;

    public Watchdog(string folder) =>
        process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "watchdog", folder])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        }) ?? throw new InvalidOperationException("/bin/sh did not start.");

    /// <summary>Says which process is to be ended; null for none.</summary>
    public void Watch(int? server) => Tell(string.Create(CultureInfo.InvariantCulture, $"server {server}"));

    /// <summary>Says that the folder is to stay.</summary>
    public void Keep() => Tell("keep");

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private void Tell(string line)
    {
        process.StandardInput.Write(line + "\n");
        process.StandardInput.Flush();
    }
}
