using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>An operator terminates sessions at random, ten a second.</summary>
internal sealed class F13SessionsTerminated : Row
{
    private const int Terminations = 100;

    public override string Fault => "sessions terminated, ten a second";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        site.Disturb(0, "sessions");
        for (int termination = 0; termination < Terminations; termination++)
        {
            await site.Server.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'work' ORDER BY random() LIMIT 1",
                cancellationToken: cancellationToken);
            await site.PassAsync(0.1, cancellationToken);
        }

        site.Heal(0);
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(5), cancellationToken);
    }
}
