using Pawl.Engine.Clients;
using Pawl.Engine.Handlers;
using Pawl.Engine.Serialization;
using Pawl.ReferenceModel;
using Pawl.ReferenceModel.Time;

namespace Pawl.Engine.Tests.Clients;

/// <summary>Clients over the reference model, with time that stands still.</summary>
internal sealed class ClientFixture : IJobIds
{
    private readonly IdGenerator ids;

    private ClientFixture(ClientSettings settings)
    {
        Clock = new ManualClock();
        Store = new ReferenceStore(Clock);
        ids = new IdGenerator(Clock, generator: 7, DateTimeOffset.MinValue);
        Serializer = new JobSerializer(JobSerializer.CreateOptions());
        Requests = new JobRequests(new JobDefinitions(Serializer), Handlers, settings);
        Jobs = new JobClient(Store, Store, new NoEnlistment(), Requests, Serializer, this, Clock);
        Queues = new QueueClient(Store, this);
    }

    public ManualClock Clock { get; }

    public ReferenceStore Store { get; }

    public JobSerializer Serializer { get; }

    public HandlerRegistry Handlers { get; } = new();

    public JobRequests Requests { get; }

    public JobClient Jobs { get; }

    public QueueClient Queues { get; }

    public static async Task<ClientFixture> CreateAsync(ClientSettings? settings = null)
    {
        var fixture = new ClientFixture(settings ?? new ClientSettings());
        await fixture.Store.OpenAsync(TestContext.Current.CancellationToken);
        return fixture;
    }

    public ValueTask<IdGenerator> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(ids);

    public async Task<Job> FindAsync(JobId id) => Assert.IsType<Job>(
        await Jobs.FindAsync(id, TestContext.Current.CancellationToken));
}
