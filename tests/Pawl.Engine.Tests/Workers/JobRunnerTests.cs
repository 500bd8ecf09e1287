using Pawl.Engine.Handlers;
using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;

namespace Pawl.Engine.Tests.Workers;

/// <summary>Every way that an attempt can end.</summary>
public sealed class JobRunnerTests
{
    private static CancellationToken Unfired => TestContext.Current.CancellationToken;

    private readonly EngineWorld world = new();

    [Fact]
    public void A_handler_that_returns_succeeds_with_its_result()
    {
        JobId job = world.Enqueue();
        world.Process().HandleWithResult(EngineWorld.Work, _ => Task.FromResult("\"done\"")).Start();

        Job done = world.Find(job);
        Assert.Equal((JobState.Succeeded, 1), (done.State, done.Attempt));
        Assert.Equal("\"done\""u8, done.Details!.Result!.Value.Span);
    }

    [Fact]
    public void A_handler_that_awaits_holds_its_slot_until_it_returns()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, context => Wait(process, TimeSpan.FromSeconds(5), context)).Start();

        Assert.Equal(JobState.Running, world.StateOf(job));
        world.AdvanceSeconds(5);
        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void A_handler_that_throws_is_tried_again_after_the_policys_delay_until_its_budget_is_spent()
    {
        int runs = 0;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => throw new FormatException($"run {++runs}")).Start();

        Assert.Equal((JobState.Retrying, 1), (world.StateOf(job), runs));
        world.AdvanceSeconds(9.9);
        Assert.Equal(1, runs);
        world.AdvanceSeconds(0.2);
        Assert.Equal((JobState.Retrying, 2), (world.StateOf(job), runs));
        world.AdvanceSeconds(10.1);

        Job failed = world.Find(job);
        Assert.Equal((JobState.Failed, 3, 3), (failed.State, failed.Attempt, runs));
        Assert.Equal(["System.FormatException", "System.FormatException", "System.FormatException"], Codes(failed));
        Assert.True(process.Log.Has(EventIds.AttemptFailed) && process.Log.Has(EventIds.JobFailed));
    }

    [Fact]
    public void A_permanent_error_fails_the_job_at_once()
    {
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, _ => throw new PermanentJobException("deleted")).Start();

        Assert.Equal((JobState.Failed, 1), (world.StateOf(job), world.Find(job).Attempt));
    }

    [Fact]
    public void A_payload_that_does_not_bind_fails_the_job_at_once()
    {
        JobId job = world.Enqueue();
        world.Process().Handle(
            EngineWorld.Work, _ => throw new PayloadInvalidException(EngineWorld.Work, typeof(int), new FormatException("no"))).Start();

        Job failed = world.Find(job);
        Assert.Equal(JobState.Failed, failed.State);
        Assert.Equal([JobErrorCodes.PayloadInvalid], Codes(failed));
    }

    [Fact]
    public void A_result_that_cannot_be_stored_fails_the_job_at_once()
    {
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, _ => throw new ResultInvalidException(EngineWorld.Work, 300_000)).Start();

        Assert.Equal([JobErrorCodes.ResultInvalid], Codes(world.Find(job)));
        Assert.Equal(JobState.Failed, world.StateOf(job));
    }

    [Theory]
    [InlineData(true, true, "stored")]
    [InlineData(false, true, "registered")]
    [InlineData(false, false, "global")]
    public void The_nearest_retry_policy_decides(bool isStored, bool isRegistered, string decides)
    {
        var delays = new Dictionary<string, int> { ["stored"] = 100, ["registered"] = 200, ["global"] = 300 };
        RetryPolicy Policy(string name) => RetryPolicy.Fixed(2, TimeSpan.FromSeconds(delays[name]));
        JobId job = world.Enqueue(with: job => job with { Retry = isStored ? Policy("stored") : null });
        SimulatedProcess process = world.Process();
        process.Retry = Policy("global");
        process.Handle(
            EngineWorld.Work, _ => throw new FormatException(), retry: isRegistered ? Policy("registered") : null).Start();

        Assert.Equal(world.Clock.Now.AddSeconds(delays[decides]), world.Find(job).RunAt);
    }

    [Fact]
    public void A_retry_rule_that_throws_fails_the_job_and_not_the_worker()
    {
        RetryPolicy broken = RetryPolicy.Default.RetryAfter<FormatException>(_ => throw new InvalidTimeZoneException("rule"));
        JobId job = world.Enqueue();
        JobId next = world.Enqueue("next");
        world.Process()
            .Handle(EngineWorld.Work, _ => throw new FormatException(), broken)
            .Handle("next", _ => Task.CompletedTask).Start();

        Assert.Equal(JobState.Failed, world.StateOf(job));
        Assert.Contains("rule", world.Find(job).Details!.Failures[^1].Error.Message, StringComparison.Ordinal);
        Assert.Equal(JobState.Succeeded, world.StateOf(next));
    }

    [Fact]
    public void A_snooze_runs_the_job_later_and_spends_no_attempt()
    {
        int runs = 0;
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, context =>
        {
            if (++runs == 1)
            {
                context.Snooze(TimeSpan.FromMinutes(1));
            }

            return Task.CompletedTask;
        }).Start();

        Assert.Equal((JobState.Scheduled, 1), (world.StateOf(job), runs));
        world.AdvanceSeconds(60.1);
        Job done = world.Find(job);
        Assert.Equal((JobState.Succeeded, 2, 1), (done.State, runs, done.Attempt));
    }

    [Fact]
    public void A_time_out_that_is_obeyed_is_a_failed_attempt()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, context => Wait(process, TimeSpan.FromHours(1), context), timeout: TimeSpan.FromSeconds(20))
            .Start();

        world.AdvanceSeconds(19.9);
        Assert.Equal(JobState.Running, world.StateOf(job));
        world.AdvanceSeconds(0.2);
        Assert.Equal(JobState.Retrying, world.StateOf(job));
        Assert.Equal([JobErrorCodes.Timeout], Codes(world.Find(job)));
    }

    [Fact]
    public void A_jobs_own_time_out_goes_before_its_handlers()
    {
        JobId job = world.Enqueue(with: job => job with { Timeout = TimeSpan.FromSeconds(2) });
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, context => Wait(process, TimeSpan.FromHours(1), context), timeout: TimeSpan.FromSeconds(20))
            .Start();

        world.AdvanceSeconds(2.1);
        Assert.Equal(JobState.Retrying, world.StateOf(job));
    }

    [Fact]
    public void A_handler_that_returns_in_spite_of_its_time_out_succeeds()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(
            EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(30), process.Clock), timeout: TimeSpan.FromSeconds(20)).Start();

        world.AdvanceSeconds(31);
        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void A_handler_that_ignores_its_time_out_is_given_up_and_its_slot_is_free()
    {
        var never = new TaskCompletionSource();
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Options.DefaultConcurrency = 1;
        process.Handle(EngineWorld.Work, _ => never.Task, RetryPolicy.None, TimeSpan.FromSeconds(20))
            .Handle("next", _ => Task.CompletedTask).Start();

        world.AdvanceSeconds(49);
        Assert.Equal(JobState.Running, world.StateOf(job));
        world.AdvanceSeconds(2);
        Assert.Equal(JobState.Failed, world.StateOf(job));
        Assert.Equal([JobErrorCodes.Abandoned], Codes(world.Find(job)));
        Assert.True(process.Log.Has(EventIds.HandlerLeaks));

        JobId next = world.Enqueue("next");
        world.AdvanceSeconds(1);
        Assert.Equal(JobState.Succeeded, world.StateOf(next));
    }

    [Fact]
    public void Whatever_a_given_up_handler_does_later_is_refused()
    {
        var wake = new TaskCompletionSource();
        List<Exception?> refusals = [];
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            await wake.Task;
            refusals.Add(await Record.ExceptionAsync(() => context.SaveCheckpointAsync(1, Unfired)));
            refusals.Add(await Record.ExceptionAsync(() => context.CompleteAsync(_ => { }, Unfired)));
            refusals.Add(Record.Exception(() => context.Snooze(TimeSpan.Zero)));
            await context.ReportProgressAsync(1);
        }, RetryPolicy.None, TimeSpan.FromSeconds(20)).Start();
        world.AdvanceSeconds(51);

        wake.SetResult();
        world.RunUntilIdle();

        Assert.Equal(3, refusals.Count);
        Assert.All(refusals, refusal => Assert.IsType<LeaseLostException>(refusal));
        Assert.Equal(JobState.Failed, world.StateOf(job));
        Assert.Null(world.Find(job).Progress);
        Assert.True(process.Log.Has(EventIds.LeakedHandlerEnded));
    }

    [Fact]
    public void What_a_handler_registers_on_its_token_may_throw()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            context.CancellationToken.Register(() => throw new InvalidTimeZoneException());
            await Wait(process, TimeSpan.FromHours(1), context);
        }, timeout: TimeSpan.FromSeconds(1)).Start();
        world.AdvanceSeconds(1.1);

        Assert.Equal(JobState.Retrying, world.StateOf(job));
        Assert.True(process.Log.Has(EventIds.TokenCallbackThrew));
    }

    [Fact]
    public void A_cancelled_operation_of_the_handlers_own_is_a_failed_attempt()
    {
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, _ => throw new OperationCanceledException("mine")).Start();

        Assert.Equal(JobState.Retrying, world.StateOf(job));
    }

    [Fact]
    public void An_attempt_has_a_scope_of_its_own_that_ends_with_it()
    {
        List<Resource> resources = [];
        world.EnqueueMany(2);
        SimulatedProcess process = world.Process();
        process.AddScoped(() => new Resource());
        process.Handle(EngineWorld.Work, context =>
        {
            resources.Add((Resource)context.Services.GetService(typeof(Resource))!);
            return Task.CompletedTask;
        }).Start();

        Assert.Equal(2, resources.Distinct().Count());
        Assert.All(resources, resource => Assert.True(resource.IsDisposed));
    }

    [Fact]
    public void A_scope_that_cannot_be_disposed_fails_the_attempt()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.AddScoped(() => new Resource { Throws = true });
        process.Handle(EngineWorld.Work, context =>
        {
            context.Services.GetService(typeof(Resource));
            return Task.CompletedTask;
        }).Start();

        Assert.Equal(JobState.Retrying, world.StateOf(job));
    }

    internal static Task Wait(SimulatedProcess process, TimeSpan time, JobContext context) =>
        Task.Delay(time, process.Clock, context.CancellationToken);

    private static IEnumerable<string> Codes(Job job) => job.Details!.Failures.Select(failure => failure.Error.Code);

    private sealed class Resource : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public bool Throws { get; init; }

        public void Dispose()
        {
            IsDisposed = true;
            if (Throws)
            {
                throw new InvalidTimeZoneException("the scope");
            }
        }
    }
}
