using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Hosting;
using Pawl.PostgreSql.Tests.Databases;
using Pawl.Sqlite;

namespace Pawl.PostgreSql.Tests.Hosting;

/// <summary>The settings of the store in the configuration of an application.</summary>
public sealed class ConfigurationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_application_runs_on_the_database_that_its_configuration_names()
    {
        using IHost host = Build(
            new() { ["Pawl:PostgreSql:ConnectionString"] = await TestDatabase.CreateBareAsync() }, pawl => pawl.UsePostgreSql());
        await host.StartAsync(Cancel);

        JobHandle handle = await host.Services.GetRequiredService<IJobClient>().EnqueueAsync(new Note(), cancellationToken: Cancel);

        Assert.IsType<PostgreSqlStore>(host.Services.GetRequiredService<Storage.Store>());
        Assert.NotNull(await host.Services.GetRequiredService<IJobClient>().FindAsync(handle.Id, Cancel));
        await host.StopAsync(Cancel);
    }

    [Fact]
    public void Every_setting_can_come_from_the_configuration_and_code_has_the_last_word()
    {
        using IHost host = Build(
            new()
            {
                ["Pawl:PostgreSql:ConnectionString"] = "Host=configured",
                ["Pawl:PostgreSql:ListenConnectionString"] = "Host=direct",
                ["Pawl:PostgreSql:Notify"] = "false",
                ["pawl:postgresql:answertimeout"] = "00:00:10",
                ["Pawl:PostgreSql:OldSnapshotWarning"] = "00:05:00",
            },
            pawl => pawl.UsePostgreSql("Host=given", options => options.AnswerTimeout = TimeSpan.FromSeconds(20)));

        PostgreSqlOptions options = host.Services.GetRequiredService<IOptions<PostgreSqlOptions>>().Value;

        Assert.Equal(("Host=given", "Host=direct", false), (options.ConnectionString, options.ListenConnectionString, options.Notify));
        Assert.Equal((TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5)), (options.AnswerTimeout, options.OldSnapshotWarning));
    }

    [Fact]
    public async Task All_that_is_wrong_ends_the_start_at_once()
    {
        using IHost host = Build(
            new() { ["Pawl:PostgreSql:AnswerTimeout"] = "02:00:00", ["Pawl:PostgreSql:ListenConnectionString"] = "" },
            pawl => pawl.UsePostgreSql());

        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        foreach (string name in (string[])["AnswerTimeout", "ConnectionString", "ListenConnectionString"])
        {
            Assert.Contains(wrong.Failures, failure => failure.Contains($" '{name}' ", StringComparison.Ordinal)
                || failure.Contains($" {name} ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Pawl:PostgreSql:Notifi", "Pawl:PostgreSql:Notifi is no setting. Did you mean Notify?")]
    [InlineData("Pawl:PostgreSqll:Notify", "Pawl:PostgreSqll is no setting. Did you mean PostgreSql?")]
    public async Task A_key_that_sets_nothing_is_refused(string key, string expected)
    {
        using IHost host = Build(new() { [key] = "true" }, pawl => pawl.UsePostgreSql("Host=127.0.0.1"));

        var wrong = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancel));

        Assert.StartsWith(expected, Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_section_may_stay_where_another_store_is_chosen()
    {
        using IHost host = Build(
            new() { ["Pawl:PostgreSql:ConnectionString"] = "Host=db" }, pawl => pawl.UseSqlite("Data Source=:memory:"));

        await host.StartAsync(Cancel);
        await host.StopAsync(Cancel);
    }

    [Fact]
    public async Task Of_several_stores_the_one_that_is_chosen_last_is_used()
    {
        using IHost host = Build(new(), pawl => pawl.UsePostgreSql().UseSqlite("Data Source=:memory:"));

        await host.StartAsync(Cancel);

        Assert.IsType<SqliteStore>(host.Services.GetRequiredService<Storage.Store>());
        await host.StopAsync(Cancel);
    }

    private static IHost Build(Dictionary<string, string?> settings, Action<PawlBuilder> choose)
    {
        HostApplicationBuilder builder =
            Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        choose(builder.AddPawl());
        return builder.Build();
    }

    [Job("note")]
    internal sealed record Note : IJob;
}
