using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pawl.Hosting.Tests.Running;

namespace Pawl.Hosting.Tests.Guides;

public sealed class EnqueueAndHandleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_block_of_the_guide_stands_in_code_that_compiles() =>
        Guide.AssertStandsIn("enqueue-and-handle.md", "EnqueueAndHandle.cs", leastBlocks: 6);

    [Fact(Timeout = 60_000)]
    public async Task The_code_of_the_guide_runs()
    {
        using var folder = new TestFolder();
        var world = new World();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<IMailer>(world).AddSingleton<IReportStore>(world).AddSingleton<IRows>(world);
        using IHost app = EnqueueAndHandle.Build(builder, folder.ConnectionString);
        await app.StartAsync(Token);
        IJobClient jobs = app.Services.GetRequiredService<IJobClient>();
        Guid user = new("7b0c7c0e-8f0c-4ab5-9a53-0d2f1e1c3a55");

        Uri? url = await EnqueueAndHandle.EnqueueAsync(jobs, user, Token);
        JobHandle once = await EnqueueAndHandle.EnqueueOnceAsync(jobs, user, Token);
        JobHandle again = await EnqueueAndHandle.EnqueueOnceAsync(jobs, user, Token);
        JobHandle<int> import = await jobs.EnqueueAsync(new ImportCsv("a.csv"), cancellationToken: Token);
        await jobs.TransactAsync(CreateInvoices, Token);
        JobHandle paid = await jobs.EnqueueAsync(new PayInvoice(1, 9.50m), cancellationToken: Token);
        JobHandle unpaid = await jobs.EnqueueAsync(new PayInvoice(2, 9.50m), cancellationToken: Token);
        await EnqueueAndHandle.OperateAsync(jobs, app.Services.GetRequiredService<IQueueClient>(), import.Id, Token);

        Assert.Equal(new Uri("https://reports.example/2026-10-01"), url);
        Assert.Equal(once.Id, again.Id);
        Assert.True((await import.WaitAsync(Token)).State.IsFinished());
        Assert.Equal(JobState.Succeeded, (await paid.WaitAsync(Token)).State);
        Assert.Equal(JobState.Failed, (await unpaid.WaitAsync(Token)).State);
        await app.StopAsync(Token);
    }

    private static void CreateInvoices(JobTransaction transaction)
    {
        using DbCommand create = transaction.Connection.CreateCommand();
        create.CommandText = "CREATE TABLE invoice (number INTEGER, is_paid INTEGER); INSERT INTO invoice VALUES (1, 0)";
        create.ExecuteNonQuery();
    }

    private sealed class World : IMailer, IReportStore, IRows
    {
        public Task SendAsync(Guid userId, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<Uri> BuildAsync(DateOnly month, CancellationToken cancellationToken) =>
            Task.FromResult(new Uri($"https://reports.example/{month:O}"));

        public Task<int> CountAsync(string path, CancellationToken cancellationToken) => Task.FromResult(25);

        public Task<int> StoreNextAsync(string path, int skip, CancellationToken cancellationToken) =>
            Task.FromResult(Math.Min(10, 25 - skip));
    }
}
