using Pawl.PrivatePostgres;

namespace Pawl.Faults.Running;

/// <summary>Every lease that was given, written down by the database itself, in whatever timeline.</summary>
internal static class GrantLog
{
    private const string Database = "work";

    /// <summary>Begins to write leases down; a store must be there.</summary>
    public static Task BeginAsync(PrivateServer server, CancellationToken cancellationToken) => server.ExecuteAsync(
        """
        CREATE TABLE given (id uuid NOT NULL DEFAULT gen_random_uuid(), lease text NOT NULL);
        CREATE FUNCTION note_lease() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO given (lease)
            SELECT format('job %s, token %s, worker %s', NEW.job, NEW.token, nonce) FROM pawl.worker WHERE id = NEW.worker;
            RETURN NULL;
        END $$;
        CREATE TRIGGER note_lease AFTER INSERT ON pawl.lease FOR EACH ROW EXECUTE FUNCTION note_lease();
        """,
        Database,
        cancellationToken);

    /// <summary>The leases that a server knows of, each under a name of its own.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(PrivateServer server, CancellationToken cancellationToken)
    {
        object? rows = await server.ExecuteAsync("SELECT array_agg(id || '|' || lease) FROM given", Database, cancellationToken);
        return rows is string[] lines
            ? lines.Select(line => line.Split('|')).ToDictionary(parts => parts[0], parts => parts[1])
            : new Dictionary<string, string>();
    }
}
