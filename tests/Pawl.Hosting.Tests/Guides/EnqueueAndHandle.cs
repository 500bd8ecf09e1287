using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pawl.Hosting.Tests.Guides;

#pragma warning disable CA1848, CA1873 // Users may log as they like, and a guide logs in the shortest way.

// The code of docs/guides/enqueue-and-handle.md: what stands there stands here, and so it compiles and runs.

[Job("email.welcome", Queue = "email", MaxAttempts = 8)]
public sealed record SendWelcomeEmail(Guid UserId) : IJob;

public sealed record BuildReport(DateOnly Month) : IJob<Uri>;

public sealed record ImportCsv(string Path) : IJob<int>;

public sealed record PayInvoice(int Number, decimal Amount) : IJob;

public sealed class SendWelcomeEmailHandler(IMailer mailer) : IJobHandler<SendWelcomeEmail>
{
    public async Task HandleAsync(SendWelcomeEmail job, JobContext context, CancellationToken cancellationToken)
    {
        context.Logger.LogInformation("Sending welcome mail, attempt {Attempt}", context.Attempt);
        await mailer.SendAsync(job.UserId, cancellationToken);
    }
}

public sealed class ImportCsvHandler(IRows rows) : IJobHandler<ImportCsv, int>
{
    public async Task<int> HandleAsync(ImportCsv job, JobContext context, CancellationToken cancellationToken)
    {
        var row = context.GetCheckpoint<int>();                      // 0 on the first attempt
        var total = await rows.CountAsync(job.Path, cancellationToken);
        while (row < total)
        {
            row += await rows.StoreNextAsync(job.Path, skip: row, cancellationToken);
            await context.SaveCheckpointAsync(row, cancellationToken);
            await context.ReportProgressAsync(row, total, $"{row:N0} of {total:N0} rows", cancellationToken);
        }

        return row;
    }
}

public static class EnqueueAndHandle
{
    public static IHost Build(HostApplicationBuilder builder, string connectionString = "Data Source=pawl.db")
    {
        builder.AddPawl()
            .UseSqlite(connectionString)
            .AddHandler<SendWelcomeEmailHandler>()
            .AddHandler<ImportCsvHandler>()
            .AddWorker(w => w.Queue("default", concurrency: 8).Queue("email", concurrency: 4).Queue("reports"));

        var app = builder.Build();

        app.MapJob(async (BuildReport job, IReportStore store, JobContext context) =>
                await store.BuildAsync(job.Month, context.CancellationToken))
           .OnQueue("reports")
           .WithRetry(RetryPolicy.Exponential(maxAttempts: 5, initial: TimeSpan.FromSeconds(10)));

        app.MapJob(async (PayInvoice job, JobContext context) =>
        {
            await context.CompleteAsync(transaction =>
            {
                using DbCommand pay = transaction.Connection.CreateCommand();
                pay.CommandText = $"UPDATE invoice SET is_paid = 1 WHERE number = {job.Number}";
                if (pay.ExecuteNonQuery() == 0)
                {
                    throw new PermanentJobException($"There is no invoice {job.Number}.");
                }

                transaction.Enqueue(new BuildReport(new DateOnly(2026, 10, 1)));
            }, context.CancellationToken);
        });

        return app;
    }

    public static async Task<Uri?> EnqueueAsync(IJobClient jobs, Guid userId, CancellationToken cancellationToken)
    {
        await jobs.EnqueueAsync(new SendWelcomeEmail(userId), cancellationToken: cancellationToken);
        await jobs.ScheduleAsync(new SendWelcomeEmail(userId), TimeSpan.FromHours(24), cancellationToken: cancellationToken);
        await jobs.ScheduleAsync(
            new SendWelcomeEmail(userId), new DateTimeOffset(2027, 1, 1, 9, 0, 0, TimeSpan.Zero), cancellationToken: cancellationToken);

        Guid[] users = [userId, userId];
        await jobs.EnqueueManyAsync(users.Select(user => new SendWelcomeEmail(user)), new() { Priority = -10 }, cancellationToken);

        JobHandle<Uri> report = await jobs.EnqueueAsync(
            new BuildReport(new DateOnly(2026, 10, 1)), cancellationToken: cancellationToken);
        Uri? url = await report.GetResultAsync(cancellationToken);
        return url;
    }

    public static async Task<JobHandle> EnqueueOnceAsync(IJobClient jobs, Guid userId, CancellationToken cancellationToken)
    {
        JobHandle handle = await jobs.EnqueueAsync(new SendWelcomeEmail(userId), new()
        {
            IdempotencyKey = "evt_1NG8Du2eZvKYlo2C",                   // same request twice = same job, 24 h
            Unique = new("welcome:" + userId),                         // at most one live job per key
            Tags = ["crm"],
        }, cancellationToken);
        if (handle.AlreadyExisted)
        {
            Console.WriteLine($"already queued as {handle.Id}");
        }

        return handle;
    }

    public static async Task OperateAsync(IJobClient jobs, IQueueClient queues, JobId id, CancellationToken cancellationToken)
    {
        JobPage failed = await jobs.ListAsync(new() { State = JobState.Failed, Type = "email.welcome" }, cancellationToken);
        foreach (Job job in failed.Jobs)
        {
            await jobs.RetryAsync(job.Id, cancellationToken);
        }

        await jobs.CancelAsync(id, reason: "customer asked", cancellationToken);
        await queues.PauseAsync("email", reason: "provider outage", cancellationToken);
    }
}

public interface IMailer
{
    Task SendAsync(Guid userId, CancellationToken cancellationToken);
}

public interface IReportStore
{
    Task<Uri> BuildAsync(DateOnly month, CancellationToken cancellationToken);
}

public interface IRows
{
    Task<int> CountAsync(string path, CancellationToken cancellationToken);

    Task<int> StoreNextAsync(string path, int skip, CancellationToken cancellationToken);
}
