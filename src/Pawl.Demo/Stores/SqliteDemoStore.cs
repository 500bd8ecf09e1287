using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pawl.Demo.Runs;
using Pawl.Hosting;

namespace Pawl.Demo.Stores;

/// <summary>A file in the folder of the run.</summary>
internal sealed class SqliteDemoStore(DemoFolder folder) : DemoStore
{
    public override string Description => folder.DatabasePath;

    public override void Choose(PawlBuilder pawl) => pawl.UseSqlite($"Data Source={folder.DatabasePath}");

    public override DbConnection OpenForReading()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = folder.DatabasePath,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }

    public override Task DeleteAsync()
    {
        foreach (string file in Directory.EnumerateFiles(folder.FullPath, Path.GetFileName(folder.DatabasePath) + "*"))
        {
            File.Delete(file);
        }

        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
