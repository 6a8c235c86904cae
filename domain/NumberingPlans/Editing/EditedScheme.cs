using Pbx.Domain.Accounts;
using Pbx.Domain.Machines;

namespace Pbx.Domain.NumberingPlans.Editing;

/// <summary>A scheme that is being changed, and where it stands.</summary>
internal sealed record EditedScheme(AccountDocument Document, int Index)
{
    /// <summary>The scheme as it is.</summary>
    public Scheme Scheme => Document.Schemes[Index];

    /// <summary>What it is called in sentences.</summary>
    public string Name => $"Scheme {Scheme.Number} ({Scheme.Name})";

    /// <summary>Where it stands in the document.</summary>
    public string Place => $"/schemes/{Index}";

    /// <summary>The zone of what is scheduled in it.</summary>
    public string AccountZone => Document.Account.TimeZone;

    /// <summary>Changes a scheme by its number, where there is one.</summary>
    public static Edit Change(AccountDocument document, int number, Func<EditedScheme, Edit> change)
    {
        for (var i = 0; i < document.Schemes.Count; i++)
        {
            if (document.Schemes[i].Number == number)
            {
                return change(new EditedScheme(document, i));
            }
        }

        return new Edit.Missing();
    }

    /// <summary>The document with the scheme changed.</summary>
    /// <param name="landings">Places in the scheme.</param>
    public Edit Done(Scheme next, string what, ValueList<Landing> landings = default, string? made = null) => new Edit.Done(
        Document with { Schemes = [.. Document.Schemes.Select((scheme, i) => i == Index ? next : scheme)] },
        $"{Name}: {what}",
        landings.Change(landing => landing with { Document = Place + landing.Document }),
        made);
}
