using System.Data.Common;
using Pawl.Demo.Runs;
using Pawl.Hosting;

namespace Pawl.Demo.Stores;

/// <summary>The store of a run, which holds its jobs and its results. The process that watches makes it; those that work find it.</summary>
internal abstract class DemoStore : IAsyncDisposable
{
    /// <summary>The embedded store, one file.</summary>
    public const string Sqlite = "sqlite";

    /// <summary>The cluster store.</summary>
    public const string Postgres = "postgres";

    // How a process that works learns of a database. No argument: whoever lists processes would read its password.
    private const string DatabaseVariable = "PAWL_DEMO_DATABASE";

    /// <summary>What people call it.</summary>
    public abstract string Description { get; }

    /// <summary>Whether it outlives this process when it is not deleted.</summary>
    public virtual bool CanStay => true;

    /// <summary>Makes the store of a folder's run, or finds the one that was made.</summary>
    /// <param name="name"><see cref="Sqlite"/> or <see cref="Postgres"/>.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="connection">A PostgreSQL server; null to start one that ends with this process.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The store.</returns>
    /// <exception cref="InvalidOperationException">PostgreSQL is not on this machine; the message says what to do.</exception>
    /// <exception cref="DbException">The server refuses.</exception>
    public static async Task<DemoStore> MakeAsync(
        string name, DemoFolder folder, string? connection, CancellationToken cancellationToken) => name switch
    {
        Sqlite => new SqliteDemoStore(folder),
        Postgres => await PostgresDemoStore.MakeAsync(folder, connection, cancellationToken),
        _ => throw new ArgumentException($"'{name}' is no store."),
    };

    /// <summary>Finds the store that another process has made for this one.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <returns>The store.</returns>
    public static DemoStore Find(DemoFolder folder) =>
        Environment.GetEnvironmentVariable(DatabaseVariable) is { } database
            ? new PostgresDemoStore(database)
            : new SqliteDemoStore(folder);

    /// <summary>Lets a process find the store that is about to be started.</summary>
    /// <param name="environment">The environment variables of that process.</param>
    public void TellIn(IDictionary<string, string?> environment) => environment[DatabaseVariable] = Database;

    /// <summary>Has Pawl keep its jobs here.</summary>
    /// <param name="pawl">Pawl.</param>
    public abstract void Choose(PawlBuilder pawl);

    /// <summary>Opens a connection of its own to the results, which is safe while Pawl works.</summary>
    /// <returns>An open connection.</returns>
    public abstract DbConnection OpenForReading();

    /// <summary>Deletes jobs and results.</summary>
    /// <returns>The wait.</returns>
    public abstract Task DeleteAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>The connection string of a database; null for a file, which is found by its folder.</summary>
    protected virtual string? Database => null;
}
