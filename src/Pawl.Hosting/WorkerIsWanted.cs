namespace Pawl.Hosting;

/// <summary>Stands among the services when this process is to run jobs, and not only to enqueue them.</summary>
internal sealed class WorkerIsWanted;
