using Pawl.Faults.Processes;

namespace Pawl.Faults.Disks;

/// <summary>Syncs that are slow or fail, in processes that were started with <see cref="Variables"/>; see sync-faults.c.</summary>
internal sealed class SyncFaults
{
    private readonly string library;
    private readonly string orders;

    private SyncFaults(string library, string orders) => (this.library, this.orders) = (library, orders);

    /// <summary>What a process needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = library,
        ["SYNC_FAULTS"] = orders,
    };

    /// <summary>The command that becomes another with that environment.</summary>
    public IReadOnlyList<string> Prefix => ["env", .. Variables.Select(variable => $"{variable.Key}={variable.Value}")];

    /// <summary>Compiles the library, with the compiler of this machine.</summary>
    public static async Task<SyncFaults> BuildAsync(string folder, CancellationToken cancellationToken)
    {
        string library = Path.Combine(folder, "sync-faults.so");
        string source = Path.Combine(AppContext.BaseDirectory, "sync-faults.c");
        await Tool.RunAsync(cancellationToken, "cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl");
        var faults = new SyncFaults(library, Path.Combine(folder, "sync-faults"));
        faults.Order("none");
        return faults;
    }

    /// <summary>Says what syncs do from now on.</summary>
    /// <param name="what"><c>slow 300</c>, <c>fail 5</c> or <c>none</c>.</param>
    public void Order(string what)
    {
        // Whoever reads meanwhile finds the old order or the new one.
        File.WriteAllText(orders + ".new", what + "\n");
        File.Move(orders + ".new", orders, overwrite: true);
    }
}
