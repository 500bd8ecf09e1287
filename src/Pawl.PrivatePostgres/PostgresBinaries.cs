namespace Pawl.PrivatePostgres;

/// <summary>Where PostgreSQL's programs are on this machine.</summary>
public static class PostgresBinaries
{
    private const string DebianFolder = "/usr/lib/postgresql";

    private static readonly Lazy<string> Folder = new(Find);

    /// <summary>The path of a program.</summary>
    /// <param name="program">Its name: <c>initdb</c>.</param>
    /// <returns>The path.</returns>
    public static string PathOf(string program) => Path.Combine(Folder.Value, program);

    private static string Find()
    {
        IEnumerable<string> versions = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder)
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out int version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        string[] path = Environment.GetEnvironmentVariable("PATH")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return versions.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException(
                "PostgreSQL is not on this machine. Install it (Debian's package is postgresql; 15 or newer), or name a server on which "
                + "databases may be made: by --connection, or by the environment variable PAWL_TEST_POSTGRES.");
    }
}
