namespace Pawl.Demo.Runs;

/// <summary>The working process.</summary>
internal static class DemoWorker
{
    /// <summary>Runs.</summary>
    public static Task<int> RunAsync(DemoFolder folder, int records, TimeProvider clock, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
