using Pawl.Hosting;

namespace Pawl.Load.Stores;

/// <summary>A file in a folder of its own.</summary>
internal sealed class SqliteSite(string parent) : StoreSite
{
    private readonly string folder = Directory.CreateDirectory(Path.Combine(parent, Path.GetRandomFileName())).FullName;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    protected override void Choose(PawlBuilder pawl) => pawl.UseSqlite($"Data Source={Path.Combine(folder, "pawl.db")}");
}
