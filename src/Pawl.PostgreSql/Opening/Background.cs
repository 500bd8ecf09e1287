namespace Pawl.PostgreSql.Opening;

/// <summary>What runs beside the store while it is open.</summary>
internal sealed class Background : IAsyncDisposable
{
    private readonly CancellationTokenSource closing = new();
    private readonly List<Task> running = [];

    public void Start(Func<CancellationToken, Task> loop) => running.Add(loop(closing.Token));

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }
}
