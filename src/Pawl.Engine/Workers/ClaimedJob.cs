using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>A job on its way from the claimer to a runner.</summary>
/// <param name="Job">The job.</param>
/// <param name="Incarnation">Whose lease it runs under.</param>
/// <param name="IsSolo">Whether it runs alone in the process; its claimer has reserved the gate for it.</param>
internal readonly record struct ClaimedJob(LeasedJob Job, WorkerIncarnation Incarnation, bool IsSolo);
