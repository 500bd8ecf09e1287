using System.Collections.Immutable;
using Pawl.Storage;

namespace Pawl.Relational;

/// <summary>Promotes in batches, and goes on although one job may be refused by the database, for a constraint or a trigger of somebody
/// else's: halves the batch until that job is alone, and passes it over for a while.</summary>
/// <param name="promote">Promotes at most so many jobs in one transaction, in order, other than these.</param>
/// <param name="findNext">Finds the job that is promoted first, other than these.</param>
/// <param name="isRefusal">Whether an error is the database's answer to what is in the rows, so that it comes again each time.</param>
internal sealed class Promotion(
    Func<int, long[], CancellationToken, ValueTask<PromoteResult>> promote,
    Func<long[], CancellationToken, ValueTask<long?>> findNext,
    Func<StoreException, bool> isRefusal)
{
    private const int MostPassedOver = 1_000;

    /// <summary>Some minutes, at the usual pace.</summary>
    private const int CallsUntilTriedAgain = 600;

    // Replaced as a whole, and forgotten together.
    private ImmutableArray<long> passedOver = [];
    private int callsLeft;

    public async ValueTask<PromoteResult> RunAsync(int limit, CancellationToken cancellationToken)
    {
        if (!passedOver.IsEmpty && Interlocked.Decrement(ref callsLeft) <= 0)
        {
            passedOver = [];
        }

        for (int size = limit; ; size /= 2)
        {
            long[] others = [.. passedOver];
            try
            {
                return await promote(size, others, cancellationToken);
            }
            catch (StoreException exception) when (isRefusal(exception) && others.Length < MostPassedOver)
            {
                if (size > 1)
                {
                    continue;
                }

                if (await findNext(others, cancellationToken) is not { } refused)
                {
                    throw;
                }

                passedOver = [.. others, refused];
                callsLeft = CallsUntilTriedAgain;
                return new PromoteResult(0, TimeSpan.Zero, new RefusedJob(new JobId(refused), exception.Message));
            }
        }
    }
}
