namespace Azure.Storage.Blobs.Wire;

/// <summary>The answer to a read that the present version does not meet the conditions of (304): there is no content.</summary>
internal sealed class NotModified<T>(Response response) : Response<T>
{
    public override T Value => throw new InvalidOperationException("The blob was not changed: there is no content (status 304).");

    public override Response GetRawResponse() => response;
}
