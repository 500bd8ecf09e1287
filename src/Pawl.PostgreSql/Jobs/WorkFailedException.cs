using System.Runtime.ExceptionServices;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Application code threw, so that its transaction is rolled back; never leaves the store.</summary>
internal sealed class WorkFailedException(ExceptionDispatchInfo error) : Exception
{
    /// <summary>What it threw.</summary>
    public ExceptionDispatchInfo Error => error;
}
