using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Workers;

public sealed class AttemptContextTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void The_next_attempt_goes_on_from_the_last_checkpoint()
    {
        List<int> seen = [];
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, async context =>
        {
            int at = context.GetCheckpoint<int>();
            seen.Add(at);
            await context.SaveCheckpointAsync(at + 10, Unfired);
            seen.Add(context.GetCheckpoint<int>());
            if (context.Attempt == 1)
            {
                throw new FormatException();
            }
        }).Start();
        world.AdvanceSeconds(11);

        Assert.Equal([0, 10, 10, 20], seen);
        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void A_checkpoint_of_another_type_fails_the_job_for_good()
    {
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, async context =>
        {
            if (context.Attempt == 2)
            {
                context.GetCheckpoint<int>();
            }

            await context.SaveCheckpointAsync("text", Unfired);
            throw new FormatException();
        }).Start();
        world.AdvanceSeconds(11);

        Assert.Equal((JobState.Failed, 2), (world.StateOf(job), world.Find(job).Attempt));
    }

    [Fact]
    public void A_checkpoint_that_is_too_large_is_refused_and_the_old_one_stays()
    {
        int kept = 0;
        world.Enqueue();
        world.Process().Handle(EngineWorld.Work, async context =>
        {
            await context.SaveCheckpointAsync(7, Unfired);
            await Assert.ThrowsAsync<ArgumentException>(
                () => context.SaveCheckpointAsync(new string('x', JobLimits.CheckpointBytes), Unfired));
            kept = context.GetCheckpoint<int>();
        }).Start();

        Assert.Equal(7, kept);
    }

    [Fact]
    public void A_checkpoint_without_a_lease_is_refused_and_stops_the_attempt()
    {
        CancellationReason? reason = null;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.HeartHost = Heartless;
        process.Handle(EngineWorld.Work, async context =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), process.Clock, Unfired);
            await Assert.ThrowsAsync<LeaseLostException>(() => context.SaveCheckpointAsync(1, Unfired));
            reason = context.CancellationReason;
            throw new FormatException();
        }).Start();
        world.Process().Start();
        world.AdvanceSeconds(61);

        Assert.Equal(CancellationReason.LeaseLost, reason);
        Assert.Null(world.Find(job).Details!.Checkpoint);
    }

    [Fact]
    public void A_handler_that_is_told_to_stop_waits_for_no_checkpoint()
    {
        CancellationReason? reason = null;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            process.Store.Hold("update");
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.SaveCheckpointAsync(1, context.CancellationToken));
            reason = context.CancellationReason;
        }).Start();
        world.Cancel(job, "not needed");
        world.AdvanceSeconds(5);

        Assert.Equal(CancellationReason.Requested, reason);
        process.Store.Release("update");
    }

    [Fact]
    public void Progress_is_written_once_a_second_and_the_last_report_is_not_lost()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            for (int i = 1; i <= 25; i++)
            {
                await context.ReportProgressAsync(i, 25, $"{i}", Unfired);
                await Task.Delay(TimeSpan.FromMilliseconds(100), process.Clock, Unfired);
            }
        }).Start();
        world.AdvanceSeconds(10);

        Assert.Equal([1, 11, 21, 25], process.Store.Updates.Select(update => update.Progress!.Current));
        Assert.Equal(new JobProgress(25, 25, "25"), world.Find(job).Progress);
    }

    [Fact]
    public void Progress_that_cannot_be_written_is_dropped_and_the_job_succeeds()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Store.Fault = call => call == "update" ? new StoreFullException("full") : null;
        process.Handle(EngineWorld.Work, context => context.ReportProgressAsync(1, cancellationToken: Unfired)).Start();

        Assert.Equal(JobState.Succeeded, world.StateOf(job));
        Assert.Null(world.Find(job).Progress);
    }

    [Fact]
    public void A_long_message_is_cut_to_what_is_kept()
    {
        JobId job = world.Enqueue();
        world.Process().Handle(
            EngineWorld.Work, context => context.ReportProgressAsync(1, 2, new string('x', 600), Unfired)).Start();

        Assert.Equal(JobProgress.MaxMessage, world.Find(job).Progress!.Message!.Length);
    }

    [Fact]
    public void Completing_runs_the_work_in_the_transaction_and_ends_the_job()
    {
        int worked = 0;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.HandleWithResult(EngineWorld.Work, async context =>
        {
            await context.CompleteAsync(_ => worked++, Unfired);
            Assert.Equal(JobState.Succeeded, world.StateOf(context.JobId));
            return "\"not stored\"";
        }).Start();

        Assert.Equal((JobState.Succeeded, 1), (world.StateOf(job), worked));
        Assert.Null(world.Find(job).Details!.Result);
        Assert.Single(process.Store.Batches.SelectMany(batch => batch));
    }

    [Fact]
    public void Work_that_throws_undoes_the_completion_and_reaches_the_handler_as_it_was()
    {
        Exception? seen = null;
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, async context =>
        {
            seen = await Record.ExceptionAsync(() => context.CompleteAsync(_ => FailingWork(), Unfired));
            throw new FormatException();
        }).Start();

        Assert.IsType<InvalidTimeZoneException>(seen);
        Assert.Contains(nameof(FailingWork), seen.StackTrace!, StringComparison.Ordinal);
        Assert.Equal(JobState.Retrying, world.StateOf(job));
    }

    [Fact]
    public void A_completion_that_is_not_awaited_still_decides()
    {
        JobId good = world.Enqueue("good");
        JobId bad = world.Enqueue("bad");
        world.Process()
            .Handle("good", context =>
            {
                _ = context.CompleteAsync(_ => { }, Unfired);
                return Task.CompletedTask;
            })
            .Handle("bad", context =>
            {
                _ = context.CompleteAsync(_ => FailingWork(), Unfired);
                return Task.CompletedTask;
            }).Start();

        Assert.Equal(JobState.Succeeded, world.StateOf(good));
        Assert.Equal(JobState.Retrying, world.StateOf(bad));
    }

    [Fact]
    public void Throwing_after_completion_changes_nothing()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            await context.CompleteAsync(_ => { }, Unfired);
            throw new FormatException();
        }).Start();

        Assert.Equal((JobState.Succeeded, 1), (world.StateOf(job), world.Find(job).Attempt));
        Assert.True(process.Log.Has(EventIds.ThrewAfterCompletion));
    }

    [Fact]
    public void A_complete_job_can_neither_be_completed_again_nor_snoozed()
    {
        List<Exception?> refusals = [];
        world.Enqueue();
        world.Process().Handle(EngineWorld.Work, async context =>
        {
            await context.CompleteAsync(_ => { }, Unfired);
            refusals.Add(await Record.ExceptionAsync(() => context.CompleteAsync(_ => { }, Unfired)));
            refusals.Add(Record.Exception(() => context.Snooze(TimeSpan.Zero)));
        }).Start();

        Assert.Equal(2, refusals.Count);
        Assert.All(refusals, refusal => Assert.IsType<InvalidOperationException>(refusal));
    }

    [Fact]
    public void A_completion_that_waits_can_be_withdrawn_and_then_writes_nothing()
    {
        int worked = 0;
        using var withdraw = new CancellationTokenSource();
        Exception? seen = null;
        JobId first = world.Enqueue("first");
        SimulatedProcess process = world.Process();
        process.Store.Hold("complete");
        process.Handle("first", _ => Task.CompletedTask)
            .Handle(EngineWorld.Work, async context =>
            {
                seen = await Record.ExceptionAsync(() => context.CompleteAsync(_ => worked++, withdraw.Token));
                context.Snooze(TimeSpan.FromHours(1));
            }).Start();
        JobId job = world.Enqueue();
        world.RunUntilIdle();
        withdraw.Cancel();
        world.RunUntilIdle();
        process.Store.Release("complete");
        world.RunUntilIdle();

        Assert.IsAssignableFrom<OperationCanceledException>(seen);
        Assert.Equal(JobState.Succeeded, world.StateOf(first));
        Assert.Equal((JobState.Scheduled, 0), (world.StateOf(job), worked));
    }

    [Fact]
    public void A_handler_that_waits_for_its_completion_is_not_said_to_ignore_its_token()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Store.Hold("complete");
        process.Handle(
            EngineWorld.Work, context => context.CompleteAsync(_ => { }, Unfired), RetryPolicy.None, TimeSpan.FromSeconds(20)).Start();

        world.AdvanceSeconds(51);
        Assert.True(process.Log.Has(EventIds.CompletionUnanswered));
        Assert.False(process.Log.Has(EventIds.HandlerLeaks));

        process.Store.Release("complete");
        world.RunUntilIdle();
        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void A_completion_whose_outcome_is_unknown_says_so()
    {
        Exception? seen = null;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Store.LateFault = call => call == "complete" ? new OutcomeUnknownException("I/O error") : null;
        process.Handle(EngineWorld.Work, async context =>
        {
            seen = await Record.ExceptionAsync(() => context.CompleteAsync(_ => { }, Unfired));
            process.Store.LateFault = _ => null;
            throw new FormatException();
        }).Start();

        Assert.IsType<OutcomeUnknownException>(seen);
        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4_000)]
    public void A_snooze_outside_its_range_is_refused(int days)
    {
        Exception? seen = null;
        world.Enqueue();
        world.Process().Handle(EngineWorld.Work, context =>
        {
            seen = Record.Exception(() => context.Snooze(TimeSpan.FromDays(days)));
            return Task.CompletedTask;
        }).Start();

        Assert.IsType<ArgumentOutOfRangeException>(seen);
    }

    [Fact]
    public void The_logger_names_the_type_the_job_and_the_attempt()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, context =>
        {
            context.Logger.Log(LogLevel.Information, 7, "hello", null, (state, _) => state);
            return Task.CompletedTask;
        }).Start();

        LogBook.LogEntry entry = Assert.Single(process.Log.Entries, entry => entry.EventId == 7);
        Assert.Equal(EngineWorld.Work.Value, entry.Category);
        var scope = Assert.IsAssignableFrom<IEnumerable<KeyValuePair<string, object?>>>(Assert.Single(entry.Scopes));
        Assert.Equal([new("JobId", job.ToString()), new("Attempt", 1)], scope);
    }

    [Fact]
    public void A_context_shows_what_travels_with_the_job()
    {
        string? seen = null;
        JobId job = world.Enqueue(with: job => job with
        {
            Tags = ["blue"],
            Metadata = new Dictionary<string, string> { ["tenant"] = "7" },
        });
        world.Process().Handle(EngineWorld.Work, context =>
        {
            seen = JsonSerializer.Serialize(new object[]
            {
                context.JobId.ToString(), context.Type.ToString(), context.Queue.ToString(), context.Attempt, context.Token.Value,
                context.Tags, context.Metadata,
            });
            return Task.CompletedTask;
        }).Start();

        Assert.Equal($$"""["{{job}}","work","default",1,1,["blue"],{"tenant":"7"}]""", seen);
    }

    private static CancellationToken Unfired => TestContext.Current.CancellationToken;

    internal static Task Heartless(Func<CancellationToken, Task> heart, CancellationToken cancellationToken) => Task.CompletedTask;

    private static void FailingWork() => throw new InvalidTimeZoneException("work");
}
