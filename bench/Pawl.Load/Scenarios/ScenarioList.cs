namespace Pawl.Load.Scenarios;

/// <summary>All scenarios.</summary>
internal static class ScenarioList
{
    public const string All = "all";

    public static IReadOnlyList<IScenario> Scenarios { get; } =
    [
        new EnqueueBulk(),
        new EnqueueSingle(),
        new Drain("drain", retention: null),
        new Drain("drain-no-retention", retention: TimeSpan.Zero),
        new Latency(),
        new Backlog(),
        new Memory(),
        new Ticks(),
        new TicksDue(TimeProvider.System),
        new Hostile(),
        new LongTransaction(),
        new Cluster(),
    ];

    public static IScenario Find(string name) => Scenarios.Single(scenario => scenario.Name == name);
}
