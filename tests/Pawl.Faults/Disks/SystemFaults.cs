using Pawl.Faults.Processes;

namespace Pawl.Faults.Disks;

/// <summary>Syncs that are slow or fail, sockets that cannot be had, and a wall clock that is wrong, in processes that were started with
/// <see cref="Variables"/>; see system-faults.c.</summary>
internal sealed class SystemFaults
{
    private readonly string library;
    private readonly string orders;

    private SystemFaults(string library, string orders) => (this.library, this.orders) = (library, orders);

    /// <summary>What a process needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = library,
        ["SYSTEM_FAULTS"] = orders,
    };

    /// <summary>The command that becomes another with that environment.</summary>
    public IReadOnlyList<string> Prefix => ["env", .. Variables.Select(variable => $"{variable.Key}={variable.Value}")];

    /// <summary>Compiles the library, with the compiler of this machine.</summary>
    public static async Task<SystemFaults> BuildAsync(string folder, CancellationToken cancellationToken)
    {
        string library = Path.Combine(folder, "system-faults.so");
        string source = Path.Combine(AppContext.BaseDirectory, "system-faults.c");
        await Tool.RunAsync(cancellationToken, "cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl");
        var faults = new SystemFaults(library, Path.Combine(folder, "system-faults"));
        faults.Order("none");
        return faults;
    }

    /// <summary>Says what happens from now on.</summary>
    /// <param name="what"><c>slow 300</c>, <c>fail 5</c>, <c>sockets 24</c>, <c>clock 3600</c> or <c>none</c>.</param>
    public void Order(string what)
    {
        // Whoever reads meanwhile finds the old order or the new one.
        File.WriteAllText(orders + ".new", what + "\n");
        File.Move(orders + ".new", orders, overwrite: true);
    }
}
