using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Extensions;

/// <summary>
/// One kind of extension: what it does with a call that enters it. The recipe for a new one is in README.md beside this file;
/// the contract tests run over all of <see cref="ExtensionTypes.All"/>.
/// </summary>
public interface IExtensionType<TConfig, TState>
    where TConfig : class
    where TState : class
{
    /// <summary>The name under which it is stored; never renamed.</summary>
    static abstract string Key { get; }

    /// <summary>Whether a call counts as answered when it enters (EXT-069).</summary>
    static abstract bool Answers { get; }

    /// <summary>Whether a call counts as answered when it enters with a configuration, where that depends on it (EXT-069); nothing: as <see cref="Answers"/> says.</summary>
    static virtual bool? AnswersWith(TConfig config) => null;

    /// <summary>Whether callers may key the number of such an extension where nothing else is set: on for users and groups (EXT-048).</summary>
    static virtual bool IsKeyed => false;

    /// <summary>A configuration that can be shown and tested.</summary>
    static abstract TConfig Sample { get; }

    /// <summary>A call enters.</summary>
    static abstract Move<TState> Enter(TConfig config, Arrival arrival, IDirectory directory, Moment at);

    /// <summary>Something happened to a call that is in it. An event that it does not wait for changes nothing.</summary>
    static abstract Move<TState> Step(TState state, CallEvent evt, TConfig config, Arrival arrival, IDirectory directory, Moment at);

    /// <summary>When it wants to be woken if nothing happens.</summary>
    static abstract DateTimeOffset? Due(TState state);

    /// <summary>All ways out of it, with pointers into the configuration.</summary>
    static abstract IEnumerable<Way> Ways(TConfig config);

    /// <summary>Whether a call can come to something here: somebody answers, or there is something to hear or to leave.</summary>
    static virtual bool Takes(TConfig config) => true;

    /// <summary>Whether all that it does with a call is to ring one phone, so that it can be rung together with others (EXT-059).</summary>
    static virtual bool RingsOnePhone => false;

    /// <summary>That phone; nothing: there is none now.</summary>
    /// <param name="arrival">With number and name of this extension.</param>
    static virtual RingTarget? Phone(TConfig config, Arrival arrival) => null;

    /// <summary>Everything that is wrong with a configuration, with pointers into it.</summary>
    static abstract IEnumerable<Problem> Check(TConfig config, IDialPlan plan);
}
