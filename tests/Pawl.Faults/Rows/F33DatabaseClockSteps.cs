using System.Diagnostics;
using Pawl.Checker.Journals;
using Pawl.Faults.Disks;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>The clock of the server is set forward by more than a lease, back again, and forward by an hour: leases end early, or late by
/// that much, and nothing else happens.</summary>
internal sealed class F33DatabaseClockSteps : Row
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);

    public override string Fault => "the database's clock steps";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        SystemFaults system = await Beside.RestartOnAsync(site, cancellationToken);
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(3, cancellationToken);
        site.Disturb(0, "clock");
        await StepAsync(site, system, TimeSpan.Zero, Step, cancellationToken);
        await StepAsync(site, system, Step, TimeSpan.Zero, cancellationToken);
        await StepAsync(site, system, TimeSpan.Zero, TimeSpan.FromHours(1), cancellationToken);
        await site.PassAsync(Site.Lease.TotalSeconds, cancellationToken);
        site.Heal(0);
        await site.PassAsync(2, cancellationToken);
    }

    /// <summary>Jobs that are asked for after a step begin, at the latest when the old time has come again.</summary>
    private static async Task StepAsync(Site site, SystemFaults system, TimeSpan from, TimeSpan to, CancellationToken cancellationToken)
    {
        long now = Stopwatch.GetTimestamp();
        site.Step(to - from);
        system.Order($"clock {to.TotalSeconds}");
        object? shown = await site.Server.ExecuteAsync("SELECT clock_timestamp()", cancellationToken: cancellationToken);
        if (shown is not DateTime time || (time - TimeProvider.System.GetUtcNow() - to).Duration() > UsualWait)
        {
            throw new CannotInjectException($"The server's clock was set {to.TotalSeconds} s ahead, and shows {shown}.");
        }

        TimeSpan limit = UsualWait + (from > to ? from - to : TimeSpan.Zero);
        await site.ExpectAsync(
            $"Jobs that are asked for after a step of {(to - from).TotalSeconds} s begin",
            limit,
            history => BegunSince(history, now) > 50,
            cancellationToken);
        site.Report($"a step of {(to - from).TotalSeconds} s: jobs begin after {Stopwatch.GetElapsedTime(now).TotalSeconds:0.0} s");
        await site.PassAsync(3, cancellationToken);
    }

    private static int BegunSince(History history, long since) => (
        from promise in history.Acknowledged.Values
        where history.Calls[promise.Number].At > since
        from id in promise.Ids
        where history.Starts.Contains(id)
        select id).Count();
}
