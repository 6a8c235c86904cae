using System.Diagnostics;
using Pbx.Domain.Accounts;
using Pbx.Engine.Configurations;
using Pbx.Infra.Memory;
using Pbx.Infra.Tables;
using Pbx.Local.Host.Azurite;

namespace Pbx.Benchmarks;

/// <summary>
/// How long a save takes on Azurite, from the text of the document to the new version, by a process that knows nothing of the account: seconds of this machine, not a ratio. The account has 1,000
/// extensions, each with a number of its own unless it is said.
/// </summary>
internal static class Saves
{
    private const int Extensions = 1000;
    private const int Rounds = 7;
    private const double Most = 2;

    public static async Task<IEnumerable<Ratio>> Measure()
    {
        await using var azurite = await AzuriteProcess.Start(dataFolder: null);
        var storage = TableAccount.Connect(azurite.ConnectionString, new StorageOperations());
        List<double> few = [], first = [], again = [], one = [], all = [], read = [], tried = [];
        for (var round = -1; round < Rounds; round++)
        {
            var account = AccountId.Parse($"bench{round + 1}");
            var document = Own(SampleAccount.With(Extensions), round + 1);
            var renamed = document with { Extensions = document.Extensions.Change(extension => extension with { Name = $"{extension.Name} again" }) };
            var changed = renamed with { Extensions = [renamed.Extensions[0] with { Name = "Front desk" }, .. renamed.Extensions.Skip(1)] };
            List<double>[] into = round < 0 ? [[], [], [], [], [], [], []] : [first, again, all, one, tried, read, few];
            into[0].Add(await Save(account, document));
            into[1].Add(await Save(account, document));
            into[2].Add(await Save(account, renamed));
            into[3].Add(await Save(account, changed));
            into[4].Add(await Timed(async () => await Process().Review(account, Read(AccountText.Write(document)), CancellationToken.None)));
            into[5].Add(await Timed(async () => AccountText.Write((await Process().Load(account, CancellationToken.None))?.Document ?? throw new InvalidOperationException("It is not there."))));
            into[6].Add(await Save(AccountId.Parse($"few{round + 1}"), Own(SampleAccount.With(Extensions, numbered: 100), 50 + round)));
        }

        return
        [
            new Ratio("save", "a new account of 1,000 extensions and 100 numbers, seconds", few, Most: Most),
            new Ratio("save", "a new account of 1,000 extensions and 1,000 numbers, seconds", first, Most: Most),
            new Ratio("save", "all of its 1,000 extensions changed, seconds", all, Most: Most),
            new Ratio("save", "one extension of it changed, seconds", one, Most: Most),
            new Ratio("info", "nothing of it changed, seconds", again),
            new Ratio("info", "a dry run of 1,000 changed extensions, which reads all of the account, seconds", tried),
            new Ratio("info", "reading the account, seconds", read),
        ];

        AccountSaving Process() => new(new TableConfigurations(storage), new TableNumbers(storage), new MemoryAudio(), new AccountConfigurations(new TableConfigurations(storage)), TimeProvider.System);

        async Task<double> Save(AccountId account, AccountDocument document)
        {
            var text = AccountText.Write(document);
            var process = Process();
            return await Timed(async () =>
            {
                var newest = await process.Newest(account, CancellationToken.None);
                if (await process.Save(account, Read(text), newest?.Tag, new VersionNote("bench", "to measure"), CancellationToken.None) is not Saving.Saved)
                {
                    throw new InvalidOperationException("The account was not saved.");
                }
            });
        }
    }

    private static AccountReading.Parsed Read(byte[] text) =>
        AccountReading.Read(text) as AccountReading.Parsed ?? throw new InvalidOperationException("The document is one.");

    private static async Task<double> Timed(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    // no two accounts have a number in common
    private static AccountDocument Own(AccountDocument document, int account)
    {
        var text = System.Text.Encoding.UTF8.GetString(AccountText.Write(document)).Replace("+3120", $"+31{account:00}20", StringComparison.Ordinal);
        return Read(System.Text.Encoding.UTF8.GetBytes(text)).Document;
    }
}
