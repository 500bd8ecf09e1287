using System.Globalization;
using Pawl.Storage;

namespace Pawl.Sqlite.Connections;

/// <summary>Keeps a second process away from the file. The lock dies with the process that has it; the text beside it is
/// only there to name that process.</summary>
/// <remarks>One owner is a matter of safety, not of taste: two connections of two processes that checkpoint at the same
/// moment can lose committed pages in SQLite before 3.51.3 (https://www.sqlite.org/wal.html#walresetbug).</remarks>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream lockFile;

    private OwnerLock(FileStream lockFile) => this.lockFile = lockFile;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="StoreOwnedException">Another process has it; no byte was changed.</exception>
    public static OwnerLock Take(string databasePath, TimeProvider time)
    {
        string ownerPath = databasePath + "-owner";
        FileStream taken;
        try
        {
            taken = new FileStream(databasePath + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StoreOwnedException(databasePath, ReadOwner(ownerPath));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreReadOnlyException(
                $"The store {databasePath} cannot be owned: {exception.Message} Give the process the right to write to its folder.",
                exception);
        }

        File.WriteAllText(ownerPath, string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName}, since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss}Z"));
        return new OwnerLock(taken);
    }

    public void Dispose() => lockFile.Dispose();

    private static string ReadOwner(string ownerPath)
    {
        try
        {
            return File.ReadAllText(ownerPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "it has not said which";
        }
    }
}
