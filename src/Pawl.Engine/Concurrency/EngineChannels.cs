using System.Threading.Channels;

namespace Pawl.Engine.Concurrency;

/// <summary>The one factory of whatever lets one loop of the engine wait for another.</summary>
/// <param name="continuesSynchronously">False in production: whoever writes never runs the reader's code. True in a
/// simulation, whose synchronization context must get every continuation, and none may reach the thread pool.</param>
internal sealed class EngineChannels(bool continuesSynchronously)
{
    /// <summary>Whether a waiting loop may go on within the call that wakes it.</summary>
    public bool ContinuesSynchronously { get; } = continuesSynchronously;

    public Channel<T> CreateBounded<T>(int capacity, bool hasSingleReader) =>
        Channel.CreateBounded<T>(new BoundedChannelOptions(capacity)
        {
            SingleReader = hasSingleReader,
            AllowSynchronousContinuations = ContinuesSynchronously,
        });

    public TaskCompletionSource<T> CreateSource<T>() => new(SourceOptions);

    public TaskCompletionSource CreateSource() => new(SourceOptions);

    private TaskCreationOptions SourceOptions =>
        ContinuesSynchronously ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;
}
