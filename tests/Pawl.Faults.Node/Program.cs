using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pawl;
using Pawl.Faults.Node;
using Pawl.Storage;

// Arguments: the mode, the folder of the journals, the number of this start, and the seed.
//   work     enqueues and runs jobs until it is ended
//   tour     enqueues in every way there is, and then works
//   drain    runs what is there until nothing is left
//   poison   enqueues a job that kills its process, amid innocents, and then drains
//   endless  enqueues jobs that run until the process stops, and then works
//   node     enqueues and runs jobs as one of several, until it is told to be quiet and to drain; see Orders
// Then settings: --Store sqlite:FILE or postgres:CONNECTION, --Pace MILLISECONDS between two calls, --Die LINE:COUNT (see Journal),
// --Listen, --Notify and --AnswerTimeout (see PostgreSqlOptions), --Chaos true for impatient callers, --Works false for a process that
// runs no jobs, --Calls false for one that asks for none, --Ticks false for one that declares no schedules, --ClockOffset and
// --ClockDrift (see SteppedClock), and Pawl's own, as --Pawl:Node:LeaseDuration 00:00:03.
// Says "ready" when the store is open, "toured" after the tour and a tick, "busy" when all endless jobs run, "quiet" when it enqueues
// no more and its schedules rest, and "idle" when nothing is left.
(string mode, string folder) = (args[0], args[1]);
int incarnation = int.Parse(args[2], CultureInfo.InvariantCulture);
int seed = int.Parse(args[3], CultureInfo.InvariantCulture);
const int WorkerConcurrency = 8;

// Longer than from one tick to the next; but a process that lives for moments only would never end such a job.
TimeSpan longTick = mode == "node" ? TimeSpan.FromSeconds(3) : TimeSpan.FromMilliseconds(20);

HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
builder.Configuration.AddCommandLine(args[4..]);
builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Pawl.PostgreSql", LogLevel.Information)
    .AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
ConfigurationManager settings = builder.Configuration;
using var journal = new Journal(folder, incarnation, settings["Die"]);
var clock = new SteppedClock(settings.GetValue("ClockDrift", 0.0)) { Offset = settings.GetValue("ClockOffset", TimeSpan.Zero) };
builder.Services.AddSingleton<TimeProvider>(clock);
string[] store = (settings["Store"] ?? $"sqlite:{Path.Combine(folder, "pawl.db")}").Split(':', 2);
var pawl = builder.AddPawl();
if (settings.GetValue("Works", true))
{
    pawl.AddWorker(worker => worker.Queue("default", WorkerConcurrency));
}

var schedules = new Schedules(journal, longTick);
bool hasTicks = settings.GetValue("Ticks", true);
if (hasTicks)
{
    schedules.Declare(pawl);
}

_ = store[0] == "sqlite" ? pawl.UseSqlite($"Data Source={store[1]}") : pawl.UsePostgreSql(store[1], options =>
{
    options.ListenConnectionString = settings["Listen"];
    options.Notify = settings.GetValue("Notify", true);
    options.OldSnapshotWarning = settings.GetValue("OldSnapshotWarning", options.OldSnapshotWarning);
    options.AnswerTimeout = settings.GetValue("AnswerTimeout", options.AnswerTimeout);
});
using IHost app = builder.Build();
var handlers = new Handlers(journal);
handlers.Map(app);
await app.StartAsync();

IJobClient jobs = app.Services.GetRequiredService<IJobClient>();
CancellationToken stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
if (store[0] == "sqlite")
{
    await jobs.TransactAsync(CreateTables);
}

Console.WriteLine("ready");

var pace = TimeSpan.FromMilliseconds(settings.GetValue("Pace", 8));
var callers = new Callers(jobs, journal, seed, pace, asksForLong: mode == "node", isImpatient: settings.GetValue("Chaos", false));
switch (mode)
{
    case "work":
        await callers.RepeatRequestsAsync(folder);
        await callers.RunAsync(stopping);
        break;
    case "tour":
        await callers.TourAsync();
        await UntilAsync(() => Task.FromResult(handlers.Ticks > 0), "ticked");
        Console.WriteLine("toured");
        await callers.RunAsync(stopping);
        break;
    case "endless":
        await callers.EnqueueEndlessAsync(WorkerConcurrency);
        await UntilAsync(() => Task.FromResult(handlers.Endless == WorkerConcurrency), "busy");
        await callers.RunAsync(stopping);
        break;
    case "node":
        await WorkAmongOthersAsync();
        break;
    case "poison":
        await callers.EnqueuePoisonAsync();
        goto case "drain";
    case "drain":
        await RestAsync();
        await UntilAsync(IsIdleAsync, "idle");
        break;
    default:
        throw new ArgumentException($"There is no mode '{mode}'.");
}

await app.WaitForShutdownAsync();
return Environment.ExitCode;

static void CreateTables(JobTransaction transaction)
{
    using DbCommand command = transaction.Connection.CreateCommand();
    command.CommandText = """
        CREATE TABLE IF NOT EXISTS effect (job_id INTEGER NOT NULL, token INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS marker (origin TEXT NOT NULL);
        """;
    command.ExecuteNonQuery();
}

async Task WorkAmongOthersAsync()
{
    var orders = new Orders(clock, callers);
    Task hearing = orders.HearAsync();
    new Pulse(journal).Start();
    using var quiet = CancellationTokenSource.CreateLinkedTokenSource(orders.Quiet, stopping);
    if (settings.GetValue("Calls", true))
    {
        await callers.RepeatRequestsAsync(folder);
        await callers.RunAsync(quiet.Token);
    }

    await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, quiet.Token));
    if (orders.Quiet.IsCancellationRequested)
    {
        await RestAsync();
    }

    Console.WriteLine("quiet");
    await Task.WhenAny(orders.Drain, Task.Delay(Timeout.InfiniteTimeSpan, stopping), hearing);
    await UntilAsync(IsIdleAsync, "idle");
}

Task RestAsync() =>
    hasTicks ? schedules.RestAsync(app.Services.GetRequiredService<IScheduleClient>(), stopping) : Task.CompletedTask;

async Task<bool> IsIdleAsync()
{
    try
    {
        return (await jobs.CountAsync(stopping)).All(count => count.State.IsFinished());
    }
    catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
    {
        return false;
    }
}

async Task UntilAsync(Func<Task<bool>> isReachedAsync, string word)
{
    while (!stopping.IsCancellationRequested && !await isReachedAsync())
    {
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
    }

    Console.WriteLine(word);
}
