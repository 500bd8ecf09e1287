using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pawl.PostgreSql.Tests.Databases;
using Pawl.ReferenceModel.Chance;
using Pawl.Storage;

namespace Pawl.PostgreSql.Tests.Opening;

/// <summary>How the schema comes to be, grows, and is used by code of another age.</summary>
public sealed class SchemaTests
{
    private const string SchemaText = """
        SELECT string_agg(line, E'\n' ORDER BY line) FROM (
            SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
            FROM information_schema.columns WHERE table_schema = 'pawl'
            UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'pawl'
            UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'pawl'::regnamespace
        ) AS lines
        """;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_killed_at_any_statement_of_a_migration_leaves_what_the_next_completes()
    {
        string whole = await TestDatabase.CreateBareAsync();
        await OpenAsync(whole);
        string expected = await AskAsync(whole, SchemaText);
        string database = await TestDatabase.CreateBareAsync();
        await AskAsync(database, """
            CREATE SEQUENCE public.statements;
            CREATE TABLE public.deadly (statement bigint);
            CREATE FUNCTION public.strike() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF nextval('public.statements') = (SELECT statement FROM public.deadly) THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                END IF;
            END $$;
            CREATE EVENT TRIGGER strike ON ddl_command_end EXECUTE FUNCTION public.strike();
            """);
        int statement = 0;
        bool isStruck;
        do
        {
            statement++;
            await AskAsync(database, $"""
                ALTER EVENT TRIGGER strike DISABLE;
                DROP SCHEMA IF EXISTS pawl CASCADE;
                TRUNCATE public.deadly;
                INSERT INTO public.deadly VALUES ({statement});
                ALTER SEQUENCE public.statements RESTART;
                ALTER EVENT TRIGGER strike ENABLE;
                """);
            await Record.ExceptionAsync(() => OpenAsync(database));
            isStruck = await AskAsync(database, $"SELECT last_value >= {statement} AND is_called FROM public.statements") == "True";
            await AskAsync(database, "ALTER EVENT TRIGGER strike DISABLE");

            await OpenAsync(database);

            Assert.Equal(expected, await AskAsync(database, SchemaText));
        }
        while (isStruck);

        Assert.True(statement > 40, $"Only {statement - 1} statements were struck.");
    }

    [Fact]
    public async Task A_newer_schema_that_older_code_cannot_work_with_is_refused_by_number()
    {
        string database = await TestDatabase.CreateBareAsync();
        await OpenAsync(database);
        await AskAsync(database, "INSERT INTO pawl.migration (number) VALUES (9999); UPDATE pawl.identity SET works_with = 9998");

        var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(() => OpenAsync(database));

        Assert.Contains("9999", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("9998", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_that_older_code_can_work_with_is_used_by_nodes_that_start()
    {
        string database = await TestDatabase.CreateBareAsync();
        await OpenAsync(database);
        await AskAsync(database, "INSERT INTO pawl.migration (number) VALUES (9999); ALTER TABLE pawl.job ADD COLUMN shape text");

        await using PostgreSqlStore store = Create(database);
        await store.Lifecycle.OpenAsync(Cancel);

        Assert.Empty(await store.Queries.CountAsync(Cancel));
        Assert.Equal(9999, await PostgreSqlSchema.ReadVersionAsync(database, Cancel));
    }

    [Fact]
    public async Task The_script_for_people_makes_the_schema_that_nodes_make()
    {
        string byNode = await TestDatabase.CreateBareAsync();
        await OpenAsync(byNode);
        string byHand = await TestDatabase.CreateBareAsync();
        Assert.Equal(0, await PostgreSqlSchema.ReadVersionAsync(byHand, Cancel));

        await AskAsync(byHand, PostgreSqlSchema.ScriptFrom(0));

        Assert.Equal(await AskAsync(byNode, SchemaText), await AskAsync(byHand, SchemaText));
        Assert.Equal(PostgreSqlSchema.Newest, await PostgreSqlSchema.ReadVersionAsync(byHand, Cancel));
        Assert.Empty(PostgreSqlSchema.ScriptFrom(PostgreSqlSchema.Newest));
    }

    [Fact]
    public async Task An_older_schema_that_nodes_may_not_change_is_refused_and_stays()
    {
        string database = await TestDatabase.CreateBareAsync();

        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(database, migrate: false));

        Assert.Contains("pawl db migrate", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, await PostgreSqlSchema.ReadVersionAsync(database, Cancel));
    }

    [Fact]
    public async Task A_node_needs_rights_on_rows_only()
    {
        string database = await TestDatabase.CreateBareAsync();
        await OpenAsync(database);
        string role = "rows_of_" + new NpgsqlConnectionStringBuilder(database).Database;
        await AskAsync(database, $"""
            CREATE ROLE {role};
            GRANT USAGE ON SCHEMA pawl TO {role};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pawl TO {role};
            """);
        string asRole = new NpgsqlConnectionStringBuilder(database) { Options = $"-c role={role}" }.ConnectionString;

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.AddPawl().UsePostgreSql(asRole, options => options.Migrate = false).AddWorker();
        using IHost host = builder.Build();
        host.MapJob((Greet _, JobContext _) => Task.CompletedTask);
        await host.StartAsync(Cancel);
        IJobClient jobs = host.Services.GetRequiredService<IJobClient>();
        JobHandle handle = await jobs.EnqueueAsync(new Greet(), new EnqueueOptions { Retention = TimeSpan.FromDays(400) }, Cancel);
        Job job = await jobs.WaitAsync(handle.Id, Cancel);
        await host.StopAsync(Cancel);

        Assert.Equal(JobState.Succeeded, job.State);
        await AskAsync(asRole, "SELECT pawl.add_archive_day('2020-02-29')");
        Assert.Equal("0", await AskAsync(asRole, "SELECT count(*) FROM pawl.drop_archive_day('2020-02-29')"));
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(asRole, "CREATE TABLE pawl.mine (id integer)"));
    }

    private static async Task OpenAsync(string database, bool migrate = true)
    {
        await using PostgreSqlStore store = Create(database, migrate);
        await store.Lifecycle.OpenAsync(Cancel);
    }

    private static PostgreSqlStore Create(string connectionString, bool migrate = true) => new(
        new PostgreSqlOptions { ConnectionString = connectionString, Notify = false, Migrate = migrate },
        new SeededEntropy(seed: 1),
        TimeProvider.System,
        NullLogger<PostgreSqlStore>.Instance);

    private static async Task<string> AskAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return (await command.ExecuteScalarAsync(Cancel))?.ToString() ?? "";
    }

    private sealed record Greet : IJob;
}
