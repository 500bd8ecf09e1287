using Pawl.PostgreSql.Connections;
using Pawl.PostgreSql.Opening;
using Pawl.Storage;

namespace Pawl.PostgreSql;

/// <summary>What the ports share: the open database, and what runs beside it.</summary>
internal sealed class StoreAccess
{
    private OpenStore? open;

    /// <exception cref="StoreUnavailableException">The store is not open.</exception>
    public Database Database => open?.Database
        ?? throw new StoreUnavailableException("The store is not open, so nothing was done. Start the host, or open the store, first.");

    public void Open(Database database, Background background) => open = new OpenStore(database, background);

    /// <returns>What was open; null when nothing was.</returns>
    public OpenStore? Close() => Interlocked.Exchange(ref open, null);

    public sealed record OpenStore(Database Database, Background Background);
}
