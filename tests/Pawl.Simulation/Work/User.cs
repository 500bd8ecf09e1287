using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Running;
using Pawl.Storage;

namespace Pawl.Simulation.Work;

/// <summary>Application code that calls Pawl from within a node, at random moments, and lives with refusals.</summary>
internal sealed class User(
    World world, IJobClient jobs, IQueueClient queues, IScheduleClient schedules, TimeProvider clock, CancellationToken stopping)
{
    private readonly List<JobId> known = [];
    private long numbers;

    public IJobClient Jobs { get; } = jobs;

    public IQueueClient Queues { get; } = queues;

    public IScheduleClient Schedules { get; } = schedules;

    public SeededEntropy Chance => world.Users;

    public Swarm Swarm => world.Swarm;

    /// <summary>A number that no other script has.</summary>
    public long NextNumber() => (world.Simulator.Now * 1_000) + numbers++;

    /// <summary>A job that this user has enqueued before; none when there is none.</summary>
    public JobId? AnyKnown() => known.Count == 0 ? null : Chance.Pick(known);

    public void Remember(JobId job)
    {
        if (known.Count == 50)
        {
            known.RemoveAt(0);
        }

        known.Add(job);
    }

    /// <summary>Does something at random moments until the process stops or faults are over.</summary>
    public async Task RepeatAsync(Func<Task> act)
    {
        while (!stopping.IsCancellationRequested && !world.IsHealed)
        {
            try
            {
                await Task.Delay(world.Swarm.Pace * (2 * Chance.NextDouble()), clock, stopping);
                if (!world.IsHealed)
                {
                    await act();
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or PawlException and not InvariantException)
            {
                // The history knows what was refused, and what was not answered.
            }
        }
    }

    /// <summary>Repeats a call whose outcome is unknown, or that was not done, as users with an idempotency key do.</summary>
    public async Task<JobHandle> EnqueueSurelyAsync(IJob job, EnqueueOptions options)
    {
        while (true)
        {
            try
            {
                return await Jobs.EnqueueAsync(job, options, stopping);
            }
            catch (StoreException exception) when (exception is StoreUnavailableException or OutcomeUnknownException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1 + Chance.NextDouble()), clock, stopping);
            }
        }
    }
}
