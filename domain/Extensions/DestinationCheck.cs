using Pbx.Domain.Documents;

namespace Pbx.Domain.Extensions;

/// <summary>What can be wrong with a destination: none where one is needed, or an extension that does not exist (EXT-058, EXT-064).</summary>
public static class DestinationCheck
{
    /// <summary>The problems, with the destination itself as the root of the pointers.</summary>
    public static IEnumerable<Problem> Check(Destination? destination, IDialPlan plan, bool isRequired)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (destination is null && isRequired)
        {
            yield return new Problem("", "Name the extension or the public number that the call goes to.");
        }

        if (destination is Destination.ToExtension to && plan.TypeOf(to.Extension) is null)
        {
            yield return new Problem("", $"There is no extension {to.Extension}.");
        }
    }
}
