using Pawl.Storage.Contract.Cluster;
using Pawl.Storage.Contract.Jobs;
using Pawl.Storage.Contract.Queues;
using Pawl.Storage.Contract.Random;
using Pawl.Storage.Contract.Schedules;

namespace Pawl.PostgreSql.Tests;

public sealed class PostgreSqlCancelTests : CancelContract<PostgreSqlFixture>;

public sealed class PostgreSqlClaimTests : ClaimContract<PostgreSqlFixture>;

public sealed class PostgreSqlCloseTests : CloseContract<PostgreSqlFixture>;

public sealed class PostgreSqlCompleteTests : CompleteContract<PostgreSqlFixture>;

public sealed class PostgreSqlDeleteTests : DeleteContract<PostgreSqlFixture>;

public sealed class PostgreSqlDueScheduleTests : DueScheduleContract<PostgreSqlFixture>;

public sealed class PostgreSqlDutyTests : DutyContract<PostgreSqlFixture>;

public sealed class PostgreSqlEnqueueTests : EnqueueContract<PostgreSqlFixture>;

public sealed class PostgreSqlFillTests : FillContract<PostgreSqlFixture>;

public sealed class PostgreSqlHeartbeatTests : HeartbeatContract<PostgreSqlFixture>;

public sealed class PostgreSqlIdempotencyTests : IdempotencyContract<PostgreSqlFixture>;

public sealed class PostgreSqlLifecycleTests : LifecycleContract<PostgreSqlFixture>;

public sealed class PostgreSqlMembershipTests : MembershipContract<PostgreSqlFixture>;

public sealed class PostgreSqlOrderTests : OrderContract<PostgreSqlFixture>;

public sealed class PostgreSqlPromoteTests : PromoteContract<PostgreSqlFixture>;

public sealed class PostgreSqlPruneTests : PruneContract<PostgreSqlFixture>;

public sealed class PostgreSqlQueryTests : QueryContract<PostgreSqlFixture>;

public sealed class PostgreSqlQueueTests : QueueContract<PostgreSqlFixture>;

public sealed class PostgreSqlRandomTests : RandomContract<PostgreSqlFixture>;

public sealed class PostgreSqlReapTests : ReapContract<PostgreSqlFixture>;

public sealed class PostgreSqlRescheduleTests : RescheduleContract<PostgreSqlFixture>;

public sealed class PostgreSqlRetryTests : RetryContract<PostgreSqlFixture>;

public sealed class PostgreSqlScheduleChangeTests : ScheduleChangeContract<PostgreSqlFixture>;

public sealed class PostgreSqlStaleHolderTests : StaleHolderContract<PostgreSqlFixture>;

public sealed class PostgreSqlStateTests : StateContract<PostgreSqlFixture>;

public sealed class PostgreSqlTickTests : TickContract<PostgreSqlFixture>;

public sealed class PostgreSqlTransactTests : TransactContract<PostgreSqlFixture>;

public sealed class PostgreSqlUniqueTests : UniqueContract<PostgreSqlFixture>;

public sealed class PostgreSqlUpdateTests : UpdateContract<PostgreSqlFixture>;

public sealed class PostgreSqlWakeupTests : WakeupContract<PostgreSqlFixture>;

public sealed class PostgreSqlWorkerTests : WorkerContract<PostgreSqlFixture>;
