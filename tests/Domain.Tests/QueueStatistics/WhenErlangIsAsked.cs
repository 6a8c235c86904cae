namespace Pbx.Domain.Tests.QueueStatistics;

public sealed class WhenErlangIsAsked
{
    private const double Talk = 60;

    [Theory]
    [InlineData(1, 0.5, 0.5)] // with one agent a call waits as often as the agent talks
    [InlineData(1, 0.9, 0.9)]
    [InlineData(2, 1, 0.333333)]
    [InlineData(5, 4, 0.554113)]
    [InlineData(10, 8, 0.409180)]
    public void The_formula_is_as_tables_have_it(int agents, double load, double waits)
    {
        var formula = new ErlangC(agents, load / Talk, Talk);
        Assert.Equal(waits, formula.Waits, 5);
        Assert.Equal(1 - waits, formula.Within(0), 5);
        Assert.Equal(waits * Talk / (agents - load), formula.MeanWait, 3);
    }
}
