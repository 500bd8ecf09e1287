using Pawl.Checker;
using Pawl.Checker.Store;
using Pawl.Faults.Processes;
using Pawl.KillLoop.Tests.Processes;

namespace Pawl.KillLoop.Tests;

public sealed class ProcessFaultTests : IDisposable
{
    private const int EndlessJobs = 8;

    private readonly Workplace workplace = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => workplace.Dispose();

    [Fact]
    public async Task A_second_process_on_the_file_is_refused_by_name_and_the_first_goes_on()
    {
        await using NodeProcess first = workplace.Start("work");
        await first.HearAsync("ready", Cancellation);

        await using NodeProcess second = workplace.Start("work");
        string errors = await second.EndAsync(Cancellation);

        Assert.NotEqual(0, second.ExitCode);
        Assert.Contains("StoreOwnedException", errors, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(workplace.Folder, "pawl.db"), errors, StringComparison.Ordinal);

        await first.TerminateAsync(Cancellation);
        Assert.Equal(0, first.ExitCode);
        AssertHolds(await workplace.DrainAsync(Cancellation));
    }

    [Fact]
    public async Task A_job_that_kills_its_process_fails_for_its_third_crash_and_takes_no_other_job_with_it()
    {
        await CrashAsync("poison");
        await CrashAsync("drain");
        await CrashAsync("drain");

        Evidence evidence = await workplace.DrainAsync(Cancellation);

        AssertHolds(evidence);
        StoredJob poison = Assert.Single(evidence.Store.Rows, job => job.State != "Succeeded");
        Assert.Equal((JobTypes.Poison, "Failed", 3), (poison.Type, poison.State, poison.Crashes));
        Assert.Contains("pawl.kills_its_worker", poison.Failures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_is_asked_to_stop_under_load_stops_and_spends_no_attempt()
    {
        await using NodeProcess program = workplace.Start("endless");
        await program.HearAsync("busy", Cancellation);

        string errors = await program.TerminateAsync(Cancellation);

        Assert.True(program.ExitCode == 0, errors);
        Evidence evidence = await workplace.DrainAsync(Cancellation);
        AssertHolds(evidence);
        Assert.All(evidence.Store.Rows, job => Assert.Equal(0, job.Crashes));
        Assert.All(evidence.Store.Rows, job => Assert.Equal(AttemptsOf(job.Type), job.Attempt));
        StoredJob[] endless = [.. evidence.Store.Rows.Where(job => job.Type == JobTypes.Endless)];
        Assert.Equal(EndlessJobs, endless.Length);
        Assert.All(endless, job => Assert.Equal(("Succeeded", 1), (job.State, job.Interruptions)));
    }

    private static int AttemptsOf(string type) => type switch
    {
        JobTypes.Flaky => 2,
        JobTypes.Doomed => JobTypes.DoomedAttempts,
        _ => 1,
    };

    private async Task CrashAsync(string mode)
    {
        await using NodeProcess program = workplace.Start(mode);
        string errors = await program.EndAsync(Cancellation);
        Assert.Contains("This job kills its worker.", errors, StringComparison.Ordinal);
    }

    private void AssertHolds(Evidence evidence)
    {
        Verdict verdict = Verdict.On(evidence);
        Assert.True(verdict.Violations.Count == 0, $"Seed {workplace.Seed}: {verdict}");
    }
}
