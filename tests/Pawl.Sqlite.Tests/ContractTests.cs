using Pawl.Storage.Contract.Cluster;
using Pawl.Storage.Contract.Jobs;
using Pawl.Storage.Contract.Queues;
using Pawl.Storage.Contract.Random;
using Pawl.Storage.Contract.Schedules;

namespace Pawl.Sqlite.Tests;

public sealed class SqliteCancelTests : CancelContract<SqliteFixture>;

public sealed class SqliteClaimTests : ClaimContract<SqliteFixture>;

public sealed class SqliteCloseTests : CloseContract<SqliteFixture>;

public sealed class SqliteCompleteTests : CompleteContract<SqliteFixture>;

public sealed class SqliteDeleteTests : DeleteContract<SqliteFixture>;

public sealed class SqliteDueScheduleTests : DueScheduleContract<SqliteFixture>;

public sealed class SqliteDutyTests : DutyContract<SqliteFixture>;

public sealed class SqliteEnqueueTests : EnqueueContract<SqliteFixture>;

public sealed class SqliteFillTests : FillContract<SqliteFixture>;

public sealed class SqliteHeartbeatTests : HeartbeatContract<SqliteFixture>;

public sealed class SqliteIdempotencyTests : IdempotencyContract<SqliteFixture>;

public sealed class SqliteLifecycleTests : LifecycleContract<SqliteFixture>;

public sealed class SqliteMembershipTests : MembershipContract<SqliteFixture>;

public sealed class SqliteMemoryClaimTests : ClaimContract<SqliteMemoryFixture>;

public sealed class SqliteMemoryCompleteTests : CompleteContract<SqliteMemoryFixture>;

public sealed class SqliteMemoryRandomTests : RandomContract<SqliteMemoryFixture>;

public sealed class SqliteMemoryReapTests : ReapContract<SqliteMemoryFixture>;

public sealed class SqliteMemoryTransactTests : TransactContract<SqliteMemoryFixture>;

public sealed class SqliteOrderTests : OrderContract<SqliteFixture>;

public sealed class SqlitePromoteTests : PromoteContract<SqliteFixture>;

public sealed class SqlitePruneTests : PruneContract<SqliteFixture>;

public sealed class SqliteQueryTests : QueryContract<SqliteFixture>;

public sealed class SqliteQueueTests : QueueContract<SqliteFixture>;

public sealed class SqliteRandomTests : RandomContract<SqliteFixture>;

public sealed class SqliteReapTests : ReapContract<SqliteFixture>;

public sealed class SqliteRescheduleTests : RescheduleContract<SqliteFixture>;

public sealed class SqliteRetryTests : RetryContract<SqliteFixture>;

public sealed class SqliteScheduleChangeTests : ScheduleChangeContract<SqliteFixture>;

public sealed class SqliteStaleHolderTests : StaleHolderContract<SqliteFixture>;

public sealed class SqliteStateTests : StateContract<SqliteFixture>;

public sealed class SqliteTickTests : TickContract<SqliteFixture>;

public sealed class SqliteTransactTests : TransactContract<SqliteFixture>;

public sealed class SqliteUniqueTests : UniqueContract<SqliteFixture>;

public sealed class SqliteUpdateTests : UpdateContract<SqliteFixture>;

public sealed class SqliteWakeupTests : WakeupContract<SqliteFixture>;

public sealed class SqliteWorkerTests : WorkerContract<SqliteFixture>;
