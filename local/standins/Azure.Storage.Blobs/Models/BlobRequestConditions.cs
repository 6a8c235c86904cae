namespace Azure.Storage.Blobs.Models;

/// <summary>Conditions that a blob must meet, or the request fails (412) or reads nothing (304).</summary>
public sealed class BlobRequestConditions : RequestConditions;
