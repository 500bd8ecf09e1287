using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pawl.ReferenceModel;
using Pawl.Storage;

namespace Pawl.Hosting.Tests.Running;

/// <summary>What becomes of jobs when processes stop, start, and meet.</summary>
public sealed class RestartTests
{
    private readonly Probe probe = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_job_that_a_shutdown_ended_goes_on_from_its_checkpoint_and_spends_no_attempt()
    {
        using var folder = new TestFolder();
        JobId id;
        await using (PawlHost first = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host => host.MapJob(async (Import _, JobContext context) =>
            {
                await context.SaveCheckpointAsync(40, context.CancellationToken);
                probe.Tell("saved");
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
            }),
            folder,
            new() { ["Pawl:Worker:DrainTimeout"] = "00:00:00" }))
        {
            id = (await first.Jobs.EnqueueAsync(new Import(), cancellationToken: Token)).Id;
            await probe.NextAsync();
        }

        await using PawlHost second = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host => host.MapJob((Import _, JobContext context) =>
            {
                probe.Tell($"row {context.GetCheckpoint<int>()}, attempt {context.Attempt}");
                return Task.CompletedTask;
            }),
            folder);
        Job job = await second.Jobs.WaitAsync(id, Token);

        Assert.Equal("row 40, attempt 1", await probe.NextAsync());
        Assert.Equal((JobState.Succeeded, 1, 1, 0), (job.State, job.Attempt, job.Interruptions, job.Crashes));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_lets_running_handlers_end()
    {
        using var folder = new TestFolder();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        JobId id;
        await using (PawlHost first = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host => host.MapJob(async (Import _) =>
            {
                probe.Tell("running");
                await release.Task;
            }),
            folder))
        {
            id = (await first.Jobs.EnqueueAsync(new Import(), cancellationToken: Token)).Id;
            await probe.NextAsync();
            Task stopping = first.StopAsync();
            release.SetResult();
            await stopping;
        }

        await using PawlHost second = await PawlHost.StartAsync(_ => { }, folder: folder);
        Job? job = await second.Jobs.FindAsync(id, Token);
        Assert.Equal((JobState.Succeeded, 0), (job?.State, job?.Interruptions));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_type_without_a_handler_waits_for_one_while_others_run()
    {
        using var folder = new TestFolder();
        JobHandle unknown;
        await using (PawlHost first = await PawlHost.StartAsync(
            builder => builder.AddWorker(), host => host.MapJob((Import _) => Task.CompletedTask), folder))
        {
            unknown = await first.Jobs.EnqueueAsync(new Export(), cancellationToken: Token);
            JobHandle known = await first.Jobs.EnqueueAsync(new Import(), cancellationToken: Token);
            Assert.Equal(JobState.Succeeded, (await known.WaitAsync(Token)).State);

            Job? parked = await first.Jobs.FindAsync(unknown.Id, Token);
            Assert.Equal((JobState.Waiting, WaitingReason.NoHandler), (parked?.State, parked?.WaitingReason));
        }

        await using PawlHost second = await PawlHost.StartAsync(
            builder => builder.AddWorker(), host => host.MapJob((Export _) => Task.CompletedTask), folder);
        Assert.Equal(JobState.Succeeded, (await second.Jobs.WaitAsync(unknown.Id, Token)).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_second_owner_of_the_file_is_refused_by_name_and_the_first_goes_on()
    {
        using var folder = new TestFolder();
        await using PawlHost first = await PawlHost.StartAsync(
            builder => builder.AddWorker(), host => host.MapJob((Import _) => Task.CompletedTask), folder);
        await using PawlHost second = PawlHost.Build(_ => { }, folder: folder);

        var refused = await Assert.ThrowsAsync<StoreOwnedException>(second.StartAsync);

        Assert.Contains("pawl.db", refused.Message, StringComparison.Ordinal);
        Assert.Contains(Environment.ProcessId.ToString(), refused.Owner, StringComparison.Ordinal);
        JobHandle handle = await first.Jobs.EnqueueAsync(new Import(), cancellationToken: Token);
        Assert.Equal(JobState.Succeeded, (await handle.WaitAsync(Token)).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_client_may_enqueue_before_the_host_starts_and_handlers_may_still_come()
    {
        var ran = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using PawlHost pawl = PawlHost.Build(builder => builder.AddWorker());
        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Import(), cancellationToken: Token);

        pawl.MapJob((Import _) =>
        {
            ran.SetResult();
            return Task.CompletedTask;
        });
        await pawl.StartAsync();

        await ran.Task.WaitAsync(Token);
        Assert.Equal(JobState.Succeeded, (await handle.WaitAsync(Token)).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task When_the_store_stops_itself_the_application_ends_with_an_error()
    {
        int exitCode = Environment.ExitCode;
        var store = new ReferenceStore(TimeProvider.System);
        await using PawlHost pawl = await PawlHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton<IStoreLifecycle>(store).AddSingleton<IJobStore>(store)
                .AddSingleton<IJobLeases>(store).AddSingleton<IJobMaintenance>(store).AddSingleton<IJobQueries>(store)
                .AddSingleton<IQueueStore>(store).AddSingleton<IClusterStore>(store).AddSingleton<IWakeups>(store);
            builder.AddWorker();
        });
        var stopping = new TaskCompletionSource();
        using CancellationTokenRegistration _ = pawl.Services.GetRequiredService<IHostApplicationLifetime>()
            .ApplicationStopping.Register(stopping.SetResult);

        store.Fail(new OutcomeUnknownException("The disk is gone."));
        await stopping.Task.WaitAsync(Token);

        Assert.Equal(1, Environment.ExitCode);
        Assert.Contains("Critical: Pawl cannot go on in this process", pawl.Log.Text, StringComparison.Ordinal);
        Environment.ExitCode = exitCode;
    }

    [Job("test.import")]
    private sealed record Import : IJob;

    [Job("test.export")]
    private sealed record Export : IJob;
}
