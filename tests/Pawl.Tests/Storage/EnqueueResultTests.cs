using Pawl.Storage;

namespace Pawl.Tests.Storage;

public sealed class EnqueueResultTests
{
    [Theory]
    [InlineData(EnqueueStatus.Stored, false)]
    [InlineData(EnqueueStatus.Existing, false)]
    [InlineData(EnqueueStatus.NotStored, false)]
    [InlineData(EnqueueStatus.IdempotencyConflict, true)]
    [InlineData(EnqueueStatus.UniqueConflict, true)]
    public void Only_a_conflict_is_a_refusal(EnqueueStatus status, bool isRefused) =>
        Assert.Equal(isRefused, new EnqueueResult(new JobId(1), status).IsRefused);
}
