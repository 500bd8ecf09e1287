using System.ComponentModel.DataAnnotations;

namespace Pawl.Sqlite;

/// <summary>Where the embedded store lies.</summary>
public sealed class SqliteOptions
{
    /// <summary>The SQLite connection string; only <c>Data Source</c> is read: a file, or <c>:memory:</c> for tests.</summary>
    /// <value><c>Data Source=pawl.db</c> by default.</value>
    [Required]
    public string ConnectionString { get; set; } = "Data Source=pawl.db";

    /// <summary>How many readers may read at once, each with a connection of its own.</summary>
    /// <value>4 by default; 1 to 64.</value>
    [Range(1, 64)]
    public int Readers { get; set; } = 4;

    /// <summary>How much of the file the writer keeps in memory, in KiB.</summary>
    /// <value>8,192 (8 MiB) by default; 1,024 to 4,194,304.</value>
    [Range(1_024, 4_194_304)]
    public int CacheKiB { get; set; } = 8_192;
}
