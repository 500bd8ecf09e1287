namespace Pawl.Checker.Histories;

/// <summary>What a store says of a schedule at the end. Instants are microseconds of the store's clock.</summary>
/// <param name="Name">The schedule.</param>
/// <param name="Versions">Its versions, the first one first.</param>
/// <param name="Fired">The ticks that have jobs, other than by a backfill.</param>
/// <param name="Skipped">The ticks that have none.</param>
/// <param name="DecidedUntil">Up to when all is decided; null for a schedule that was deleted.</param>
/// <param name="SeenUntil">Up to when ticks were seen, although some may wait for an earlier job to finish.</param>
public sealed record ScheduleAccount(
    string Name,
    IReadOnlyList<VersionAccount> Versions,
    IReadOnlyList<FiredAccount> Fired,
    IReadOnlyList<SkippedAccount> Skipped,
    long? DecidedUntil,
    long SeenUntil);

/// <summary>A version of a schedule.</summary>
/// <param name="Number">Its number.</param>
/// <param name="From">Its ticks are behind this instant.</param>
/// <param name="Until">Up to this one; null for the version in force.</param>
/// <param name="IsPaused">Whether it rested.</param>
/// <param name="Ticks">What its rule says.</param>
public sealed record VersionAccount(int Number, long From, long? Until, bool IsPaused, IExpectedTicks Ticks);

/// <summary>A tick with a job.</summary>
/// <param name="At">The nominal instant.</param>
/// <param name="Version">The version that decided it.</param>
/// <param name="Job">The job.</param>
public sealed record FiredAccount(long At, int Version, long Job);

/// <summary>Ticks in a row without jobs.</summary>
/// <param name="From">The nominal instant of the first.</param>
/// <param name="Until">That of the last.</param>
/// <param name="Version">The version that decided them.</param>
public sealed record SkippedAccount(long From, long Until, int Version);

/// <summary>The tick that a job is to be stored for.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="At">The nominal instant, in microseconds.</param>
public sealed record RequestedTick(string Schedule, long At);
