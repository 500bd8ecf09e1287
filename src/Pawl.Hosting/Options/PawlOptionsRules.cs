using Microsoft.Extensions.Options;
using Pawl.Engine.Workers;

namespace Pawl.Hosting.Options;

/// <summary>Checks what no range can say: rules that concern more than one setting, and the names of queues.</summary>
internal sealed class PawlOptionsRules : IValidateOptions<PawlOptions>
{
    public ValidateOptionsResult Validate(string? name, PawlOptions options)
    {
        string[] wrong = [.. WrongIn(options)];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> WrongIn(PawlOptions options)
    {
        if (options.Retry.MaxDelay < options.Retry.InitialDelay)
        {
            yield return $"Retry.MaxDelay ({options.Retry.MaxDelay}) must be at least Retry.InitialDelay "
                + $"({options.Retry.InitialDelay}).";
        }

        if (options.Node.HeartbeatInterval > options.Node.LeaseDuration / 3)
        {
            yield return $"Node.HeartbeatInterval ({options.Node.HeartbeatInterval}) must be at most a third of "
                + $"Node.LeaseDuration ({options.Node.LeaseDuration}), so that two heartbeats may be lost.";
        }

        foreach ((string queue, int concurrency) in options.Worker.Queues)
        {
            if (!QueueName.TryParse(queue, null, out _))
            {
                yield return $"Worker.Queues: '{queue}' is not a queue name. Use 1 to 200 of the characters A-Z a-z 0-9 . _ : -";
            }

            if (concurrency is < 0 or > WorkerOptions.MostConcurrency)
            {
                yield return $"Worker.Queues.{queue} ({concurrency}) must be 1 to {WorkerOptions.MostConcurrency}, or 0 for "
                    + "Worker.DefaultConcurrency.";
            }
        }
    }
}
