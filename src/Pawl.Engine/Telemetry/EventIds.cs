namespace Pawl.Engine.Telemetry;

/// <summary>The numbers of the engine's log events. A number is never used again for something else.</summary>
internal static class EventIds
{
    public const int NodeJoined = 1000;
    public const int NodeLeft = 1001;
    public const int NodeNotLeft = 1002;
    public const int HeartbeatFailed = 1003;
    public const int LeasesExpired = 1004;
    public const int StoreHeardAgain = 1005;
    public const int StoreFailed = 1006;
    public const int LoopFailed = 1007;

    public const int WorkerStarted = 1100;
    public const int WorkerLost = 1101;
    public const int WorkerStopped = 1102;
    public const int WorkerNotRemoved = 1103;
    public const int RegistrationFailed = 1104;
    public const int ClaimFailed = 1105;
    public const int Draining = 1106;
    public const int WorkerClosed = 1107;
    public const int WorkerNotClosed = 1108;

    public const int AttemptFailed = 1200;
    public const int JobFailed = 1201;
    public const int JobCancelled = 1202;
    public const int HandlerLeaks = 1203;
    public const int LeakedHandlerEnded = 1204;
    public const int ThrewAfterCompletion = 1205;
    public const int TokenCallbackThrew = 1206;
    public const int ScopeThrew = 1207;
    public const int ProgressDropped = 1208;
    public const int CompletionUnanswered = 1209;

    public const int CompletionsDelayed = 1300;
    public const int CompletionsUnrecorded = 1301;
    public const int CompletionRefused = 1302;
    public const int SoloUnrecorded = 1303;

    public const int DutyFailed = 1400;
    public const int LeaseReaped = 1401;
    public const int JobKillsItsWorker = 1402;
    public const int JobsPruned = 1403;
    public const int LeasesReaped = 1404;
    public const int PromotionRefused = 1405;

    public const int ScheduleNotUnderstood = 1500;
    public const int TicksSkipped = 1501;
    public const int ScheduleDeclared = 1502;
    public const int SchedulePruned = 1503;
}
