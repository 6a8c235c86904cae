using System.Reflection;
using Microsoft.Azure.Functions.Worker.Host;
using Microsoft.Azure.Functions.Worker.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The function is called on a schedule, in UTC. The parameter is a <see cref="TimerInfo"/>.</summary>
/// <param name="schedule">NCRONTAB with six fields (seconds first) or five, or a TimeSpan; <c>%Name%</c> stands for an app setting.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : Attribute, ITriggerAttribute
{
    /// <summary>The schedule as it is written.</summary>
    internal string Expression { get; } = schedule;

    /// <summary>Whether the schedule's status is kept, so that occurrences missed while the app was down are made up by one call. Never for occurrences less than a minute apart.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function is also called when the app starts.</summary>
    public bool RunOnStartup { get; set; }

    string ITriggerAttribute.Kind => "timer";

    void ITriggerAttribute.AddListener(IServiceCollection services) => services.AddSingleton<ITriggerListener, TimerListener>();

    Argument? ITriggerAttribute.Bind(ParameterInfo parameter, FoundFunction function) =>
        parameter.ParameterType == typeof(TimerInfo) ? static invocation => new(invocation.Trigger) : null;

    IEnumerable<string> ITriggerAttribute.Check(FoundFunction function, IConfiguration settings)
    {
        string? problem = null;
        try
        {
            Schedule.Parse(settings.Resolve(Expression));
        }
        catch (FormatException e)
        {
            problem = $"{function.Name}: the schedule '{Expression}' cannot be used: {e.Message}.";
        }

        return problem is null ? [] : [problem];
    }
}
