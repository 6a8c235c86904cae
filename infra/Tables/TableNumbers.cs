using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Pbx.Domain.Accounts;
using Pbx.Domain.Numbers;
using Pbx.Engine.Numbers;

namespace Pbx.Infra.Tables;

/// <summary>The directory of numbers in the table <c>numbers</c>: an address is a partition with one row, which names its account and since when it is claimed.</summary>
public sealed class TableNumbers(TableAccount storage) : INumberDirectory
{
    private const string Table = "numbers";
    private const string Row = "n";
    private const string AccountProperty = "account";
    private const string AtProperty = "at";

    /// <inheritdoc/>
    public async Task<NumberClaim?> Find(PhoneAddress address, CancellationToken cancel) =>
        await storage.Read(Table, RowKey.Safe(address.Value), Row, cancel) is { } row ? Read(row) : null;

    /// <inheritdoc/>
    public async Task<NumberClaim?> Claim(PhoneAddress address, AccountId account, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            var added = await storage.Write(Table, table => table.AddEntityAsync(Written(address, account, at), cancel), cancel);
            return new NumberClaim(account, at, TagOf(added));
        }
        catch (RequestFailedException taken) when (taken.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return null; // it may be our own first try, whose answer was lost: then the caller finds it to be its own
        }
    }

    /// <inheritdoc/>
    public async Task<NumberClaim?> Take(PhoneAddress address, NumberClaim from, AccountId account, DateTimeOffset at, CancellationToken cancel)
    {
        try
        {
            var replaced = await storage.Table(Table).UpdateEntityAsync(Written(address, account, at), new ETag(from.Tag), TableUpdateMode.Replace, cancel);
            return new NumberClaim(account, at, TagOf(replaced));
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task Release(PhoneAddress address, NumberClaim claim, CancellationToken cancel)
    {
        try
        {
            await storage.Table(Table).DeleteEntityAsync(RowKey.Safe(address.Value), Row, new ETag(claim.Tag), cancel);
        }
        catch (RequestFailedException changed) when (changed.Status is 404 or 412)
        {
            // Released already, or claimed anew: then it stays.
        }
    }

    private static TableEntity Written(PhoneAddress address, AccountId account, DateTimeOffset at) => new(RowKey.Safe(address.Value), Row) { { AccountProperty, account.Value }, { AtProperty, at } };

    private static NumberClaim Read(TableEntity row) => new(AccountId.Parse(row.GetString(AccountProperty) ?? ""), row.GetDateTimeOffset(AtProperty) ?? default, row.ETag.ToString());

    private static string TagOf(Response answer) => answer.Headers.ETag?.ToString() ?? throw new RequestFailedException("A row was written, but its tag was not told.");
}
