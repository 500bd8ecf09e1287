namespace Pawl.Simulation.Scenarios;

/// <summary>The scenarios by name.</summary>
internal static class ScenarioBook
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new QueueScenario(), new LongJobsScenario(), new OperatorsScenario(), new KeysScenario(), new TransactionsScenario(),
        new PausesScenario(), new PoisonScenario(), new RetentionScenario(), new SchedulesScenario(),
        new DaylightScenario(), new EverythingScenario(),
    ];

    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);
}
