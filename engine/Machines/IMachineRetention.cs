namespace Pbx.Engine.Machines;

/// <summary>Forgets machines of long ago. Machines whose id begins with a week (ISO year and week, six digits) are kept together by week and forgotten together; others stay.</summary>
public interface IMachineRetention
{
    /// <summary>Drops every week that was over (in UTC) at the instant; answers the names of what was dropped, kind and week, in order.</summary>
    Task<IReadOnlyList<string>> DropOlderThan(DateTimeOffset instant, CancellationToken cancel);

    /// <summary>
    /// Takes events that were handled before an instant out of the journals of machines of a kind that are not kept by week; their states stay. An event that comes again after that is not known any more.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> CutJournals(string kind, DateTimeOffset before, CancellationToken cancel);
}
