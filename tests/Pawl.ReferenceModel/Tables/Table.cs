namespace Pawl.ReferenceModel.Tables;

/// <summary>Rows by key. Rows never change: they are replaced, and every replacement can be undone.</summary>
internal class Table<TKey, TRow>(Journal journal, Func<TRow, TKey> keyOf)
    where TKey : notnull
    where TRow : class
{
    private readonly Dictionary<TKey, TRow> rows = [];

    protected Journal Journal { get; } = journal;

    /// <summary>The rows in no particular order: only for questions whose answer does not depend on it.</summary>
    public IReadOnlyCollection<TRow> Unordered => rows.Values;

    public TRow? Find(TKey key) => rows.GetValueOrDefault(key);

    public void Put(TRow row) => Replace(keyOf(row), row);

    public void Delete(TKey key) => Replace(key, null);

    /// <summary>Adds a row to the indexes, which are a function of the rows and nothing else.</summary>
    protected virtual void Index(TRow row)
    {
    }

    /// <summary>Takes a row out of the indexes.</summary>
    protected virtual void Unindex(TRow row)
    {
    }

    /// <summary>Called when a row was put, replaced or deleted; not when that is undone.</summary>
    protected virtual void OnReplaced(TRow? before, TRow? after)
    {
    }

    private void Replace(TKey key, TRow? after)
    {
        TRow? before = Find(key);
        Write(key, before, after);
        Journal.Add(() => Write(key, after, before));
        OnReplaced(before, after);
    }

    private void Write(TKey key, TRow? before, TRow? after)
    {
        if (before is not null)
        {
            Unindex(before);
            rows.Remove(key);
        }

        if (after is not null)
        {
            rows.Add(key, after);
            Index(after);
        }
    }
}
