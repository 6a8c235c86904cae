using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Pbx.Domain.Assertions;
using Pbx.Domain.Extensions;
using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Prompts;

namespace Pbx.Domain.Accounts;

/// <summary>A whole account as one document: what is loaded, saved and checked in one piece.</summary>
public sealed record AccountDocument(
    [property: Description("What holds for the whole account.")] AccountSettings Account,
    [property: Description("Where public numbers lead. Every account has the main scheme, number 1.")] [property: Length(0, 99)] ValueList<Scheme> Schemes,
    [property: Description("The extensions of the account, each with a number of its own.")] ValueList<Extension> Extensions,
    [property: Description("Voice prompts of the account's own, which extensions name.")] [property: Length(0, 200)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<OwnPrompt> Prompts = default,
    [property: Description("Expectations of the account, run on every change.")] [property: Length(0, Assertion.Most)] [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ValueList<Assertion> Assertions = default);
