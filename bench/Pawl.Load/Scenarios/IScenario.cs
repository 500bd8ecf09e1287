namespace Pawl.Load.Scenarios;

/// <summary>Something that is done with a store, and the numbers that come of it. Each runs in a process of its own.</summary>
internal interface IScenario
{
    /// <summary>What it is called on the command line.</summary>
    string Name { get; }

    /// <summary>How many jobs it is defined with.</summary>
    int DefaultJobs { get; }

    /// <summary>Whether it is about several sessions or processes on one store, so that SQLite cannot be asked.</summary>
    bool NeedsPostgres => false;

    /// <summary>Warms up, and measures once.</summary>
    /// <param name="settings">The store.</param>
    /// <param name="jobs">How many jobs.</param>
    /// <returns>The metrics: name, value, unit.</returns>
    Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs);
}
