namespace Pawl.Hosting.Tests.Threads;

/// <summary>Tests that block every thread of the pool, and so run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class BlockedPoolAlone
{
    public const string Name = "blocked pool";
}
