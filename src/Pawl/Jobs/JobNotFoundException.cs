namespace Pawl;

/// <summary>No job has this id: it was never stored, was deleted, or is past its retention.</summary>
public sealed class JobNotFoundException : PawlException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="id">The id.</param>
    public JobNotFoundException(JobId id)
        : base($"No job {id} is stored: it never was, or it was deleted, or its retention is over. To read results after a "
            + "job has finished, give it a retention.") => Id = id;

    /// <summary>The id.</summary>
    public JobId Id { get; }
}
