using System.Diagnostics;
using System.Globalization;
using Pawl.Cli.Commands;
using Pawl.Demo.Runs;

namespace Pawl.Cli.Supervision;

/// <summary>A working process. Its standard output brings messages, its standard error is appended to the log, and closing
/// its standard input asks it to stop, which happens too when this process dies.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process process;
    private readonly Task logCopied;

    private WorkerProcess(Process process, string logPath)
    {
        this.process = process;
        logCopied = AppendAsync(process.StandardError.BaseStream, logPath);
    }

    /// <summary>Its number in the operating system.</summary>
    public int Id => process.Id;

    /// <summary>Starts one.</summary>
    /// <param name="settings">What it is to do.</param>
    /// <returns>The process.</returns>
    public static WorkerProcess Start(DemoSettings settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        }

        settings.Store.TellIn(start.Environment);
        start.ArgumentList.Add(DemoWorkerCommand.Name);
        start.ArgumentList.Add("--folder");
        start.ArgumentList.Add(settings.Folder.FullPath);
        start.ArgumentList.Add("--records");
        start.ArgumentList.Add(settings.Records.ToString(CultureInfo.InvariantCulture));

        Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        return new WorkerProcess(process, settings.Folder.LogPath);
    }

    /// <summary>Reads messages until the process has closed its output.</summary>
    /// <returns>The messages, as they come.</returns>
    public async IAsyncEnumerable<WorkerMessage> ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (WorkerMessage.Parse(line) is { } message)
            {
                yield return message;
            }
        }
    }

    /// <summary>Kills it with SIGKILL: it gets no chance to tidy up.</summary>
    public void Kill() => process.Kill();

    /// <summary>Asks it to stop. It ends its jobs, or gives them back.</summary>
    public void AskToStop() => process.StandardInput.Close();

    /// <summary>Waits until it is gone.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync();
        await logCopied;
        return process.ExitCode;
    }

    public void Dispose() => process.Dispose();

    private static async Task AppendAsync(Stream source, string path)
    {
        await using var log = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await source.CopyToAsync(log);
    }
}
