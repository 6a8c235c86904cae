namespace Pbx.Domain.Tests.Calls;

/// <summary>Extensions on 999, where +31205550104 leads, that ring, count or talk.</summary>
internal static class Ringing
{
    public const string Group = """{ "number": "999", "name": "Desk", "type": "group", "config": { "members": ["201"], "external": { "noAnswer": ["400", "+31209999999"] } } }""";

    public const string HuntGroup = """{ "number": "999", "name": "Desk", "type": "hunt-group", "config": { "members": ["201"], "distribution": "circular", "waitFor": "00:01:00", "fallback": "300" } }""";

    public const string Bot = """{ "number": "999", "name": "Bot", "type": "ai", "config": { "endpoint": "https://bots.example.com/one", "fallback": "300" } }""";

    public const string RungBot = """{ "number": "999", "name": "Bot", "type": "ai", "config": { "phone": "web:bot" } }""";

    public const string RuleBased = """{ "number": "999", "name": "Rules", "type": "rule-based", "config": { "rules": [{ "name": "Ring", "then": { "do": "ring", "ring": [{ "destination": "201" }, { "destination": "400", "after": "00:00:10" }, { "destination": "300", "after": "00:00:30" }] } }] } }""";

    public const string RuledUser = """{ "number": "999", "name": "Anna", "type": "user", "config": { "incomingRules": [{ "name": "Ring", "then": { "do": "ring", "ring": [{ "destination": "201" }] } }] } }""";

    public const string Telling = """{ "number": "999", "name": "Rules", "type": "rule-based", "config": { "rules": [{ "name": "Tell", "then": { "do": "message", "message": "Tekst.", "destination": "201" } }] } }""";

    public const string CallLimit = """{ "number": "999", "name": "Limit", "type": "call-limit", "config": { "limit": 3, "within": "201", "above": "300" } }""";
}
