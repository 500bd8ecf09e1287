using Microsoft.Extensions.Logging;
using Pawl.PostgreSql;
using Pawl.Storage;

namespace Pawl;

/// <summary>Chooses PostgreSQL as the store.</summary>
public static class PostgreSqlExtensions
{
    private const string Section = "PostgreSql";

    /// <summary>Stores jobs in a PostgreSQL database, in its schema <c>pawl</c>, which is made and brought up to date when the application
    /// starts.</summary>
    /// <typeparam name="TChoice">The builder.</typeparam>
    /// <param name="choice">The builder.</param>
    /// <param name="connectionString">The connection string, as Npgsql takes it.</param>
    /// <param name="configure">Changes other settings, after the section <c>Pawl:PostgreSql</c> of the configuration was read.</param>
    /// <returns>The same builder.</returns>
    public static TChoice UsePostgreSql<TChoice>(
        this TChoice choice, string connectionString, Action<PostgreSqlOptions>? configure = null)
        where TChoice : IStoreChoice
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        return choice.UsePostgreSql(options =>
        {
            options.ConnectionString = connectionString;
            configure?.Invoke(options);
        });
    }

    /// <summary>Stores jobs in a PostgreSQL database that the configuration names: <c>Pawl:PostgreSql:ConnectionString</c>.</summary>
    /// <typeparam name="TChoice">The builder.</typeparam>
    /// <param name="choice">The builder.</param>
    /// <param name="configure">Changes settings, after the configuration was read.</param>
    /// <returns>The same builder. A setting that is missing or out of its range ends the start.</returns>
    public static TChoice UsePostgreSql<TChoice>(this TChoice choice, Action<PostgreSqlOptions>? configure = null)
        where TChoice : IStoreChoice
    {
        choice.UseStore<PostgreSqlOptions>(
            Section,
            options => configure?.Invoke(options),
            (services, options) => new PostgreSqlStore(
                options,
                Require<IEntropy>(services),
                Require<TimeProvider>(services),
                Require<ILogger<PostgreSqlStore>>(services)));
        return choice;
    }

    private static T Require<T>(IServiceProvider services)
        where T : class =>
        services.GetService(typeof(T)) as T
        ?? throw new InvalidOperationException($"The services have no {typeof(T).Name}. Call UsePostgreSql on what AddPawl() returns.");
}
