using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pawl.PostgreSql.Tests.Databases;

namespace Pawl.PostgreSql.Tests.Hosting;

/// <summary>An application on PostgreSQL as users write it, whose handlers complete in transactions of their own.</summary>
public sealed class OwnTransactionTests : IAsyncLifetime
{
    private string database = "";
    private IHost? host;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IJobClient Jobs => Host.Services.GetRequiredService<IJobClient>();

    private IHost Host => host ?? throw new InvalidOperationException("The host has not been started.");

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateBareAsync();
        await RunAsync("CREATE TABLE public.note (words text NOT NULL)");
        HostApplicationBuilder builder =
            Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.AddPawl().UsePostgreSql(database).AddWorker();
        host = builder.Build();
        host.MapJob((WriteNote job, JobContext context) => HandleAsync(job, context))
            .WithRetry(RetryPolicy.Exponential(maxAttempts: 3, initial: TimeSpan.FromMilliseconds(1)));
        await host.StartAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync(CancellationToken.None);
        Host.Dispose();
    }

    [Fact]
    public async Task What_a_handler_commits_with_its_completion_is_there_once()
    {
        JobHandle handle = await Jobs.EnqueueAsync(new WriteNote("kept", Forgets: 0), cancellationToken: Cancel);

        Job job = await Jobs.WaitAsync(handle.Id, Cancel);

        Assert.Equal((JobState.Succeeded, 1), (job.State, job.Attempt));
        Assert.Equal(1L, await RunAsync("SELECT count(*) FROM public.note"));
    }

    [Fact]
    public async Task A_handler_that_forgets_to_commit_has_failed_and_is_tried_again()
    {
        JobHandle handle = await Jobs.EnqueueAsync(new WriteNote("kept", Forgets: 1), cancellationToken: Cancel);

        Job job = await Jobs.WaitAsync(handle.Id, Cancel);

        Assert.Equal((JobState.Succeeded, 2), (job.State, job.Attempt));
        Assert.Contains("not committed", Assert.Single(job.Details?.Failures ?? []).Error.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await RunAsync("SELECT count(*) FROM public.note"));
    }

    [Fact]
    public async Task A_job_that_was_enqueued_in_a_transaction_runs_when_it_commits()
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(Cancel);
        EnqueuedJob enqueued = await Jobs.Enlist(transaction).EnqueueAsync(new WriteNote("later", Forgets: 0), cancellationToken: Cancel);
        Assert.Null(await Jobs.FindAsync(enqueued.Id, Cancel));

        await transaction.CommitAsync(Cancel);

        Assert.Equal(JobState.Succeeded, (await Jobs.WaitAsync(enqueued.Id, Cancel)).State);
    }

    private async Task HandleAsync(WriteNote job, JobContext context)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(context.CancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(context.CancellationToken);
        await using var insert = new NpgsqlCommand("INSERT INTO public.note VALUES ($1)", connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = job.Words });
        await insert.ExecuteNonQueryAsync(context.CancellationToken);
        await context.CompleteAsync(transaction, context.CancellationToken);
        if (context.Attempt > job.Forgets)
        {
            await transaction.CommitAsync(context.CancellationToken);
        }
    }

    private async Task<object?> RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }

    /// <param name="Words">What to write.</param>
    /// <param name="Forgets">How many attempts forget to commit.</param>
    [Job("write-note")]
    public sealed record WriteNote(string Words, int Forgets) : IJob;
}
