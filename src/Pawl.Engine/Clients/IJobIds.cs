namespace Pawl.Engine.Clients;

/// <summary>Gives clients the generator of ids, once the node has joined the cluster.</summary>
internal interface IJobIds
{
    /// <summary>Waits until the node has a number for its ids, and starts it if nobody has.</summary>
    ValueTask<IdGenerator> GetAsync(CancellationToken cancellationToken);
}
