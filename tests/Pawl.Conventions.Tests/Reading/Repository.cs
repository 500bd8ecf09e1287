namespace Pawl.Conventions.Tests.Reading;

/// <summary>The files of this repository, read once. What is built or stored beside them is left out.</summary>
internal static class Repository
{
    private static readonly string[] Ignored = [".git", ".vs", ".idea", "bin", "obj", "artifacts", "node_modules"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every file's path from the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. List(Root).Order(StringComparer.Ordinal)];

    /// <summary>Every file that people write and a rule may read.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
    [
        .. Paths.Where(path => Path.GetExtension(path) is ".cs" or ".csproj" or ".props" or ".slnx" or ".sql" or ".md" or ".editorconfig")
            .Select(path => new SourceFile(path, File.ReadAllText(FullPath(path)))),
    ];

    /// <summary>Where a file lies on this machine.</summary>
    public static string FullPath(string path) => Path.Combine(Root, path);

    /// <summary>Whether a path from the root names a file or a folder.</summary>
    public static bool Exists(string path) => Path.Exists(FullPath(path));

    private static IEnumerable<string> List(string folder)
    {
        IEnumerable<string> folders = Directory.EnumerateDirectories(folder).Where(child => !Ignored.Contains(Path.GetFileName(child)));
        return Directory.EnumerateFiles(folder)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Concat(folders.SelectMany(List));
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pawl.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("Pawl.slnx is in no folder above the tests; run them where they were built.");
    }
}
