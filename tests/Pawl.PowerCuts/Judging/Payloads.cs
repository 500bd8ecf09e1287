namespace Pawl.PowerCuts.Judging;

/// <summary>What each job was given to carry.</summary>
internal sealed class Payloads
{
    private readonly Dictionary<long, ulong> hashes = [];

    public void Add(long job, ReadOnlySpan<byte> payload) => hashes[job] = SnapshotReader.Digest.Of(payload);

    public bool AreOf(in StoredJob job) => hashes.TryGetValue(job.Id, out ulong hash) && hash == job.Payload;
}
