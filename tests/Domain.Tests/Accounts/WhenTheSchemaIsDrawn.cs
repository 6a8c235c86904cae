using System.Runtime.CompilerServices;
using System.Text;
using Pbx.Domain.Accounts;

namespace Pbx.Domain.Tests.Accounts;

public sealed class WhenTheSchemaIsDrawn
{
    /// <summary>Written anew by <c>PBX_WRITE=1 dotnet test tests/Domain.Tests --filter SchemaIsDrawn</c>.</summary>
    [Fact]
    public void The_committed_schema_is_up_to_date()
    {
        var file = Path.Combine(Root(), "docs", "account.schema.json");
        var drawn = Encoding.UTF8.GetString(AccountSchema.Text.Span);
        if (Environment.GetEnvironmentVariable("PBX_WRITE") == "1")
        {
            File.WriteAllText(file, drawn);
        }

        Assert.Equal(drawn, File.ReadAllText(file));
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
