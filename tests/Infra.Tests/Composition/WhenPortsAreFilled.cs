using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Pbx.Engine.Audio;
using Pbx.Engine.Calls;
using Pbx.Engine.Configurations;
using Pbx.Engine.Machines;
using Pbx.Engine.Messages;
using Pbx.Engine.Numbers;
using Pbx.Infra.Blobs;
using Pbx.Infra.Memory;
using Pbx.Infra.ServiceBus;
using Pbx.Infra.Tables;

namespace Pbx.Infra.Tests.Composition;

public sealed class WhenPortsAreFilled
{
    [Fact]
    public void Everything_can_be_in_memory()
    {
        using var services = new ServiceCollection().AddPbxMemory().BuildServiceProvider();
        Assert.IsType<MemoryMachines>(services.GetRequiredService<IMachineStore>());
        Assert.Same(services.GetRequiredService<IMachineStore>(), services.GetRequiredService<IMachineRetention>());
        Assert.IsType<MemoryConfigurations>(services.GetRequiredService<IConfigurationStore>());
        Assert.IsType<MemoryNumbers>(services.GetRequiredService<INumberDirectory>());
        Assert.IsType<MemoryCallLog>(services.GetRequiredService<ICallLog>());
        Assert.IsType<MemoryAudio>(services.GetRequiredService<IAudioStore>());
        Assert.Same(services.GetRequiredService<MemoryMessages>(), services.GetRequiredService<IMessageBus>());
    }

    [Fact]
    public void Tables_are_there_without_being_asked_for_anything()
    {
        using var services = new ServiceCollection().AddPbxTables(new Uri("https://nowhere.example"), new NoCredential()).BuildServiceProvider();
        Assert.IsType<TableMachines>(services.GetRequiredService<IMachineStore>());
        Assert.Same(services.GetRequiredService<IMachineStore>(), services.GetRequiredService<IMachineRetention>());
        Assert.IsType<TableConfigurations>(services.GetRequiredService<IConfigurationStore>());
        Assert.IsType<TableNumbers>(services.GetRequiredService<INumberDirectory>());
        Assert.IsType<TableCallLog>(services.GetRequiredService<ICallLog>());
        Assert.Equal(0, services.GetRequiredService<StorageOperations>().Total);
    }

    [Fact]
    public void A_connection_string_is_not_read_before_it_is_needed()
    {
        using var services = new ServiceCollection().AddPbxTables("not one").BuildServiceProvider();
        Assert.NotNull(services.GetRequiredService<IMachineStore>());
    }

    [Fact]
    public void Blobs_are_not_connected_before_the_first_request()
    {
        using var services = new ServiceCollection().AddPbxBlobs("not one").BuildServiceProvider();
        Assert.IsType<BlobAudio>(services.GetRequiredService<IAudioStore>());
    }

    [Fact]
    public async Task Messages_are_not_connected_before_the_first_one()
    {
        await using var services = new ServiceCollection().AddPbxServiceBus("not one").BuildServiceProvider();
        Assert.IsType<ServiceBusMessages>(services.GetRequiredService<IMessageBus>());
    }

    private sealed class NoCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody should ask.");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new InvalidOperationException("Nobody should ask.");
    }
}
