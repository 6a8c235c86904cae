namespace Azure.Storage.Sas;

/// <summary>Over what a shared access signature may be used.</summary>
public enum SasProtocol
{
    /// <summary>Not said; the service then takes both.</summary>
    None = 0,

    /// <summary>Https and http.</summary>
    HttpsAndHttp = 1,

    /// <summary>Https only.</summary>
    Https = 2,
}
