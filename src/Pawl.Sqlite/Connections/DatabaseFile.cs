using Microsoft.Data.Sqlite;
using Pawl.Storage;

namespace Pawl.Sqlite.Connections;

/// <summary>Where the store lies, and whether it may be written to.</summary>
internal sealed class DatabaseFile
{
    private const string InMemory = ":memory:";

    public DatabaseFile(string connectionString)
    {
        var settings = new SqliteConnectionStringBuilder(connectionString);
        IsMemory = settings.DataSource is InMemory || settings.Mode == SqliteOpenMode.Memory;
        if (!IsMemory && settings.DataSource.Length == 0)
        {
            throw new ArgumentException(
                $"The connection string '{connectionString}' names no file. Use 'Data Source=pawl.db'.", nameof(connectionString));
        }

        Path = IsMemory ? InMemory : System.IO.Path.GetFullPath(settings.DataSource);
    }

    public bool IsMemory { get; }

    /// <summary>The full path, or <c>:memory:</c>.</summary>
    public string Path { get; }

    /// <summary>The connection string of the one connection that writes.</summary>
    public string ForWriter => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = false,
    }.ToString();

    /// <summary>The connection string of those that only read.</summary>
    public string ForReaders => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = false,
    }.ToString();

    /// <summary>Makes the folder, and checks the rights, before SQLite says less about it.</summary>
    /// <exception cref="StoreReadOnlyException">The folder or the file cannot be written to.</exception>
    public void RequireWritable()
    {
        string folder = System.IO.Path.GetDirectoryName(Path) ?? Path;
        try
        {
            Directory.CreateDirectory(folder);
            if (File.Exists(Path))
            {
                // Root may write to anything, but a file that was marked read-only was marked for a reason.
                if (File.GetAttributes(Path).HasFlag(FileAttributes.ReadOnly))
                {
                    throw new UnauthorizedAccessException("The file is marked read-only.");
                }

                using FileStream probe = new(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new StoreReadOnlyException(
                $"The store {Path} cannot be written to: {exception.Message} Give the process the right to write to the file and "
                + $"to the folder {folder}, where SQLite keeps its log beside it.", exception);
        }
    }
}
