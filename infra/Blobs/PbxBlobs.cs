using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Pbx.Engine.Audio;
using Pbx.Engine.Recordings;

namespace Pbx.Infra.Blobs;

/// <summary>Puts Blob Storage behind the engine's ports. Nothing is connected before the first request.</summary>
public static class PbxBlobs
{
    /// <summary>By a connection string.</summary>
    public static IServiceCollection AddPbxBlobs(this IServiceCollection services, string connectionString) =>
        services.AddPbxBlobs(() => BlobAccount.Connect(connectionString));

    /// <summary>By the identity of the process.</summary>
    public static IServiceCollection AddPbxBlobs(this IServiceCollection services, Uri endpoint, TokenCredential credential) =>
        services.AddPbxBlobs(() => BlobAccount.Connect(endpoint, credential));

    private static IServiceCollection AddPbxBlobs(this IServiceCollection services, Func<BlobAccount> connect) => services
        .AddSingleton(_ => connect())
        .AddSingleton<IAudioStore, BlobAudio>()
        .AddSingleton<IRecordingFiles, BlobRecordingFiles>();
}
