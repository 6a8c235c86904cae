using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Infra.Tables;

/// <summary>The directory of numbers in the table <c>numbers</c>: a number is a partition with one row, which names its account.</summary>
public sealed class TableNumbers(TableAccount storage) : INumberDirectory
{
    private const string Table = "numbers";
    private const string Row = "n";
    private const string AccountProperty = "account";

    /// <inheritdoc/>
    public async Task<AccountId?> Find(PhoneNumber number, CancellationToken cancel) =>
        await storage.Read(Table, number.Value, Row, cancel) is { } row ? Owner(row) : null;

    /// <inheritdoc/>
    public async Task<AccountId> Claim(PhoneNumber number, AccountId account, CancellationToken cancel)
    {
        var claim = new TableEntity(number.Value, Row) { { AccountProperty, account.Value } };
        while (true)
        {
            try
            {
                await storage.Write(Table, table => table.AddEntityAsync(claim, cancel), cancel);
                return account;
            }
            catch (RequestFailedException taken) when (taken.ErrorCode == TableErrorCode.EntityAlreadyExists)
            {
                if (await Find(number, cancel) is { } owner)
                {
                    return owner;
                }

                // It was released in between.
            }
        }
    }

    /// <inheritdoc/>
    public async Task Release(PhoneNumber number, AccountId account, CancellationToken cancel)
    {
        while (await storage.Read(Table, number.Value, Row, cancel) is { } row && Owner(row) == account)
        {
            try
            {
                await storage.Table(Table).DeleteEntityAsync(number.Value, Row, row.ETag, cancel);
                return;
            }
            catch (RequestFailedException changed) when (changed.Status == 412)
            {
                // Released and claimed in between: by whom, the next read tells.
            }
        }
    }

    private static AccountId Owner(TableEntity row) => AccountId.Parse(row.GetString(AccountProperty) ?? "");
}
