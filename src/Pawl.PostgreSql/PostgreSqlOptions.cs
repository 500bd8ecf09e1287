using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace Pawl.PostgreSql;

/// <summary>Where the cluster store lies, and how it is talked to.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Ranges are checked by generated code, or with all members kept.")]
public sealed class PostgreSqlOptions
{
    /// <summary>The connection string, as Npgsql takes it. With several hosts, writes go to the primary, wherever it is, and lists and
    /// counts to a standby that has caught up. Command and cancellation time-outs, preparing and resetting are set by Pawl; and
    /// <c>Timeout</c>, how long a connection may take to open, is 5 seconds unless it is given here.</summary>
    /// <value>Empty by default; required.</value>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>A connection string past any pooler, for the one connection that listens for hints of other nodes: a pooler in transaction
    /// mode swallows them silently.</summary>
    /// <value>Null, for the same as <see cref="ConnectionString"/>, by default. Without hints, jobs of other nodes are found by
    /// polling.</value>
    [MinLength(1)]
    public string? ListenConnectionString { get; set; }

    /// <summary>Whether nodes tell each other of new jobs by <c>NOTIFY</c>, 50 times a second at most.</summary>
    /// <value>True by default. When false, jobs of other nodes are found by polling.</value>
    public bool Notify { get; set; } = true;

    /// <summary>How long an answer is waited for before the connection is broken off; what was being written is then unknown. The driver
    /// first asks the server to cancel: when that is not answered either, it takes up to twice the connection string's <c>Timeout</c>
    /// more.</summary>
    /// <value>30 seconds by default; 1 second to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Since when a transaction must be open, anywhere on the database, for a warning that it slows queues down.</summary>
    /// <value>1 minute by default; 1 second to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan OldSnapshotWarning { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether a node that finds an older schema brings it up to date. The first one does, and others wait.</summary>
    /// <value>True by default. When false, <c>pawl db migrate</c> must have been run. Then nodes need <c>USAGE</c> of the schema
    /// <c>pawl</c>, and <c>SELECT</c>, <c>INSERT</c>, <c>UPDATE</c> and <c>DELETE</c> on its tables, and no more.</value>
    public bool Migrate { get; set; } = true;

    /// <exception cref="ArgumentException">A setting is missing or out of its range.</exception>
    internal void Require()
    {
        ValidateOptionsResult result = new PostgreSqlOptionsValidator().Validate(null, this);
        if (result.Failed)
        {
            throw new ArgumentException(result.FailureMessage);
        }
    }
}
