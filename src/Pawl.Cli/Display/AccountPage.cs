using System.Data.Common;
using System.Globalization;
using Pawl.Cli.Commands;
using Pawl.Cli.Supervision;
using Pawl.Demo.Accounting;
using Pawl.Demo.Cities;
using Pawl.Demo.Results;
using Pawl.Demo.Runs;
using Spectre.Console;

namespace Pawl.Cli.Display;

/// <summary>Accounts for a finished run, and shows it.</summary>
internal static class AccountPage
{
    private const int NamedIds = 5;

    /// <summary>Accounts and shows.</summary>
    /// <param name="console">Where to show it.</param>
    /// <param name="settings">What was asked for.</param>
    /// <param name="outcome">How the run ended.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ShowAsync(IAnsiConsole console, DemoSettings settings, RunOutcome.Finished outcome)
    {
        Account account = Check(settings);
        long surplusJobs = outcome.Progress.Imported - settings.Records;
        bool isExact = account.IsExact && surplusJobs == 0 && outcome.Progress.Failed == 0 && outcome.Kills == settings.Kills;

        console.WriteLine();
        console.Write(Table(settings, outcome, account, surplusJobs));
        console.WriteLine();
        if (isExact)
        {
            console.MarkupLine("[green]✓ Exact:[/] every record has one result, and it is right.");
        }
        else
        {
            console.MarkupLine("[red]✗ The account is off.[/]");
        }

        if (isExact && !settings.KeepsDatabase)
        {
            await settings.Store.DeleteAsync();
        }
        else if (settings.Store.CanStay)
        {
            console.MarkupLineInterpolated($"[grey]Jobs and results are kept in {settings.Store.Description}[/]");
        }

        return isExact ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static Account Check(DemoSettings settings)
    {
        using DbConnection connection = settings.Store.OpenForReading();
        DemoRun run = DemoRun.Find(connection) ?? throw new InvalidOperationException("The finished run is not in its database.");
        return new Accountant(CityFile.Shipped).Check(settings.Records, run.Date, [.. ResultTable.ReadAll(connection)]);
    }

    private static Grid Table(DemoSettings settings, RunOutcome.Finished outcome, Account account, long surplusJobs)
    {
        Grid grid = new Grid().AddColumn().AddColumn(new GridColumn().RightAligned()).AddColumn();
        Row("records", account.Records, "in the data set", isRight: true);
        Row("results", account.Results, "in the result table", account.Results == account.Records);
        Row("lost", account.Lost.Count, Name(account.Lost), account.Lost.Count == 0);
        Row(
            "duplicates",
            account.Duplicates.Count + account.Strangers.Count + surplusJobs,
            Name([.. account.Duplicates, .. account.Strangers]),
            account.Duplicates.Count == 0 && account.Strangers.Count == 0 && surplusJobs == 0);
        int wrong = account.WrongSun.Count + account.WrongNeighbor.Count;
        Row(
            "wrong",
            wrong,
            wrong > 0
                ? Name([.. account.WrongSun, .. account.WrongNeighbor])
                : $"every sun time held against an almanac, {account.NeighborsChecked:N0} neighbours against all cities",
            wrong == 0);
        Row("failed", outcome.Progress.Failed, "", outcome.Progress.Failed == 0);
        Row(
            "retried",
            account.Retried,
            $"{account.FaultsSimulated:N0} first attempts were made to fail",
            account.Retried == account.FaultsSimulated);
        if (settings.Kills > 0)
        {
            Row(
                "kills",
                outcome.Kills,
                outcome.Kills == settings.Kills
                    ? $"--seed {settings.Seed}"
                    : $"of {settings.Kills}: the work was done before the others; use more records",
                outcome.Kills == settings.Kills);
        }

        double rate = outcome.Computed / Math.Max(outcome.Elapsed.TotalSeconds, 0.001);
        grid.AddRow("time", Seconds(outcome.Elapsed), $"[bold]{rate:N0} records/s[/], from the first start to the last exit");
        string report = Path.GetRelativePath(Environment.CurrentDirectory, settings.Folder.ReportPath);
        grid.AddRow(new Text("report"), new Text(""), new Text(report));
        return grid;

        void Row(string name, long value, string note, bool isRight) => grid.AddRow(
            name,
            value.ToString("N0", CultureInfo.InvariantCulture),
            (isRight ? "[green]✓[/] " : "[red]✗[/] ") + $"[grey]{note.EscapeMarkup()}[/]");
    }

    private static string Seconds(TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:F1} s");

    private static string Name(IReadOnlyList<int> ids) => ids.Count == 0
        ? ""
        : "GeoNames " + string.Join(", ", ids.Take(NamedIds)) + (ids.Count > NamedIds ? ", …" : "");
}
