using Npgsql;
using Pawl.Checker;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A session of somebody else's keeps a snapshot, so that no dead row of a queue can be removed.</summary>
internal sealed class F22OldSnapshot : Row
{
    private const string Holder = "analyst";
    private const double Sample = 4;

    public override string Fault => "an old snapshot held while queues are at work";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        site.Settings.AddRange("--OldSnapshotWarning", "00:00:06");
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(2, cancellationToken);
        int without = await CountStartsAsync(site, cancellationToken);
        int under;
        await using (var analyst = new NpgsqlConnection($"{site.JudgeUrl};Application Name={Holder}"))
        {
            await analyst.OpenAsync(cancellationToken);
            await using NpgsqlTransaction report =
                await analyst.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
            await using var reading = new NpgsqlCommand("SELECT count(*) FROM pawl.ready", analyst, report);
            await reading.ExecuteScalarAsync(cancellationToken);
            await site.PassAsync(12, cancellationToken);
            under = await CountStartsAsync(site, cancellationToken);
        }

        await site.ExpectAsync(
            $"At least half as many jobs begin as before ({under} of {without})",
            TimeSpan.Zero,
            () => Task.FromResult(under * 2 >= without),
            cancellationToken);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        site.Started.Any(node => node.Errors.Contains($"({Holder}, ", StringComparison.Ordinal)) ? [] : ["A log names the session"];

    private static async Task<int> CountStartsAsync(Site site, CancellationToken cancellationToken)
    {
        int before = site.ReadHistory().Starts.Sum(starts => starts.Count());
        await site.PassAsync(Sample, cancellationToken);
        return site.ReadHistory().Starts.Sum(starts => starts.Count()) - before;
    }
}
