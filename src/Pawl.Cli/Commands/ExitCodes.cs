namespace Pawl.Cli.Commands;

/// <summary>How the command ends, for scripts.</summary>
internal static class ExitCodes
{
    /// <summary>It did what was asked.</summary>
    public const int Done = 0;

    /// <summary>It could not, or its accounting is off.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>It was interrupted, by Ctrl+C or SIGTERM.</summary>
    public const int Interrupted = 130;

    /// <summary>The same, for people.</summary>
    public const string Help =
        """
        Exit codes:
          0    everything is as it should be
          1    it could not be done, or the accounting is off
          2    the command line makes no sense
          130  interrupted by Ctrl+C
        """;
}
