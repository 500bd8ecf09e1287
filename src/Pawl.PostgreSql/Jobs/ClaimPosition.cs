namespace Pawl.PostgreSql.Jobs;

/// <summary>A place in the order of claims.</summary>
/// <param name="Priority">Lower numbers come first.</param>
/// <param name="RunAt">When the job is due, in microseconds since 1970 UTC.</param>
/// <param name="Job">The job.</param>
internal readonly record struct ClaimPosition(int Priority, long RunAt, long Job) : IComparable<ClaimPosition>
{
    /// <summary>Before every job there can be.</summary>
    public static ClaimPosition First { get; } = new(int.MinValue, 0, 0);

    public int CompareTo(ClaimPosition other) => (Priority, RunAt, Job).CompareTo((other.Priority, other.RunAt, other.Job));

    /// <summary>The place right after.</summary>
    public ClaimPosition Next() => this with { Job = Job + 1 };
}
