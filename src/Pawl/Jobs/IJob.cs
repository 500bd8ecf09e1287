namespace Pawl;

/// <summary>Marks a message that asks for work: a plain record that says what; an <see cref="IJobHandler{TJob}"/> says
/// how. It is stored as JSON under the name that <see cref="JobAttribute"/> gives it.</summary>
#pragma warning disable CA1040 // An attribute could not constrain EnqueueAsync at compile time; an empty interface can.
public interface IJob;

/// <summary>Marks a message whose handler returns a result.</summary>
/// <typeparam name="TResult">The result; it is stored as JSON.</typeparam>
public interface IJob<TResult> : IJob;
#pragma warning restore CA1040
