using Pbx.Engine.Configurations;

namespace Pbx.Functions.Accounts;

/// <summary>The ETag of an account's version: its number, which people can read, and its content, so that both stores give the same.</summary>
internal static class VersionTag
{
    public static string Of(ConfigurationPointer pointer) => $"\"{pointer.Version.Number}-{pointer.Version.Manifest}\"";
}
