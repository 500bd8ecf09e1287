using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Pawl.Sqlite.Cluster;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Migrations;
using Pawl.Sqlite.Writing;
using Pawl.Storage;
using SQLitePCL;

namespace Pawl.Sqlite.Opening;

/// <summary>Opens the file safely, and closes it cleanly.</summary>
internal sealed partial class SqliteLifecycle(
    SqliteOptions options,
    StoreAccess access,
    InProcessWakeups wakeups,
    WriterMode mode,
    int framesBeforeCheckpoint,
    TimeProvider time,
    ILogger logger) : IStoreLifecycle
{
    private static readonly SqlFile IsStoreClean = SqlFile.Load("Store/IsStoreClean.sql");
    private static readonly SqlFile SelectStore = SqlFile.Load("Store/SelectStore.sql");
    private static readonly SqlFile SelectHighestJob = SqlFile.Load("Jobs/SelectHighestJob.sql");
    private static readonly SqlFile UpdateStore = SqlFile.Load("Store/UpdateStore.sql");
    private static readonly SqlFile EndAllLeases = SqlFile.Load("Cluster/EndAllLeases.sql");
    private static readonly SqlFile EndAllNodes = SqlFile.Load("Cluster/EndAllNodes.sql");
    private static readonly SqlFile DropAllDuties = SqlFile.Load("Cluster/DropAllDuties.sql");

    private readonly DatabaseFile file = new(options.ConnectionString);
    private readonly TaskCompletionSource<StoreException> failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OpenStore? open;

    public Task<StoreException> Failed => failed.Task;

    public string Description => $"SQLite, {file.Path}";

    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (open is not null)
        {
            throw new InvalidOperationException($"The store {file.Path} is open already.");
        }

        OwnerLock? owner = null;
        if (!file.IsMemory)
        {
            file.RequireWritable();
            owner = OwnerLock.Take(file.Path, time);
        }

        try
        {
            open = Open(owner);
        }
        catch (Exception exception) when (exception is SqliteException or SqliteFailure)
        {
            owner?.Dispose();
            throw Translate(exception);
        }
        catch (Exception)
        {
            owner?.Dispose();
            throw;
        }

        access.Open(open.Writer, open.Readers);
        return ValueTask.CompletedTask;
    }

    public ValueTask CloseAsync()
    {
        if (open is { } closing)
        {
            open = null;
            access.Close();
            try
            {
                closing.Close();
            }
            catch (Exception exception) when (exception is SqliteException or SqliteFailure)
            {
                // All that was answered is committed; the next opening finds the rest to be done.
                LogUncleanClose(file.Path, exception.Message);
            }
        }

        return ValueTask.CompletedTask;
    }

    private OpenStore Open(OwnerLock? owner)
    {
        PreparedConnection connection = WriterConnection.Open(file, options.CacheKiB);
        try
        {
            var clock = new StoreClock(time);
            Recover(connection);
            SchemaMigrator.Migrate(connection, file.Path);
            BeginOwnership(connection, clock);
            var log = new LogKeeper(connection, framesBeforeCheckpoint);
            long highestJobId = connection[SelectHighestJob].ReadNumber() ?? 0;
            var writer = new GroupCommitWriter(connection, clock, highestJobId, log, mode, wakeups.Publish);
            _ = writer.Failed.ContinueWith(
                static (reason, failed) => ((TaskCompletionSource<StoreException>?)failed)?.TrySetResult(reason.Result),
                failed,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            ReaderPool? readers = file.IsMemory ? null : new ReaderPool(file, options.Readers, time);
            return new OpenStore(owner, connection, clock, log, writer, readers);
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Brings what the log holds into the database before anything is accepted: after a failed sync, frames that
    /// are only in the page cache would otherwise be built upon, and lost. Looks for damage after an unclean stop.</summary>
    private void Recover(PreparedConnection connection)
    {
        if (file.IsMemory)
        {
            return;
        }

        LogFile.WriteAgain(connection);
        if (!WriterConnection.Checkpoint(connection, raw.SQLITE_CHECKPOINT_TRUNCATE))
        {
            throw new StoreUnavailableException(
                $"The log of {file.Path} could not be copied into it, because another program has the file open. Close that program.");
        }

        bool isNew = connection.Ask("PRAGMA user_version") is "0";
        if (!isNew && connection.Ask(IsStoreClean.Text) is not "1")
        {
            LogUncleanStop(file.Path);
            string? verdict = connection.Ask("PRAGMA quick_check(1)");
            if (verdict is not "ok")
            {
                throw Corrupt($"quick_check says: {verdict}", null);
            }
        }
    }

    private static void BeginOwnership(PreparedConnection connection, StoreClock clock)
    {
        Statement select = connection[SelectStore];
        Invariant.Require(select.Step(), "The store's own row is missing.");
        clock.NotBefore(select.GetInt64(1));
        select.Reset();

        connection.Run("BEGIN IMMEDIATE");
        long now = clock.Now();
        connection[UpdateStore].Bind(1, 0).Bind(2, now).Execute();
        connection[EndAllLeases].Bind(1, now).Execute();
        connection[EndAllNodes].Bind(1, now).Execute();
        connection[DropAllDuties].Execute();
        connection.Run("COMMIT");
    }

    private StoreException Translate(Exception exception)
    {
        int code = exception switch
        {
            SqliteFailure failure => failure.Code,
            SqliteException sqlite => sqlite.SqliteExtendedErrorCode,
            _ => raw.SQLITE_ERROR,
        };
        return SqliteErrors.KindOf(code) switch
        {
            SqliteErrorKind.Corrupt => Corrupt(exception.Message, exception),
            SqliteErrorKind.ReadOnly => new StoreReadOnlyException(
                $"The store {file.Path} cannot be written to: {exception.Message} Give the process the right to write to the file and to "
                + "its folder.", exception),
            SqliteErrorKind.Full => new StoreFullException(
                $"There is no room to open the store {file.Path}: {exception.Message} Free some space and start again.", exception),
            _ => new StoreUnavailableException($"The store {file.Path} could not be opened: {exception.Message}", exception),
        };
    }

    private StoreCorruptException Corrupt(string what, Exception? exception) => new(
        $"The store {file.Path} is damaged, and was not opened ({what}). Look deeper with: sqlite3 '{file.Path}' 'PRAGMA integrity_check' "
        + $"- save what can be read with: sqlite3 '{file.Path}' .recover - or restore a backup.", exception);

    [LoggerMessage(SqliteEventIds.UncleanStop, LogLevel.Warning, "{Path} was not closed cleanly; checking it for damage")]
    private partial void LogUncleanStop(string path);

    [LoggerMessage(
        SqliteEventIds.UncleanClose, LogLevel.Warning, "{Path} was closed without being tidied up; the next opening does it: {Reason}")]
    private partial void LogUncleanClose(string path, string reason);
}
