using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pawl.Engine.Serialization;

namespace Pawl.Engine.Handlers;

/// <summary>Reads a handler's job from a stored payload, and writes its result.</summary>
internal static class JobBinder
{
    /// <exception cref="PayloadInvalidException">The payload is no <typeparamref name="TJob"/>.</exception>
    public static TJob Bind<TJob>(JobSerializer serializer, JobType type, ReadOnlyMemory<byte> payload)
        where TJob : IJob
    {
        // Outside the try: a type that no resolver knows is a wrong build, not a wrong payload, and a retry may meet a
        // right one.
        var description = (JsonTypeInfo<TJob>)serializer.Describe(typeof(TJob));
        try
        {
            return JsonSerializer.Deserialize(payload.Span, description)
                ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Constructors of the user's record run in there, so whatever is thrown means that it does not bind.
            throw new PayloadInvalidException(type, typeof(TJob), exception);
        }
    }

    /// <exception cref="ResultInvalidException">The result cannot be stored.</exception>
    public static ReadOnlyMemory<byte> Write<TResult>(JobSerializer serializer, JobType type, TResult result)
    {
        byte[] json;
        try
        {
            json = serializer.Serialize(result);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ResultInvalidException(type, typeof(TResult), exception);
        }

        return json.Length <= JobLimits.ResultBytes ? json : throw new ResultInvalidException(type, json.Length);
    }
}
