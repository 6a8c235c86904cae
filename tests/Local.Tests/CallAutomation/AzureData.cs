using System.Text.Json;

namespace Pbx.Local.Tests.CallAutomation;

/// <summary>Facts about the Azure APIs: see tests/Data/azure/README.md.</summary>
internal static class AzureData
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", "azure", name);

    public static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(PathOf(name))).RootElement;
}
