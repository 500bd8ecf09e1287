namespace Pawl.Hosting.Tests.Running;

/// <summary>A folder for one test's files; the last of its users deletes it.</summary>
internal sealed class TestFolder : IDisposable
{
    private int users = 1;

    public string Path { get; } = Directory.CreateTempSubdirectory("pawl-").FullName;

    public string ConnectionString => $"Data Source={System.IO.Path.Combine(Path, "pawl.db")}";

    public TestFolder Share()
    {
        users++;
        return this;
    }

    public void Dispose()
    {
        if (--users == 0)
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
