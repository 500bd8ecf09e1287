using System.Data.Common;
using Pawl.Demo.Cities;
using Pawl.Demo.Results;
using Pawl.Demo.Runs;
using Pawl.Demo.Stores;

namespace Pawl.Demo.Jobs;

/// <summary>Waits for the cities by snoozing, which spends no attempt and holds no worker, and writes the report.</summary>
internal sealed class WriteReportHandler(IJobClient jobs, Atlas atlas, DemoFolder folder, DemoStore store) : IJobHandler<WriteReport>
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    public async Task HandleAsync(WriteReport job, JobContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<JobCount> counts = await jobs.CountAsync(cancellationToken);
        if (counts.Any(count => count.Type.Value == ComputeCity.Type && !count.State.IsFinished() && count.Count > 0))
        {
            context.Snooze(PollInterval);
            return;
        }

        // Written aside and moved into place, because a job may run again: there is a whole report or none.
        string unfinished = folder.ReportPath + ".tmp";
        using (DbConnection connection = store.OpenForReading())
        {
            await File.WriteAllTextAsync(unfinished, Report.Write(connection, atlas, job.Date), cancellationToken);
        }

        File.Move(unfinished, folder.ReportPath, overwrite: true);
    }
}
