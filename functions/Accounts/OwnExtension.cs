using Microsoft.AspNetCore.Http;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Errors;

namespace Pbx.Functions.Accounts;

/// <summary>
/// What a person changes about the own extension from a client, and administrators in their place. Whoever saves in between is waited for, so no version is named.
/// </summary>
internal static class OwnExtension
{
    private const int Tries = 10;

    /// <summary>Whether who asks may change a user's settings: the person whose extension it is, and administrators.</summary>
    public static bool MayChange(HttpRequest request, UserConfig user)
    {
        var person = request.HttpContext.Person();
        return person.MayCall(Caller.Administrator) || person.ObjectId == user.Person;
    }

    /// <summary>Whether who asks may see a user's settings: the person whose extension it is, and whoever may read the account.</summary>
    public static bool MaySee(HttpRequest request, UserConfig user)
    {
        var person = request.HttpContext.Person();
        return person.MayCall(Caller.Reader) || person.ObjectId == user.Person;
    }

    /// <summary>The answer where there is no such user: whoever may not read the account is not told which extensions it has.</summary>
    public static IResult NotThere(HttpRequest request) => request.HttpContext.Person().MayCall(Caller.Reader) ? Problems.NotFound() : Problems.Forbidden();

    /// <summary>Applies a change to the newest version and saves it.</summary>
    /// <param name="change">The document to save, or the answer that refuses.</param>
    /// <param name="done">What the history says if the request gives no reason.</param>
    /// <returns>The document as it was saved, or the answer that refuses.</returns>
    public static async Task<(AccountDocument? Saved, IResult? Refusal)> Save(
        HttpRequest request, AccountSaving accounts, AccountId account, ExtensionNumber number, Func<AccountDocument, UserConfig, (AccountDocument?, IResult?)> change, string done, CancellationToken cancel)
    {
        for (var tried = 0; tried < Tries; tried++)
        {
            if (await accounts.Load(account, cancel) is not var (document, pointer) || document.Extensions.FirstOrDefault(extension => extension.Number == number)?.Config is not UserConfig user)
            {
                return (null, NotThere(request));
            }

            if (!MayChange(request, user))
            {
                return (null, Problems.Forbidden());
            }

            var (changed, refusal) = change(document, user);
            if (changed is null || changed == document)
            {
                return (changed, refusal);
            }

            switch (await accounts.Save(account, changed, pointer.Tag, SaveRequest.Note(request, done) with { Channel = Channel.Client }, cancel))
            {
                case Saving.Saved:
                    return (changed, null);
                case Saving.Refused refused:
                    return (null, Problems.Invalid("Nothing was changed", refused.Problems.Where(one => !one.IsWarning), StatusCodes.Status422UnprocessableEntity));
            }
        }

        return (null, Problems.TryAgain());
    }
}
