using Microsoft.AspNetCore.Http;
using Pbx.Domain.Accounts;
using Pbx.Domain.Extensions;
using Pbx.Domain.Queues;
using Pbx.Domain.UserGroups;
using Pbx.Domain.Users;
using Pbx.Engine.Configurations;
using Pbx.Functions.Access;
using Pbx.Functions.Accounts;

namespace Pbx.Functions.Queues;

/// <summary>What of a queue who asks may see (QUE-113, QUE-484): all of it, or what is of the own extensions.</summary>
/// <param name="All">For whoever may read the account, and for the users of the groups that supervise or administer the queue.</param>
/// <param name="Own">The extensions of who asks that are members of the queue or of its groups; none where all is seen.</param>
internal sealed record QueueSight(AccountId Account, ExtensionNumber Queue, QueueConfig Config, AccountSettings Settings, bool All, IReadOnlyCollection<ExtensionNumber> Own)
{
    /// <summary>What of a queue may be seen, or the answer where there is no such queue.</summary>
    public static async Task<(QueueSight? Sight, IResult Refusal)> Of(AccountConfigurations accounts, HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(queue, out var number)
            || await accounts.Extension(id, number, cancel) is not { Config: QueueConfig config } || await accounts.Schedules(id, cancel) is not { Account: var settings })
        {
            return (null, OwnExtension.NotThere(request));
        }

        var person = request.HttpContext.Person();
        var all = person.MayCall(Caller.Reader)
            || (await OfPerson(accounts, id, person, UserGroup.MembersOf(settings, [.. config.Supervisors, .. config.AdministratorGroups]), cancel)).Count > 0;
        var own = all ? [] : await OfPerson(accounts, id, person, config.Members.Select(member => member.Agent).Concat(UserGroup.MembersOf(settings, config.UserGroups)).Distinct(), cancel);
        return (new QueueSight(id, number, config, settings, all, own), Results.Empty);
    }

    private static async Task<IReadOnlyCollection<ExtensionNumber>> OfPerson(AccountConfigurations accounts, AccountId account, Person person, IEnumerable<ExtensionNumber> users, CancellationToken cancel)
    {
        var own = new List<ExtensionNumber>();
        foreach (var user in users)
        {
            if (await accounts.Extension(account, user, cancel) is { Config: UserConfig { Person: { } owner } } && owner == person.ObjectId)
            {
                own.Add(user);
            }
        }

        return own;
    }
}
