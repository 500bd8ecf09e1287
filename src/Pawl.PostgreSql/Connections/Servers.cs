using Npgsql;
using NpgsqlTypes;
using Pawl.PostgreSql.Opening;

namespace Pawl.PostgreSql.Connections;

/// <summary>The pools of connections: to the primary, wherever it is, and, when the connection string names several hosts, to standbys that
/// may answer what costs the server something to read.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private static readonly SqlFile SelectWritten = SqlFile.Load("Store/SelectWritten.sql");
    private static readonly SqlFile HasReplayed = SqlFile.Load("Store/HasReplayed.sql");

    private readonly NpgsqlDataSource all;
    private readonly NpgsqlDataSource? standbys;

    private Servers(NpgsqlDataSource all, NpgsqlDataSource primary, NpgsqlDataSource? standbys)
    {
        this.all = all;
        Primary = primary;
        this.standbys = standbys;
    }

    public NpgsqlDataSource Primary { get; }

    public static Servers Create(PostgreSqlOptions options, bool isPooled)
    {
        NpgsqlConnectionStringBuilder settings = DataSources.Settings(options, isPooled);
        if (settings.Host?.Contains(',', StringComparison.Ordinal) is not true)
        {
            NpgsqlDataSource only = NpgsqlDataSource.Create(settings);
            return new Servers(only, only, standbys: null);
        }

        NpgsqlMultiHostDataSource hosts = new NpgsqlDataSourceBuilder(settings.ConnectionString).BuildMultiHost();
        return new Servers(
            hosts,
            hosts.WithTargetSession(TargetSessionAttributes.Primary),
            hosts.WithTargetSession(TargetSessionAttributes.PreferStandby));
    }

    /// <summary>Opens a connection for a read that must see all that was committed before: to a standby that has seen it too, or else to
    /// the primary.</summary>
    public async ValueTask<NpgsqlConnection> OpenForReadingAsync(CancellationToken cancellationToken)
    {
        if (standbys is null)
        {
            return await Primary.OpenConnectionAsync(cancellationToken);
        }

        NpgsqlConnection primary = await Primary.OpenConnectionAsync(cancellationToken);
        NpgsqlConnection? standby = null;
        try
        {
            NpgsqlLogSequenceNumber written = (await primary.ReadAllAsync(
                SelectWritten, static row => row.GetFieldValue<NpgsqlLogSequenceNumber>(0), cancellationToken))[0];
            standby = await standbys.OpenConnectionAsync(cancellationToken);
            bool hasReplayed = (await standby.ReadAllAsync(
                HasReplayed,
                static row => row.GetBoolean(0),
                cancellationToken,
                new NpgsqlParameter<NpgsqlLogSequenceNumber> { TypedValue = written, NpgsqlDbType = NpgsqlDbType.PgLsn }))[0];
            (NpgsqlConnection chosen, NpgsqlConnection other) = hasReplayed ? (standby, primary) : (primary, standby);
            await other.DisposeAsync();
            return chosen;
        }
        catch (Exception exception)
        {
            if (standby is not null)
            {
                await standby.DisposeAsync();
            }

            if (PostgreSqlErrors.Classify(exception) is not null)
            {
                // No standby answers; the primary may.
                return primary;
            }

            await primary.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await all.DisposeAsync();
}
