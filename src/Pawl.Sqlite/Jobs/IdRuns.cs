namespace Pawl.Sqlite.Jobs;

/// <summary>Gathers ids of jobs as runs without a gap: no other job can lie between the first and the last of one, so a statement
/// names all of it by its ends. Ids rise by one within a millisecond, so the busier the store, the longer the runs.</summary>
internal sealed class IdRuns(int capacity = 0)
{
    private readonly List<long> ids = new(capacity);

    public void Add(long id) => ids.Add(id);

    public void Clear() => ids.Clear();

    /// <summary>The runs, in the order of ids.</summary>
    public IEnumerable<Run> All()
    {
        ids.Sort();
        int first = 0;
        for (int next = 1; next <= ids.Count; next++)
        {
            if (next == ids.Count || ids[next] != ids[next - 1] + 1)
            {
                yield return new Run(ids[first], ids[next - 1], next - first);
                first = next;
            }
        }
    }

    /// <summary>The first and the last id, and how many there are.</summary>
    public readonly record struct Run(long First, long Last, int Count);
}
