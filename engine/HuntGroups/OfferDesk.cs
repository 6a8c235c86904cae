using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.Accounts;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;
using Pbx.Domain.HuntGroups;
using Pbx.Domain.Machines;
using Pbx.Engine.Machines;

namespace Pbx.Engine.HuntGroups;

/// <summary>Remembers, for each hunt group that needs it, when its members were last offered a call (EXT-161, EXT-162).</summary>
public sealed class OfferDesk(IMachineStore store)
{
    private const string Kind = "offers";

    private static readonly JsonSerializerOptions Options = new(Json.State)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(Json.State.TypeInfoResolver, OfferDeskJson.Default),
    };

    private readonly StoredValue<LastOffers> offers = new(store, Json.Of<LastOffers>(Options), new LastOffers());

    /// <summary>When the members of a group were last offered a call, without those who never were.</summary>
    public async Task<ValueList<LastOffer>> Show(AccountId account, ExtensionNumber group, CancellationToken cancel) => (await offers.Read(Row(account, group), cancel)).Offers;

    /// <summary>Remembers an offer; one that came later is not undone.</summary>
    public Task Note(AccountId account, ExtensionNumber group, LastOffer offer, CancellationToken cancel) => offers.Change(Row(account, group), now => now.With(offer), cancel);

    private static MachineKey Row(AccountId account, ExtensionNumber group) => new(account, Kind, group.Value);
}

/// <summary>The offers of one hunt group, one a member.</summary>
internal sealed record LastOffers(ValueList<LastOffer> Offers = default)
{
    // who has left the group long ago need not be remembered
    public LastOffers With(LastOffer offer) => Offers.Any(one => one.Member == offer.Member && one.At >= offer.At)
        ? this
        : new LastOffers(ValueList.From(Offers.Where(one => one.Member != offer.Member).Append(offer).OrderByDescending(one => one.At).Take(HuntGroupConfig.MostMembers)));
}

[JsonSerializable(typeof(LastOffers))]
[JsonSerializable(typeof(LastOffer))]
internal sealed partial class OfferDeskJson : JsonSerializerContext;
