using Pawl.Checker.Journals;
using Pawl.Checker.Store;

namespace Pawl.Checker;

/// <summary>What the rules judge: what the program wrote down outside the store, and what the store holds at the end.</summary>
/// <param name="History">The journals.</param>
/// <param name="Store">The store.</param>
public sealed record Evidence(History History, StoreContents Store)
{
    /// <summary>Reads a folder that holds journals and one store, <c>pawl.db</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The evidence.</returns>
    public static Evidence Read(string folder) =>
        new(new History(JournalReader.ReadFolder(folder)), StoreContents.ReadFile(Path.Combine(folder, "pawl.db")));
}
