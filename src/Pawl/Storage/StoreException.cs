namespace Pawl.Storage;

/// <summary>Something is wrong with the store.</summary>
public abstract class StoreException : PawlException
{
    private protected StoreException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
