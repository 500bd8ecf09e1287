namespace Pawl;

/// <summary>There is no schedule of that name; nothing was done.</summary>
public sealed class ScheduleNotFoundException : PawlException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="name">The name.</param>
    public ScheduleNotFoundException(ScheduleName name)
        : base($"There is no schedule '{name}', so nothing was done. Create it with IScheduleClient.UpsertAsync.") => Name = name;

    /// <summary>The name.</summary>
    public ScheduleName Name { get; }
}
