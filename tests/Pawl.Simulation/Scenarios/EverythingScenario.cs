using Pawl.Simulation.Work;

namespace Pawl.Simulation.Scenarios;

/// <summary>All the others at once.</summary>
internal sealed class EverythingScenario() : Scenario("everything")
{
    private static readonly Func<User, Task>[] Acts =
    [
        QueueScenario.ActAsync, OperatorsScenario.ActAsync, KeysScenario.ActAsync, TransactionsScenario.ActAsync, PausesScenario.ActAsync,
        PoisonScenario.ActAsync, RetentionScenario.ActAsync, SchedulesScenario.ActAsync,
    ];

    public override IReadOnlyList<string> Queues => ["default", Other];

    public override IReadOnlyList<string> Schedules => SchedulesScenario.Names;

    public override bool HandlesRareOn(int node) => node % 2 == 1;

    public override Task UseAsync(User user) => user.RepeatAsync(() => user.Chance.Pick(Acts)(user));
}
