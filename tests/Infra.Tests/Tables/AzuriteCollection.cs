using Pbx.Local.Tests.Azurite;

namespace Pbx.Infra.Tests.Tables;

[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
