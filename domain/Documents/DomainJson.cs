using System.Text.Json.Serialization;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Extensions;
using Pbx.Domain.NumberingPlans;

namespace Pbx.Domain.Documents;

/// <summary>How the domain's own records are written; extension types bring their own.</summary>
[JsonSerializable(typeof(Call))]
[JsonSerializable(typeof(CallEvent))]
[JsonSerializable(typeof(CallCommand))]
[JsonSerializable(typeof(CallRecord))]
[JsonSerializable(typeof(AccountSettings))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(Scheme))]
[JsonSerializable(typeof(Extension))]
[JsonSerializable(typeof(ExtensionJson.Written), TypeInfoPropertyName = "WrittenExtension")]
[JsonSerializable(typeof(ExtensionStateJson.Written), TypeInfoPropertyName = "WrittenExtensionState")]
public sealed partial class DomainJson : JsonSerializerContext;
