using System.Diagnostics;

namespace Pawl.Sqlite.Writing;

/// <summary>Something to be written, and the caller who waits for it.</summary>
internal abstract class WriteCommand
{
    /// <summary>Whether the answer promises that the write survives a power cut; if not, that it survives the process.</summary>
    public abstract bool IsDurable { get; }

    /// <summary>Runs the command in the open transaction. It may be run again in a later one, if this one is undone.</summary>
    public abstract void Run(WriteTransaction transaction);

    /// <summary>Takes the command for writing, unless its caller has stopped waiting.</summary>
    public abstract bool TryBegin();

    /// <summary>Answers the caller: it is committed.</summary>
    public abstract void Succeed();

    /// <summary>Answers the caller: it failed.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A command that has a result.</summary>
internal sealed class WriteCommand<TState, TResult>(
    Func<WriteTransaction, TState, TResult> body, TState state, bool isDurable) : WriteCommand
{
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration registration;
    private TResult? result;
    private int hasBegun;

    public Task<TResult> Task => completion.Task;

    public override bool IsDurable => isDurable;

    /// <summary>Lets the caller stop waiting, as long as the command has not begun.</summary>
    public void CancelWith(CancellationToken cancellationToken) =>
        registration = cancellationToken.UnsafeRegister(
            static (command, token) =>
            {
                if (command is WriteCommand<TState, TResult> waiting)
                {
                    waiting.Cancel(token);
                }
            },
            this);

    public override bool TryBegin() => Interlocked.Exchange(ref hasBegun, 1) == 0;

    public override void Run(WriteTransaction transaction) => result = body(transaction, state);

    public override void Succeed()
    {
        registration.Dispose();
        completion.SetResult(result is { } known ? known : throw new UnreachableException("The command has not run."));
    }

    public override void Fail(Exception exception)
    {
        registration.Dispose();
        completion.SetException(exception);
    }

    private void Cancel(CancellationToken cancellationToken)
    {
        if (TryBegin())
        {
            completion.SetCanceled(cancellationToken);
        }
    }
}
