using System.Collections.Frozen;
using System.IO;
using System.Net.Sockets;
using Npgsql;
using Pawl.Storage;

namespace Pawl.PostgreSql.Connections;

/// <summary>The one table that says what an error means: by its SQLSTATE, or else by the first two characters, its class. A test holds
/// it against every code that the driver knows.</summary>
internal static class PostgreSqlErrors
{
    private static readonly FrozenDictionary<string, Outcome> Table = new Dictionary<string, Outcome>
    {
        ["40001"] = Outcome.Retry, // serialization failure
        ["40P01"] = Outcome.Retry, // deadlock
        ["55P03"] = Outcome.Retry, // lock not available
        ["57014"] = Outcome.Cancelled,
        ["40003"] = Outcome.Broken, // the server itself does not know
        ["40"] = Outcome.Retry,

        ["25006"] = Outcome.Unavailable, // a standby, or the former primary
        ["25P03"] = Outcome.Broken, // idle in transaction for too long
        ["25P04"] = Outcome.Broken,
        ["57P01"] = Outcome.Broken, // shut down
        ["57P02"] = Outcome.Broken, // crashed
        ["57P03"] = Outcome.Unavailable, // starting up
        ["57P04"] = Outcome.Unavailable, // the database was dropped
        ["57P05"] = Outcome.Broken, // idle for too long
        ["57"] = Outcome.Broken,
        ["08"] = Outcome.Broken, // the connection
        ["08001"] = Outcome.Unavailable, // never was one
        ["08004"] = Outcome.Unavailable, // refused
        ["28"] = Outcome.Unavailable, // who we are is not accepted
        ["3D"] = Outcome.Unavailable, // no such database
        ["42501"] = Outcome.Unavailable, // no right

        ["53"] = Outcome.Full,
        ["53300"] = Outcome.Unavailable, // too many connections
        ["53200"] = Outcome.Unavailable, // out of memory
        ["58030"] = Outcome.Broken, // an I/O error of the server's
        ["58"] = Outcome.Broken,
        ["54"] = Outcome.Refused,

        ["23505"] = Outcome.Conflict, // unique
        ["23P01"] = Outcome.Conflict,
        ["23514"] = Outcome.NoPartition, // no partition for the row; applications' own checks too
        ["26000"] = Outcome.Pooled, // no such prepared statement
        ["42P05"] = Outcome.Pooled, // it exists already

        ["XX000"] = Outcome.Damaged,
        ["XX001"] = Outcome.Damaged,
        ["XX002"] = Outcome.Damaged,
        ["F0"] = Outcome.Unavailable, // configuration files
        ["72"] = Outcome.Retry, // snapshot too old

        // The statement, or the data in it, is wrong.
        ["00"] = Outcome.Refused, ["01"] = Outcome.Refused, ["02"] = Outcome.Refused, ["03"] = Outcome.Refused,
        ["09"] = Outcome.Refused, ["0A"] = Outcome.Refused, ["0B"] = Outcome.Refused, ["0F"] = Outcome.Refused,
        ["0L"] = Outcome.Refused, ["0P"] = Outcome.Refused, ["0Z"] = Outcome.Refused, ["20"] = Outcome.Refused,
        ["21"] = Outcome.Refused, ["22"] = Outcome.Refused, ["23"] = Outcome.Refused, ["24"] = Outcome.Refused,
        ["25"] = Outcome.Refused, ["26"] = Outcome.Refused, ["27"] = Outcome.Refused, ["2B"] = Outcome.Refused,
        ["2D"] = Outcome.Refused, ["2F"] = Outcome.Refused, ["34"] = Outcome.Refused, ["38"] = Outcome.Refused,
        ["39"] = Outcome.Refused, ["3B"] = Outcome.Refused, ["3F"] = Outcome.Refused, ["42"] = Outcome.Refused,
        ["44"] = Outcome.Refused, ["55"] = Outcome.Refused, ["HV"] = Outcome.Refused, ["P0"] = Outcome.Refused,
    }.ToFrozenDictionary();

    /// <summary>What a SQLSTATE means.</summary>
    public static Outcome? Find(string sqlState) =>
        Table.TryGetValue(sqlState, out Outcome exact) ? exact
        : sqlState.Length >= 2 && Table.TryGetValue(sqlState[..2], out Outcome ofClass) ? ofClass
        : null;

    /// <summary>Whether the store failed because of what is in the rows, so that it fails each time, but not for other rows.</summary>
    public static bool IsRefusal(StoreException exception) =>
        exception.InnerException is PostgresException error
        && Find(error.SqlState) is Outcome.Refused or Outcome.Conflict or Outcome.NoPartition;

    /// <summary>What an exception of the driver means; null for one that is not of the store.</summary>
    public static Outcome? Classify(Exception exception) => exception switch
    {
        // A code that nobody knows leaves open what has happened.
        PostgresException error => Find(error.SqlState) ?? Outcome.Broken,
        NpgsqlException { InnerException: PostgresException error } => Find(error.SqlState) ?? Outcome.Broken,
        NpgsqlException or SocketException or IOException or TimeoutException => Outcome.Broken,
        _ => null,
    };
}
