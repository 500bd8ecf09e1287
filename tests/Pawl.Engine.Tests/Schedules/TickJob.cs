namespace Pawl.Engine.Tests.Schedules;

/// <summary>What the schedules of these tests enqueue.</summary>
[Job("work")]
internal sealed record TickJob(string Name = "x") : IJob;
