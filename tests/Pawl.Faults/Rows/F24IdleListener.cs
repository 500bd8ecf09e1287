using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Whoever listens must never do so within a transaction: that would hold back the vacuum of the whole server.</summary>
internal sealed class F24IdleListener : Row
{
    private const int Looks = 40;

    public override string Fault => "sessions idle in a transaction";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        for (int look = 0; look < Looks; look++)
        {
            object? idle = await site.Server.ExecuteAsync(
                "SELECT string_agg(query, '; ') FROM pg_stat_activity WHERE datname = 'work' AND state LIKE 'idle in transaction%' "
                + "AND (query ILIKE 'listen%' OR clock_timestamp() - state_change > interval '3 s')",
                cancellationToken: cancellationToken);
            site.Expect($"No session listens, or rests, in a transaction; but one did: {idle}", idle is null or DBNull);
            await site.PassAsync(0.2, cancellationToken);
        }
    }
}
