using System.Security.Cryptography;
using System.Text;
using Pawl.Storage;

namespace Pawl.Relational;

/// <summary>What two requests under one idempotency key must have in common: type and payload.</summary>
internal static class RequestFingerprint
{
    public static byte[] Of(NewJob job)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(job.Type.Value));
        hash.AppendData([0]);
        hash.AppendData(job.Payload.Span);
        return hash.GetHashAndReset();
    }
}
