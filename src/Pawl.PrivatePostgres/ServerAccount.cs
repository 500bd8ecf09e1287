using System.Diagnostics;

namespace Pawl.PrivatePostgres;

/// <summary>Who runs PostgreSQL's programs: the present user, or, since it refuses to run as root, Debian's <c>postgres</c>.</summary>
internal static class ServerAccount
{
    private const string User = "postgres";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>The command that runs another as that user.</summary>
    public static IReadOnlyList<string> Prefix { get; } = Environment.IsPrivilegedProcess
        ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups"]
        : [];

    /// <summary>A new folder under the temporary one that belongs to that user.</summary>
    public static async Task<string> CreateFolderAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("pawl-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(["chown", User, folder], cancellationToken);
        }

        return folder;
    }

    /// <summary>Runs one of PostgreSQL's programs to its end, and throws what it said if that was bad.</summary>
    public static Task RunProgramAsync(string program, string[] arguments, CancellationToken cancellationToken) =>
        RunAsync([.. Prefix, PostgresBinaries.PathOf(program), .. arguments], cancellationToken);

    private static async Task RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, cancellationToken);
        if (process.ExitCode != 0)
        {
            string said = await output + await errors;
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{said}");
        }
    }
}
