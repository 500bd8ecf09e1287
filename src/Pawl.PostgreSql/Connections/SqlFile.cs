using System.Reflection;

namespace Pawl.PostgreSql.Connections;

/// <summary>One embedded statement. Made once, as a static field of the class that runs it.</summary>
internal sealed class SqlFile
{
    // The header is for people, and the driver wants COPY to come first.
    private SqlFile(string path) =>
        Text = string.Join('\n', Read("Sql/" + path).Split('\n').SkipWhile(line => line.StartsWith("--", StringComparison.Ordinal)));

    public string Text { get; }

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
            ?? throw new InvalidOperationException($"The statement {resource} is not embedded in Pawl.PostgreSql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
