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
/// <param name="Controls">Whether who asks may change what goes on in it: for administrators, and for the users of those groups.</param>
/// <param name="Own">The extensions of who asks that are members of the queue or of its groups; none where all is seen.</param>
internal sealed record QueueSight(AccountId Account, ExtensionNumber Queue, string Name, QueueConfig Config, AccountSettings Settings, bool All, bool Controls, IReadOnlyCollection<ExtensionNumber> Own)
{
    /// <summary>What of a queue may be seen, or the answer where there is no such queue.</summary>
    public static async Task<(QueueSight? Sight, IResult Refusal)> Of(AccountConfigurations accounts, HttpRequest request, string account, string queue, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!AccountId.TryParse(account, out var id) || !ExtensionNumber.TryParse(queue, out var number)
            || await accounts.Extension(id, number, cancel) is not { Config: QueueConfig config, Name: var name } || await accounts.Schedules(id, cancel) is not { Account: var settings })
        {
            return (null, OwnExtension.NotThere(request));
        }

        var person = request.HttpContext.Person();
        var supervises = Owned(await accounts.Extensions(id, [.. UserGroup.MembersOf(settings, [.. config.Supervisors, .. config.AdministratorGroups])], cancel), person).Any();
        var all = supervises || person.MayCall(Caller.Reader);
        var own = all ? [] : Owned(await accounts.Extensions(id, [.. config.Members.Select(member => member.Agent), .. UserGroup.MembersOf(settings, config.UserGroups)], cancel), person);
        return (new QueueSight(id, number, name, config, settings, all, supervises || person.MayCall(Caller.Administrator), [.. own.Select(extension => extension.Number)]), Results.Empty);
    }

    /// <summary>The extensions of a person among some.</summary>
    public static IEnumerable<Extension> Owned(IEnumerable<Extension> extensions, Person person) => extensions.Where(extension => extension.Config is UserConfig { Person: { } owner } && owner == person.ObjectId);
}
