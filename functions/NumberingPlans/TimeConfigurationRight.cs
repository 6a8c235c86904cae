using Pbx.Domain.Accounts;
using Pbx.Domain.Users;
using Pbx.Functions.Access;

namespace Pbx.Functions.NumberingPlans;

/// <summary>The right “time configuration” of a person, which an administrator gives to his extension (NPL-138, NPL-140). A program has no extension.</summary>
internal static class TimeConfigurationRight
{
    public static bool Has(Person person, AccountDocument document) =>
        !person.IsProgram && document.Extensions.Any(extension => extension.Config is UserConfig { TimeConfiguration: true } user && user.Person == person.ObjectId);
}
