using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Pawl.ReferenceModel.Time;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Tests.Files;

/// <summary>A store's file, and the ways in which tests look at it, fill it and harm it.</summary>
public sealed class StoreFile : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private long lastId = 1_000;

    public string Path => folder.File("pawl.db");

    public ManualClock Clock { get; } = new();

    public SqliteStore NewStore(string? path = null, int framesBeforeCheckpoint = LogKeeper.UsualFramesBeforeCheckpoint) => new(
        new SqliteOptions { ConnectionString = $"Data Source={path ?? Path}" },
        Clock,
        NullLogger.Instance,
        WriterMode.Thread,
        framesBeforeCheckpoint);

    public async Task<SqliteStore> OpenAsync(
        string? path = null, int framesBeforeCheckpoint = LogKeeper.UsualFramesBeforeCheckpoint)
    {
        SqliteStore store = NewStore(path, framesBeforeCheckpoint);
        await store.Lifecycle.OpenAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public NewJob NewJob(string type = "test.job", int payloadBytes = 16) => new()
    {
        Id = new JobId(++lastId),
        Queue = "default",
        Type = type,
        Payload = new byte[payloadBytes],
        Retention = TimeSpan.FromDays(1),
        FailedRetention = TimeSpan.FromDays(1),
    };

    /// <summary>Reads or changes the file from outside, while no store has it open.</summary>
    public string? Ask(string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public void Dispose() => folder.Dispose();
}
