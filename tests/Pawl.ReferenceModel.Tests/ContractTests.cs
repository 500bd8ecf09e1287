using Pawl.Storage.Contract.Cluster;
using Pawl.Storage.Contract.Jobs;
using Pawl.Storage.Contract.Queues;
using Pawl.Storage.Contract.Random;
using Pawl.Storage.Contract.Schedules;

namespace Pawl.ReferenceModel.Tests;

public sealed class ReferenceCancelTests : CancelContract<ReferenceFixture>;

public sealed class ReferenceClaimTests : ClaimContract<ReferenceFixture>;

public sealed class ReferenceCloseTests : CloseContract<ReferenceFixture>;

public sealed class ReferenceCompleteTests : CompleteContract<ReferenceFixture>;

public sealed class ReferenceDeleteTests : DeleteContract<ReferenceFixture>;

public sealed class ReferenceDueScheduleTests : DueScheduleContract<ReferenceFixture>;

public sealed class ReferenceDutyTests : DutyContract<ReferenceFixture>;

public sealed class ReferenceEnqueueTests : EnqueueContract<ReferenceFixture>;

public sealed class ReferenceFillTests : FillContract<ReferenceFixture>;

public sealed class ReferenceHeartbeatTests : HeartbeatContract<ReferenceFixture>;

public sealed class ReferenceIdempotencyTests : IdempotencyContract<ReferenceFixture>;

public sealed class ReferenceLifecycleTests : LifecycleContract<ReferenceFixture>;

public sealed class ReferenceMembershipTests : MembershipContract<ReferenceFixture>;

public sealed class ReferenceOrderTests : OrderContract<ReferenceFixture>;

public sealed class ReferencePromoteTests : PromoteContract<ReferenceFixture>;

public sealed class ReferencePruneTests : PruneContract<ReferenceFixture>;

public sealed class ReferenceQueryTests : QueryContract<ReferenceFixture>;

public sealed class ReferenceQueueTests : QueueContract<ReferenceFixture>;

public sealed class ReferenceRandomTests : RandomContract<ReferenceFixture>;

public sealed class ReferenceReapTests : ReapContract<ReferenceFixture>;

public sealed class ReferenceRescheduleTests : RescheduleContract<ReferenceFixture>;

public sealed class ReferenceRetryTests : RetryContract<ReferenceFixture>;

public sealed class ReferenceScheduleChangeTests : ScheduleChangeContract<ReferenceFixture>;

public sealed class ReferenceStaleHolderTests : StaleHolderContract<ReferenceFixture>;

public sealed class ReferenceStateTests : StateContract<ReferenceFixture>;

public sealed class ReferenceTickTests : TickContract<ReferenceFixture>;

public sealed class ReferenceTransactTests : TransactContract<ReferenceFixture>;

public sealed class ReferenceUniqueTests : UniqueContract<ReferenceFixture>;

public sealed class ReferenceUpdateTests : UpdateContract<ReferenceFixture>;

public sealed class ReferenceWakeupTests : WakeupContract<ReferenceFixture>;

public sealed class ReferenceWorkerTests : WorkerContract<ReferenceFixture>;
