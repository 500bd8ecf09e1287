namespace Pawl.ReferenceModel.Tables;

/// <summary>Remembers how to undo what a transaction has done so far.</summary>
internal sealed class Journal
{
    private readonly Stack<Action> undo = [];

    /// <summary>A place to which can be rolled back.</summary>
    public int Mark => undo.Count;

    public void Add(Action undoOne) => undo.Push(undoOne);

    public void RollBackTo(int mark)
    {
        while (undo.Count > mark)
        {
            undo.Pop()();
        }
    }

    public void Commit() => undo.Clear();
}
