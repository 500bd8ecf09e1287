using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pawl;
using Pawl.KillLoop.Program;

// Arguments: the mode, the folder of the store and the journals, the number of this start, and the seed.
//   work     enqueues and runs jobs until it is ended
//   tour     enqueues in every way there is, and then works
//   drain    runs what is there until nothing is left
//   poison   enqueues a job that kills its process, amid innocents, and then drains
//   endless  enqueues jobs that run until the process stops, and then works
// Says "ready" when the store is open, "toured" after the tour, "busy" when all endless jobs run, and "idle" when nothing is left.
(string mode, string folder) = (args[0], args[1]);
int incarnation = int.Parse(args[2], CultureInfo.InvariantCulture);
int seed = int.Parse(args[3], CultureInfo.InvariantCulture);
const int WorkerConcurrency = 8;

using var journal = new Journal(folder, incarnation);
HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.AddPawl()
    .UseSqlite($"Data Source={Path.Combine(folder, "pawl.db")}")
    .AddWorker(worker => worker.Queue("default", WorkerConcurrency));
using IHost app = builder.Build();
var handlers = new Handlers(journal);
handlers.Map(app);
await app.StartAsync();

IJobClient jobs = app.Services.GetRequiredService<IJobClient>();
CancellationToken stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
await jobs.TransactAsync(CreateTables);
Console.WriteLine("ready");

var callers = new Callers(jobs, journal, seed);
switch (mode)
{
    case "work":
        await callers.RepeatRequestsAsync(folder);
        await callers.RunAsync(stopping);
        break;
    case "tour":
        await callers.TourAsync();
        Console.WriteLine("toured");
        await callers.RunAsync(stopping);
        break;
    case "endless":
        await callers.EnqueueEndlessAsync(WorkerConcurrency);
        await UntilAsync(() => Task.FromResult(handlers.Endless == WorkerConcurrency), "busy");
        await callers.RunAsync(stopping);
        break;
    case "poison":
        await callers.EnqueuePoisonAsync();
        goto case "drain";
    case "drain":
        await UntilAsync(async () => (await jobs.CountAsync(stopping)).All(count => count.State.IsFinished()), "idle");
        break;
    default:
        throw new ArgumentException($"There is no mode '{mode}'.");
}

await app.WaitForShutdownAsync();
return 0;

static void CreateTables(JobTransaction transaction)
{
    using DbCommand command = transaction.Connection.CreateCommand();
    command.CommandText = """
        CREATE TABLE IF NOT EXISTS effect (job_id INTEGER PRIMARY KEY, token INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS marker (origin TEXT PRIMARY KEY);
        """;
    command.ExecuteNonQuery();
}

async Task UntilAsync(Func<Task<bool>> isReachedAsync, string word)
{
    while (!await isReachedAsync())
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, stopping);
    }

    Console.WriteLine(word);
}
