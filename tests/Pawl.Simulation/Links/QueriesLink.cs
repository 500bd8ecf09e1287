using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class QueriesLink(Line line, IJobQueries store) : IJobQueries
{
    public ValueTask<IReadOnlyList<Job?>> FindAsync(IReadOnlyList<JobId> ids, CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.FindAsync(ids, CancellationToken.None));

    public ValueTask<JobPage> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.ListAsync(query, CancellationToken.None));

    public ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.CountAsync(CancellationToken.None));
}
