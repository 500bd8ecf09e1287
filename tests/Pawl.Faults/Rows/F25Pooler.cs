using Pawl.Faults.Network;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A pooler stands between the processes and the database, and gives a session to whoever begins a transaction.</summary>
internal sealed class F25Pooler : Row
{
    public override string Fault => "pgbouncer in transaction mode, three sessions for all";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        PgBouncer bouncer = site.Use(await PgBouncer.StartAsync(site.Server, sessions: 3, cancellationToken));
        string listen = site.Server.ConnectionString("work");
        site.DatabaseUrl = site.Server.ConnectionString("work", bouncer.Port);
        for (int node = 0; node < 3; node++)
        {
            await site.StartNodeAsync(cancellationToken, "--Listen", listen);
        }

        await site.PassAsync(8, cancellationToken);
    }
}
