using System.Text;

namespace Pbx.Functions.Accounts;

/// <summary>Turns the path that the JSON reader names (<c>$.extensions[3].name</c>) into a JSON pointer (<c>/extensions/3/name</c>).</summary>
internal static class JsonPath
{
    public static string ToPointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (var part in (path ?? "$").Split(['.', '[', ']', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part != "$")
            {
                pointer.Append('/').Append(part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
            }
        }

        return pointer.ToString();
    }
}
