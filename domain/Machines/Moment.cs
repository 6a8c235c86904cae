namespace Pbx.Domain.Machines;

/// <summary>
/// When a step is taken, and how its commands will be called: the instant, the revision that the step leads to, and how many commands
/// the step has given already.
/// </summary>
public readonly record struct Moment(DateTimeOffset At, int Revision, int Given = 0)
{
    /// <summary>The name of the command at a place in the list that the present decision returns.</summary>
    public OpId Op(int index) => new(Revision, Given + index);

    /// <summary>The same moment after more commands were given in the same step.</summary>
    public Moment After(int commands) => this with { Given = Given + commands };
}
