using Pawl.Demo.Cities;
using Pawl.Demo.Runs;

namespace Pawl.Demo.Jobs;

/// <summary>Reads the data set in chunks, and goes on where the last attempt stopped.</summary>
internal sealed class ImportCitiesHandler(CityFile file, IJobClient jobs, RunMonitor monitor) : IJobHandler<ImportCities>
{
    private const int ChunkRows = 1_000;

    public async Task HandleAsync(ImportCities job, JobContext context, CancellationToken cancellationToken)
    {
        int row = context.GetCheckpoint<int>();
        monitor.TellImport(row);
        foreach (City[] chunk in file.Read().Take(job.Records).Skip(row).Chunk(ChunkRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await EnqueueOnceAsync(chunk, row, job.Date, cancellationToken);
            row += chunk.Length;
            await context.SaveCheckpointAsync(row, cancellationToken);
            await context.ReportProgressAsync(row, job.Records, cancellationToken: cancellationToken);
        }

        await context.CompleteAsync(transaction => transaction.Enqueue(new WriteReport(job.Date)), cancellationToken);
    }

    private Task EnqueueOnceAsync(City[] chunk, int firstRow, DateOnly date, CancellationToken cancellationToken) =>
        jobs.TransactAsync(
            transaction =>
            {
                if (ImportLedger.TryEnter(transaction.Connection, firstRow, chunk.Length))
                {
                    foreach (City city in chunk)
                    {
                        transaction.Enqueue(new ComputeCity(city.Id, date));
                    }
                }
            },
            cancellationToken);
}
