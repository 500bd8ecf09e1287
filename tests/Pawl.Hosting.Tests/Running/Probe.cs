using System.Threading.Channels;

namespace Pawl.Hosting.Tests.Running;

/// <summary>What handlers tell their test, which can wait for it.</summary>
internal sealed class Probe
{
    private readonly Channel<string> told = Channel.CreateBounded<string>(10_000);

    public void Tell(string text) => Assert.True(told.Writer.TryWrite(text));

    public async Task<string> NextAsync() => await told.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>What was told and not yet read.</summary>
    public IReadOnlyList<string> Rest()
    {
        var rest = new List<string>();
        while (told.Reader.TryRead(out string? text))
        {
            rest.Add(text);
        }

        return rest;
    }
}
