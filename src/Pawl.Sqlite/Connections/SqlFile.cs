using System.Reflection;

namespace Pawl.Sqlite.Connections;

/// <summary>One embedded statement. Made once, as a static field of the class that runs it.</summary>
internal sealed class SqlFile
{
    private static int count;

    private SqlFile(string path)
    {
        Path = path;
        Text = Read("Sql/" + path);
        Ordinal = Interlocked.Increment(ref count) - 1;
    }

    /// <summary>The path below <c>Sql/</c>.</summary>
    public string Path { get; }

    public string Text { get; }

    /// <summary>The place of the prepared statement in each connection.</summary>
    public int Ordinal { get; }

    /// <summary>Loads a statement, failing at once when it is not embedded.</summary>
    public static SqlFile Load(string path) => new(path);

    /// <summary>Reads the numbered migrations, in order.</summary>
    public static IEnumerable<(int Number, string Name, string Text)> Migrations() =>
        from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
        where name.StartsWith("Migrations/", StringComparison.Ordinal)
        orderby name
        let file = name["Migrations/".Length..]
        select (int.Parse(file.AsSpan(0, 4), provider: null), file, Read(name));

    private static string Read(string resource)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The statement {resource} is not embedded in Pawl.Sqlite.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
