using Pawl.Checker.Histories;
using Pawl.Engine.Handlers;
using Pawl.Engine.Serialization;
using Pawl.Simulation.Kernel;
using Pawl.Simulation.Nodes;
using Pawl.Simulation.Running;

namespace Pawl.Simulation.Work;

/// <summary>Handlers that do what the payload says, and tell the history.</summary>
internal sealed class ScriptedHandlers(
    World world, SimulatedNode node, SimulatedProcess process, TimeProvider clock, JobSerializer serializer)
{
    /// <summary>A handler for one kind of script.</summary>
    public HandlerRegistration For<T>(string type)
        where T : Script => new()
    {
        Type = new JobType(type),
        JobClass = typeof(T),
        Invoker = RunAsync<T>,
    };

    private async ValueTask<ReadOnlyMemory<byte>> RunAsync<T>(JobContext context, ReadOnlyMemory<byte> payload)
        where T : Script
    {
        Note(context, payload, HandlerPhase.Begun);
        await using CancellationTokenRegistration told = context.CancellationToken.UnsafeRegister(
            _ => Note(context, payload, HandlerPhase.ToldToStop), null);
        try
        {
            await RunAsync(context, serializer.Deserialize<T>(payload) ?? throw new InvalidOperationException("An empty payload."));
        }
        finally
        {
            Note(context, payload, HandlerPhase.Ended);
        }

        return ReadOnlyMemory<byte>.Empty;
    }

    private async Task RunAsync(JobContext context, Script script)
    {
        CancellationToken token = script.IgnoresItsToken ? CancellationToken.None : context.CancellationToken;
        if (script.IsPoison)
        {
            node.Kill();
            SimulatedProcess.Unwind();
        }

        for (int i = context.GetCheckpoint<int>(); i < script.Checkpoints; i++)
        {
            await context.SaveCheckpointAsync(i + 1, token);
        }

        if (script.Milliseconds > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(script.Milliseconds), clock, token);
        }

        if (context.Attempt <= script.Failures)
        {
            throw new ScriptedException("Scripted.");
        }

        if (context.Token.Value <= script.Snoozes)
        {
            context.Snooze(TimeSpan.FromSeconds(30));
        }
        else if (script.StoresFollowOn)
        {
            await context.CompleteAsync(
                transaction =>
                {
                    transaction.Enqueue(new FollowOn(script.Number, 0));
                    if (world.Store.IsDatabase)
                    {
                        world.Store.WriteEffect(transaction.Connection, context.JobId.Value, context.Token.Value);
                    }

                    if (script.ThrowsInTransaction && context.Token.Value == 1)
                    {
                        throw new ScriptedException("Scripted, after a job was stored.");
                    }
                },
                token);
        }
    }

    private void Note(JobContext context, ReadOnlyMemory<byte> payload, HandlerPhase phase)
    {
        // A dead process does nothing that anyone could see.
        if (!process.IsDead)
        {
            world.History.Note(new HandlerNoted(
                world.Micros,
                process.Number,
                context.JobId.Value,
                context.Token.Value,
                context.Attempt,
                World.Digest(payload.Span),
                phase));
        }
    }
}
