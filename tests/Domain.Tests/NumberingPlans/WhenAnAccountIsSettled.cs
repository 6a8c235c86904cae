using Pbx.Domain.Machines;
using Pbx.Domain.NumberingPlans;
using Pbx.Domain.Tests.Calls;
using static Pbx.Domain.Tests.NumberingPlans.Office;

namespace Pbx.Domain.Tests.NumberingPlans;

public sealed class WhenAnAccountIsSettled
{
    [Fact]
    [Trait("Rule", "NPL-005")]
    public void Renaming_the_account_renames_its_main_scheme_and_no_other()
    {
        var document = TestAccount.With().Document;
        document = document with { Account = document.Account with { Name = "New name" }, Schemes = document.Schemes.Add(ThreePlans with { Number = 2, Name = "Sales" }) };
        Assert.Equal(["New name", "Sales"], SchemeSettling.Settle(document, At("2026-11-17 10:00")).Schemes.Select(scheme => scheme.Name));
    }

    [Fact]
    [Trait("Rule", "NPL-002")]
    [Trait("Rule", "NPL-020")]
    public void Each_scheme_switches_for_itself()
    {
        var document = TestAccount.With().Document;
        var sales = Overrides.SetTemporary(ThreePlans with { Number = 2, Name = "Sales" }, Zone, 6, At("2026-11-17 10:00"), "Anna");
        document = document with { Schemes = [.. document.Schemes, sales, ThreePlans with { Number = 3, Name = "Site" }] };
        Assert.Equal([1, 6, 1], SchemeSettling.Settle(document, At("2026-11-17 10:30")).Schemes.Select(scheme => scheme.PlanAt("2026-11-17 10:30") ?? 0));
        Assert.Equal([null, null, null], SchemeSettling.Settle(document, At("2026-11-17 12:00")).Schemes.Select(scheme => scheme.Temporary));
    }
}
