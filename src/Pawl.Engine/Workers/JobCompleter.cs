using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>Records endings: sends all that have come together as one batch, and keeps those that the store cannot take until
/// it can. While a batch commits, the next one gathers.</summary>
internal sealed partial class JobCompleter(WorkerEnvironment environment, HeldLeases leases)
{
    private const int MostInBatch = 2_000;

    private readonly Channel<Ending> endings =
        environment.Channels.CreateBounded<Ending>(2 * MostInBatch, hasSingleReader: true);

    private readonly StoreBackoff backoff = new(environment.Entropy);
    private readonly ILogger<JobCompleter> logger = environment.LoggerFactory.CreateLogger<JobCompleter>();

    // One batch, side by side; used again for the next.
    private readonly List<Completion> completions = [];
    private readonly List<CompletionAnswer?> answers = [];

    private double averageSeconds = PrefetchPolicy.Unknown;

    /// <summary>How long handlers take; <see cref="PrefetchPolicy.Unknown"/> before the first.</summary>
    public double AverageSeconds => Volatile.Read(ref averageSeconds);

    /// <summary>Hands over an ending; waits only while the store is so far behind that the channel is full.</summary>
    public ValueTask PostAsync(Ending ending) =>
        endings.Writer.TryWrite(ending) ? ValueTask.CompletedTask : WaitToPostAsync(ending);

    /// <summary>Gives back a job that was never started.</summary>
    public ValueTask ReleaseAsync(Lease lease) =>
        PostAsync(new Ending(new Completion(lease, JobOutcome.Released.Instance)));

    /// <summary>Hands over an ending with work of the user and waits until the store has answered.</summary>
    /// <param name="completion">The ending.</param>
    /// <param name="cancellationToken">Withdraws it, unless it is on its way to the store.</param>
    /// <exception cref="OutcomeUnknownException">It may be recorded or not; it is not sent again.</exception>
    public async Task<CompletionResult> CompleteAsync(Completion completion, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answer = new CompletionAnswer(environment.Channels);
        await PostAsync(new Ending(completion, Answer: answer));
        await using CancellationTokenRegistration withdrawal = cancellationToken.UnsafeRegister(
            static (state, token) => ((CompletionAnswer)state!).TryWithdraw(token), answer);
        return await answer.Task;
    }

    /// <summary>Hands over an ending and waits until it is surely recorded, or refused, however often it has to be sent.</summary>
    /// <param name="completion">The ending.</param>
    /// <param name="cancellationToken">Ends the wait; the ending is sent all the same.</param>
    public async Task RecordAsync(Completion completion, CancellationToken cancellationToken)
    {
        var answer = new CompletionAnswer(environment.Channels);
        await PostAsync(new Ending(completion, Answer: answer));
        await using CancellationTokenRegistration leaving = cancellationToken.UnsafeRegister(
            static (state, token) => ((CompletionAnswer)state!).Leave(token), answer);
        await answer.Task;
    }

    /// <summary>No ending will come any more: <see cref="RunAsync"/> returns when all are recorded.</summary>
    public void Finish() => endings.Writer.TryComplete();

    /// <param name="cancellationToken">Gives up endings that the store does not take: their leases end by themselves, and
    /// their jobs run again.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await endings.Reader.WaitToReadAsync(CancellationToken.None))
            {
                Gather();
                await SendAsync(cancellationToken);
            }
        }
        catch (Exception exception)
        {
            // Runners that wait for room must learn that there will never be any.
            endings.Writer.TryComplete(exception);
            throw;
        }
    }

    private async ValueTask WaitToPostAsync(Ending ending)
    {
        try
        {
            await endings.Writer.WriteAsync(ending);
        }
        catch (ChannelClosedException exception) when (exception.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
        }
    }

    private void Gather()
    {
        completions.Clear();
        answers.Clear();
        double average = averageSeconds;
        while (completions.Count < MostInBatch && endings.Reader.TryRead(out Ending ending))
        {
            if (ending.HandlerSeconds >= 0)
            {
                average = PrefetchPolicy.Average(average, ending.HandlerSeconds);
            }

            if (ending.Answer is null || ending.Answer.TryTake())
            {
                completions.Add(ending.Completion);
                answers.Add(ending.Answer);
            }
        }

        Volatile.Write(ref averageSeconds, average);
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        while (completions.Count > 0)
        {
            try
            {
                Chaos.At(FaultPoint.GatheredNotSent);

                // Never cancelled: an ending that may or may not be recorded helps nobody.
                IReadOnlyList<CompletionResult> results =
                    await environment.Leases.CompleteAsync(completions, CancellationToken.None);
                Chaos.At(FaultPoint.RecordedNotTold);
                Answer(results);
                backoff.Reset();
                return;
            }
            catch (StoreException exception) when (StoreBackoff.Passes(exception))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    GiveUp(exception);
                    return;
                }

                LogDelayed(exception, completions.Count);
                AnswerUnknown(exception);
                await PauseAsync(cancellationToken);
            }
        }
    }

    private void Answer(IReadOnlyList<CompletionResult> results)
    {
        leases.Remove(completions, results);
        for (int i = 0; i < results.Count; i++)
        {
            if (answers[i] is { } answer)
            {
                answer.Set(results[i]);
            }
            else if (results[i].Status == CompletionStatus.LeaseLost)
            {
                LogRefused(completions[i].Lease.Job);
            }
        }
    }

    /// <summary>Tells users whose work was in the batch that its outcome is unknown. All other endings are sent again: if they
    /// were recorded, the store refuses them, which changes nothing.</summary>
    private void AnswerUnknown(StoreException exception)
    {
        if (exception is not OutcomeUnknownException)
        {
            return;
        }

        for (int i = answers.Count - 1; i >= 0; i--)
        {
            if (completions[i].Work is not null)
            {
                answers[i]?.Fail(exception);
                answers.RemoveAt(i);
                completions.RemoveAt(i);
            }
        }
    }

    private void GiveUp(StoreException exception)
    {
        LogUnrecorded(exception, completions.Count);
        foreach (CompletionAnswer? answer in answers)
        {
            answer?.Fail(exception);
        }
    }

    private async ValueTask PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(backoff.Next(), environment.Clock, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // One last try, and then the endings are given up.
        }
    }

    [LoggerMessage(EventIds.CompletionsDelayed, LogLevel.Warning, "The store takes no endings; {Count} wait and are sent again")]
    private partial void LogDelayed(Exception exception, int count);

    [LoggerMessage(EventIds.CompletionsUnrecorded, LogLevel.Error,
        "{Count} endings could not be recorded before the process had to stop; their jobs will run again")]
    private partial void LogUnrecorded(Exception exception, int count);

    [LoggerMessage(EventIds.CompletionRefused, LogLevel.Warning,
        "The ending of {JobId} was refused, because its lease had ended; another worker decides about the job")]
    private partial void LogRefused(JobId jobId);
}
