using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Pawl.Hosting.Tests.Options;

public sealed class PawlOptionsTests
{
    [Fact]
    public void Without_settings_the_defaults_are_valid()
    {
        PawlOptions options = Read([]);

        Assert.Equal("Data Source=pawl.db", options.Sqlite.ConnectionString);
        Assert.Equal(256 * 1024, options.MaxPayloadBytes);
        Assert.Equal((7, 30), (options.Retention.Days, options.FailedRetention.Days));
        Assert.Null(options.Timeout);
        Assert.Equal(RetryPolicy.Default.MaxAttempts, options.Retry.MaxAttempts);
    }

    [Fact]
    public void Settings_come_from_the_section_and_code_has_the_last_word()
    {
        PawlOptions options = Read(
            new()
            {
                ["Pawl:MaxPayloadBytes"] = "4096",
                ["Pawl:Retention"] = "12:00:00",
                ["Pawl:Timeout"] = "00:05:00",
                ["Pawl:Retry:MaxAttempts"] = "3",
                ["Pawl:Sqlite:ConnectionString"] = "Data Source=elsewhere.db",
                ["Pawl:Worker:Queues:email"] = "4",
                ["Pawl:Node:LeaseDuration"] = "00:01:00",
                ["pawl:maintenance:batchsize"] = "7",
            },
            changed => changed.Retention = TimeSpan.FromHours(1),
            builder => builder.AddWorker(w => w.Queue("reports", concurrency: 2)));

        Assert.Equal((4_096, TimeSpan.FromHours(1)), (options.MaxPayloadBytes, options.Retention));
        Assert.Equal((TimeSpan.FromMinutes(5), 3), (options.Timeout, options.Retry.MaxAttempts));
        Assert.Equal("Data Source=elsewhere.db", options.Sqlite.ConnectionString);
        Assert.Equal((4, 2), (options.Worker.Queues["email"], options.Worker.Queues["reports"]));
        Assert.Equal((TimeSpan.FromMinutes(1), 7), (options.Node.LeaseDuration, options.Maintenance.BatchSize));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Read(new()
        {
            ["Pawl:MaxPayloadBytes"] = "12",
            ["Pawl:Retention"] = "-1.00:00:00",
            ["Pawl:Retry:Jitter"] = "1.5",
            ["Pawl:Retry:InitialDelay"] = "02:00:00",
            ["Pawl:Sqlite:ConnectionString"] = "",
            ["Pawl:Worker:Queues:a b"] = "4",
            ["Pawl:Worker:Queues:email"] = "20000",
            ["Pawl:Node:LeaseDuration"] = "00:00:00.5",
            ["Pawl:Node:HeartbeatInterval"] = "00:00:00.4",
            ["Pawl:Maintenance:BatchSize"] = "0",
        }));

        Assert.Contains(wrong.Failures, failure => failure.Contains("MaxPayloadBytes", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("Retention", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("Jitter", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("Retry.MaxDelay", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("ConnectionString", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("'a b' is not a queue name", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("Worker.Queues.email (20000)", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("LeaseDuration", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("a third of", StringComparison.Ordinal));
        Assert.Contains(wrong.Failures, failure => failure.Contains("BatchSize", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Pawl:Retension", "Pawl:Retension is no setting. Did you mean Retention?")]
    [InlineData("Pawl:Worker:Queue:email", "Pawl:Worker:Queue is no setting. Did you mean Queues?")]
    [InlineData("Pawl:Sqlite:Cache", "Pawl:Sqlite:Cache is no setting. There are: CacheKiB, ConnectionString, Readers.")]
    public void A_key_that_sets_nothing_is_refused_with_the_name_that_is_near(string key, string expected)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Read(new() { [key] = "1" }));

        Assert.Equal(expected, Assert.Single(wrong.Failures));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_queue_takes_a_number_of_jobs_that_can_run(int concurrency) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Read([], pawl: builder => builder.AddWorker(w => w.Queue("email", concurrency))));

    private static PawlOptions Read(
        Dictionary<string, string?> settings, Action<PawlOptions>? configure = null, Action<PawlBuilder>? pawl = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        PawlBuilder added = builder.AddPawl(configure);
        pawl?.Invoke(added);
        using IHost host = builder.Build();
        return host.Services.GetRequiredService<IOptions<PawlOptions>>().Value;
    }
}
