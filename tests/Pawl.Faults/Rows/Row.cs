using Pawl.Checker;
using Pawl.Checker.Rules;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>One fault, and what must hold although it happens. Whatever the fault, the checker's rules for clusters are applied to
/// what is left.</summary>
public abstract class Row
{
    /// <summary>The kinds of store for rows that are for each.</summary>
    protected static readonly IReadOnlyList<StoreKind> Both = [StoreKind.Sqlite, StoreKind.Postgres];

    /// <summary>For rows that need several processes, or a server.</summary>
    protected static readonly IReadOnlyList<StoreKind> Postgres = [StoreKind.Postgres];

    /// <summary>For rows about a file.</summary>
    protected static readonly IReadOnlyList<StoreKind> Sqlite = [StoreKind.Sqlite];

    /// <summary>Its number in the matrix: <c>F-01</c>, from the type's name.</summary>
    public string Name => $"F-{GetType().Name[1..3]}";

    /// <summary>The fault, in a few words.</summary>
    public abstract string Fault { get; }

    /// <summary>0 for every run of the tests, 1 for releases.</summary>
    public virtual int Tier => 0;

    /// <summary>The stores it is for.</summary>
    public abstract IReadOnlyList<StoreKind> Stores { get; }

    /// <summary>The longest it may take on a busy machine.</summary>
    public virtual TimeSpan Limit => TimeSpan.FromSeconds(150);

    /// <summary>Starts processes, lets them work, and makes the fault happen.</summary>
    /// <param name="site">Where.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The wait until the fault is over.</returns>
    public abstract Task BreakAsync(Site site, CancellationToken cancellationToken);

    /// <summary>Applies the rules for clusters.</summary>
    /// <param name="evidence">What is left.</param>
    /// <returns>The verdict.</returns>
    public virtual Verdict Judge(Evidence evidence) => Verdict.On(evidence, RuleBook.Cluster);

    /// <summary>Finds what this fault in particular must or must not have done.</summary>
    /// <param name="evidence">What is left.</param>
    /// <param name="site">Where.</param>
    /// <returns>What was expected and is not so.</returns>
    public virtual IEnumerable<string> FindUnmet(Evidence evidence, Site site) => [];
}
