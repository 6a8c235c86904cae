using System.Net;
using Azure.Data.Tables;
using Pbx.Local.Host.Azurite;

namespace Pbx.Local.Tests.Azurite;

[Collection(AzuriteCollection.Name)]
public sealed class WhenAzuriteStartsAndStops(AzuriteFixture shared) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pbx-azurite-");

    [Fact]
    public async Task What_was_written_last_is_there_after_a_restart()
    {
        await using (var azurite = await AzuriteProcess.Start(folder.FullName))
        {
            var table = new TableClient(azurite.ConnectionString, "Calls");
            await table.CreateAsync();
            await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = "kept" });
            Assert.False(azurite.Ended.IsCompleted);

            await azurite.DisposeAsync();
            Assert.True(azurite.Ended.IsCompletedSuccessfully);
        }

        await using var again = await AzuriteProcess.Start(folder.FullName);
        var kept = await new TableClient(again.ConnectionString, "Calls").GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal("kept", kept.Value.GetString("A"));
    }

    [Fact]
    public async Task Both_services_answer_on_ports_of_their_own_and_a_taken_port_is_told()
    {
        var azurite = shared.Azurite;
        using var http = new HttpClient();

        using var blobs = await http.GetAsync(azurite.BlobEndpoint);
        using var tables = await http.GetAsync(azurite.TableEndpoint);
        var taken = await Assert.ThrowsAsync<InvalidOperationException>(() => AzuriteProcess.Start(dataFolder: null, tablePort: azurite.TableEndpoint.Port));

        Assert.True(blobs.StatusCode >= HttpStatusCode.BadRequest);
        Assert.True(tables.StatusCode >= HttpStatusCode.BadRequest);
        Assert.NotEqual(azurite.BlobEndpoint.Port, azurite.TableEndpoint.Port);
        Assert.Contains($"TableEndpoint={azurite.TableEndpoint};", azurite.ConnectionString, StringComparison.Ordinal);
        Assert.Contains("address already in use", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_that_cannot_be_installed_are_told_with_what_npm_said()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "package.json"), "{ \"name\": \"x\" }");

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => AzuritePackages.Ensure(folder.FullName, progress: null, CancellationToken.None));

        Assert.Contains($"npm ci in {folder.FullName} failed", fault.Message, StringComparison.Ordinal);
        Assert.Contains("package-lock.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packages_that_are_there_are_not_installed_again()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "package-lock.json"), "no lock file: npm would fail");
        folder.CreateSubdirectory("node_modules");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "node_modules", ".package-lock.json"), "{}");

        await AzuritePackages.Ensure(folder.FullName, progress: null, CancellationToken.None);
    }

    [Fact]
    public void The_repository_is_found_from_below_and_only_from_below()
    {
        Assert.True(File.Exists(Path.Combine(RepositoryRoot.Path, "Serverless.sln")));
        Assert.Contains(folder.FullName, Assert.Throws<DirectoryNotFoundException>(() => RepositoryRoot.Above(folder.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_is_not_installed_is_named() =>
        Assert.Contains("nodejs", Assert.Throws<InvalidOperationException>(() => ChildProcess.Start(new("no-such-program"), "nodejs")).Message, StringComparison.Ordinal);

    public void Dispose() => folder.Delete(recursive: true);
}
