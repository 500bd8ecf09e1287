namespace Pawl.Engine.Clients;

/// <summary>Why a user asks for something, cut to what is kept.</summary>
internal static class Reason
{
    public static string Cut(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Length <= JobLimits.ReasonLength ? reason : reason[..JobLimits.ReasonLength];
    }
}
