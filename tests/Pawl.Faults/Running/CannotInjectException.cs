namespace Pawl.Faults.Running;

/// <summary>A fault cannot be made to happen here, so nothing was proven.</summary>
/// <param name="message">What is missing, and what to do.</param>
public sealed class CannotInjectException(string message) : Exception(message);
