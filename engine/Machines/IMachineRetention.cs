namespace Pbx.Engine.Machines;

/// <summary>Forgets machines of long ago. Machines whose id begins with a week (ISO year and week, six digits) are kept together by week and forgotten together; others stay.</summary>
public interface IMachineRetention
{
    /// <summary>Drops every week that was over (in UTC) at the instant; answers the names of what was dropped, kind and week, in order.</summary>
    Task<IReadOnlyList<string>> DropOlderThan(DateTimeOffset instant, CancellationToken cancel);
}
