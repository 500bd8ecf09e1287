using Microsoft.Data.Sqlite;
using Pawl.Checker;
using Pawl.Checker.Store;

namespace Pawl.KillLoop.Tests.Plants;

/// <summary>A copy of sound files, to be spoilt.</summary>
public sealed class Soil : IDisposable
{
    private readonly Evidence sound;

    /// <summary>Copies files.</summary>
    /// <param name="folder">The sound files.</param>
    /// <param name="sound">What they say.</param>
    public Soil(string folder, Evidence sound)
    {
        this.sound = sound;
        foreach (string path in Directory.GetFiles(folder))
        {
            File.Copy(path, Path.Combine(Folder, Path.GetFileName(path)));
        }
    }

    /// <summary>The copy.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("pawl-plant-").FullName;

    /// <summary>Some finished job of a type, whose call was acknowledged.</summary>
    /// <param name="type">The type.</param>
    /// <param name="kind">How it was asked for; null for any.</param>
    /// <param name="state">How it ended.</param>
    /// <returns>The job.</returns>
    public StoredJob Job(string type, string? kind = null, string state = "Succeeded") => sound.Store.Rows.First(job =>
        job.Type == type
        && job.State == state
        && sound.History.CallsByOrigin[job.Origin].Any(call =>
            (kind is null || call.Kind == kind) && sound.History.Acknowledged.ContainsKey(call.Number)));

    /// <summary>Some tick whose job ran to its end.</summary>
    public StoredTick Tick => sound.Store.Ledger.Ticks.First(tick => sound.History.HasReturned(tick.Job));

    /// <summary>The job of a tick.</summary>
    /// <param name="tick">The tick.</param>
    /// <returns>The job.</returns>
    public StoredJob Job(StoredTick tick) => sound.Store.Jobs[tick.Job];

    /// <summary>Changes the store.</summary>
    /// <param name="sql">The statements.</param>
    public void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "pawl.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"PRAGMA ignore_check_constraints = ON; {sql}";
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    /// <summary>Stores a finished job once more under another number.</summary>
    /// <param name="job">The job.</param>
    /// <param name="id">The number.</param>
    /// <param name="origin">What its payload says.</param>
    public void Copy(StoredJob job, long id, string origin) => Change($$"""
        CREATE TEMP TABLE copy AS SELECT * FROM archive WHERE id = {{job.Id}};
        UPDATE copy SET id = {{id}}, payload = CAST('{"origin":"{{origin}}","index":0}' AS BLOB);
        INSERT INTO archive SELECT * FROM copy;
        """);

    /// <summary>Makes one more incarnation say something.</summary>
    /// <param name="lines">Its lines.</param>
    public void Write(params string[] lines) =>
        File.WriteAllLines(Path.Combine(Folder, "9999.journal"), ["begin", .. lines]);

    /// <summary>Deletes the copy.</summary>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
