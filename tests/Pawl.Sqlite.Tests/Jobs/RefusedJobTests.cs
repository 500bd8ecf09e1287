using Pawl.Storage.Contract.Jobs;

namespace Pawl.Sqlite.Tests.Jobs;

public sealed class RefusedJobTests : RefusedJobContract<SqliteFixture>
{
    protected override Task RefuseChangesOfAsync(JobId job) => Store.ChangeAsync(
        $"CREATE TRIGGER stone BEFORE UPDATE ON job WHEN OLD.id = {job.Value} BEGIN SELECT RAISE(ABORT, 'planted'); END;");

    protected override Task RefuseNothingAsync() => Store.ChangeAsync("DROP TRIGGER stone;");
}
