using Pawl.PostgreSql.Jobs;
using Pawl.ReferenceModel.Time;
using Pawl.Storage;

namespace Pawl.PostgreSql.Tests.Jobs;

/// <summary>Which ids must be looked for before they are stored.</summary>
public sealed class SentIdsTests
{
    private readonly ManualClock clock = new();

    [Fact]
    public void Ids_of_a_leased_number_are_new_as_long_as_they_rise()
    {
        var sent = new SentIds();
        IdGenerator ids = Lease(sent, generator: 5);

        Assert.Empty(sent.Send([AJob(ids.NextJobId()), AJob(ids.NextJobId())]));
        Assert.Empty(sent.Send([AJob(ids.NextJobId())]));
    }

    [Fact]
    public void An_id_that_comes_again_is_doubtful()
    {
        var sent = new SentIds();
        NewJob job = AJob(Lease(sent, generator: 5).NextJobId());
        sent.Send([job]);

        Assert.Equal([job], sent.Send([job]));
    }

    [Fact]
    public void An_id_that_a_former_holder_of_the_number_made_is_doubtful()
    {
        NewJob old = AJob(new IdGenerator(clock, 5, clock.Now).NextJobId());
        clock.Advance(TimeSpan.FromMinutes(1));
        var sent = new SentIds();
        Lease(sent, generator: 5);

        Assert.Equal([old], sent.Send([old]));
    }

    [Fact]
    public void An_id_of_a_number_that_was_not_leased_here_is_doubtful()
    {
        var sent = new SentIds();
        Lease(sent, generator: 5);
        NewJob foreign = AJob(new IdGenerator(clock, 6, clock.Now).NextJobId());

        Assert.Equal([foreign], sent.Send([foreign]));
    }

    private IdGenerator Lease(SentIds sent, int generator)
    {
        sent.Lease(new NodeMembership(generator, 1, clock.Now));
        return new IdGenerator(clock, generator, clock.Now);
    }

    private static NewJob AJob(JobId id) => new()
    {
        Id = id,
        Queue = "main",
        Type = "work",
        Payload = ReadOnlyMemory<byte>.Empty,
        Retention = TimeSpan.Zero,
        FailedRetention = TimeSpan.Zero,
    };
}
