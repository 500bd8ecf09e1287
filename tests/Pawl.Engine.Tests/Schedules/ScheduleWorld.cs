using Pawl.Engine.Tests.World;

namespace Pawl.Engine.Tests.Schedules;

/// <summary>A process that runs jobs of schedules and remembers which ticks they were for. The world begins on 2026-01-01, a Thursday,
/// at midnight UTC.</summary>
internal sealed class ScheduleWorld
{
    private static readonly ScheduleName Name = "s";

    public ScheduleWorld(TimeSpan jobDuration = default, int catchUpPerSecond = 100)
    {
        Process = World.Process();
        Process.MaintenanceOptions.CatchUpPerSecond = catchUpPerSecond;
        Process.Handle(EngineWorld.Work, async context =>
        {
            Started.Add((context.Tick!.At, World.Clock.Now));
            await Task.Delay(jobDuration, Process.Clock, context.CancellationToken);
        }).Start();
    }

    public EngineWorld World { get; } = new();

    public SimulatedProcess Process { get; }

    /// <summary>For each run the nominal instant, and when it started.</summary>
    public List<(DateTimeOffset Nominal, DateTimeOffset At)> Started { get; } = [];

    public DateTimeOffset Now => World.Clock.Now;

    public static DateTimeOffset At(int day, int hour, int minute = 0, int second = 0) =>
        new(2026, 1, day, hour, minute, second, TimeSpan.Zero);

    public Schedule Put(ScheduleRule rule, ScheduleOptions? options = null) =>
        Process.Await(() => Process.Schedules.UpsertAsync(Name, rule, new TickJob(), options));

    public T Ask<T>(Func<IScheduleClient, Task<T>> question) => Process.Await(() => question(Process.Schedules));

    public IReadOnlyList<LedgerEntry> Ledger() => [.. Ask(client => client.ListTicksAsync(Name, limit: 1_000)).Reverse()];

    public IEnumerable<(DateTimeOffset From, DateTimeOffset Until, SkipReason Reason)> Skips() =>
        Ledger().OfType<LedgerEntry.Skipped>().Select(skip => (skip.At, skip.Until, skip.Reason));

    public void PassUntil(DateTimeOffset instant) => World.Advance(instant - Now);
}
