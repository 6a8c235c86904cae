using System.Text.Json;
using Pbx.Domain.Accounts;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Extensions;

namespace Pbx.Domain.Tests.Calls;

/// <summary>The account of the tests as a step's configuration.</summary>
internal sealed class TestAccount(AccountDocument document) : IConfiguration
{
    private readonly DocumentConfiguration all = new(document);

    public AccountDocument Document => document;

    public AccountSettings Account => document.Account;

    public IAccountVersion Latest => all;

    public Extension Extension(string section) => all.Extension(section);

    /// <summary>The account that most tests use, with extensions given as JSON in place of those with the same number, or added.</summary>
    public static TestAccount With(params string[] extensions)
    {
        var document = Read<AccountDocument>(Usual);
        var given = extensions.Select(Read<Extension>).ToList();
        return new TestAccount(document with
        {
            Extensions = [.. document.Extensions.Where(e => given.TrueForAll(g => g.Number != e.Number)), .. given],
        });
    }

    public static T Read<T>(string json) => JsonSerializer.Deserialize(json, Json.Of<T>(Json.Documents))!;

    private const string Usual = """
        {
          "account": {
            "name": "Test", "country": "nl", "language": "nl", "timeZone": "Europe/Amsterdam", "extensionLength": 3, "mainNumber": "+31205550100",
            "numbers": ["+31205550100", "+31205550101", "+31205550102", "+31205550103", "+31205550104", "+31205550109"],
            "tenants": ["11111111-1111-1111-1111-111111111111"]
          },
          "schemes": [{ "number": 1, "name": "Test", "plans": [{ "number": 1, "name": "Number plan 1", "links": [
            { "number": "+31205550100", "extension": "100", "prefix": "Main" },
            { "number": "+31205550101", "extension": "201" },
            { "number": "+31205550102", "extension": "300" },
            { "number": "+31205550103", "extension": "400" },
            { "number": "+31205550104", "extension": "999" }
          ] }] }],
          "extensions": [
            { "number": "100", "name": "Main menu", "type": "menu", "config": { "greeting": "Kies een, twee of drie.", "options": [
              { "key": "1", "destination": "201", "prefix": "Sales" },
              { "key": "2", "action": "transfer-with-announcement", "destination": "400" },
              { "key": "3", "destination": "300" },
              { "key": "4", "action": "none" },
              { "key": "5", "action": "play-message", "message": "Een bericht." },
              { "key": "6", "action": "transfer-to-operator" },
              { "key": "7", "destination": "+31201234567" },
              { "key": "*", "action": "repeat" },
              { "key": "#", "action": "disconnect" } ] } },
            { "number": "201", "name": "Anna", "type": "user", "config": { "device": "web:anna", "ringFor": "00:00:25" } },
            { "number": "202", "name": "Nobody", "type": "user", "config": {} },
            { "number": "300", "name": "Closed", "type": "auto-answer", "language": "en", "config": { "message": "We are closed." } },
            { "number": "400", "name": "Outside", "type": "forward", "config": { "to": "+31201234567" } }
          ]
        }
        """;
}
