using System.Text.Json.Serialization.Metadata;
using Pbx.Domain.CallFlows;
using Pbx.Domain.Calls;
using Pbx.Domain.Documents;
using Pbx.Domain.Machines;
using Pbx.Domain.Ringing;

namespace Pbx.Domain.Extensions;

/// <summary>A kind of extension, for code that handles all kinds alike: the types of configuration and state are hidden.</summary>
public abstract class ExtensionType
{
    private protected ExtensionType()
    {
    }

    /// <summary>The name under which it is stored.</summary>
    public abstract string Key { get; }

    /// <summary>Whether a call counts as answered when it enters with a configuration (EXT-069).</summary>
    public abstract bool Answers(object config);

    /// <summary>Whether callers may key the number of such an extension where nothing else is set (EXT-048).</summary>
    public abstract bool IsKeyed { get; }

    /// <summary>The record that holds its configuration.</summary>
    public abstract Type ConfigType { get; }

    /// <summary>The record that holds the state of a call in it.</summary>
    public abstract Type StateType { get; }

    /// <summary>A configuration that can be shown and tested.</summary>
    public abstract object Sample { get; }

    /// <summary>How configuration and state are written as JSON.</summary>
    public abstract IJsonTypeInfoResolver Json { get; }

    /// <summary>A call enters.</summary>
    public abstract Move<object> Enter(object config, Arrival arrival, IDirectory directory, Moment at);

    /// <summary>Something happened to a call that is in it.</summary>
    public abstract Move<object> Step(object state, CallEvent evt, object config, Arrival arrival, IDirectory directory, Moment at);

    /// <summary>When it wants to be woken.</summary>
    public abstract DateTimeOffset? Due(object state);

    /// <summary>All ways out of it.</summary>
    public abstract IEnumerable<Way> Ways(object config);

    /// <summary>Whether a call can come to something here.</summary>
    public abstract bool Takes(object config);

    /// <summary>Whether all that it does with a call is to ring one phone.</summary>
    public abstract bool RingsOnePhone { get; }

    /// <summary>That phone; nothing: there is none now.</summary>
    public abstract RingTarget? Phone(object config, Arrival arrival);

    /// <summary>Everything that is wrong with a configuration.</summary>
    public abstract IEnumerable<Problem> Check(object config, IDialPlan plan);

    /// <summary>The type that a set of functions implements.</summary>
    public static ExtensionType Of<TType, TConfig, TState>(IJsonTypeInfoResolver json)
        where TType : IExtensionType<TConfig, TState>
        where TConfig : class
        where TState : class => new Bound<TType, TConfig, TState>(json);

    /// <inheritdoc/>
    public override string ToString() => Key;

    private sealed class Bound<TType, TConfig, TState>(IJsonTypeInfoResolver json) : ExtensionType
        where TType : IExtensionType<TConfig, TState>
        where TConfig : class
        where TState : class
    {
        public override string Key => TType.Key;

        public override bool Answers(object config) => TType.AnswersWith((TConfig)config) ?? TType.Answers;

        public override bool IsKeyed => TType.IsKeyed;

        public override Type ConfigType => typeof(TConfig);

        public override Type StateType => typeof(TState);

        public override object Sample => TType.Sample;

        public override IJsonTypeInfoResolver Json => json;

        public override Move<object> Enter(object config, Arrival arrival, IDirectory directory, Moment at) =>
            Hide(TType.Enter((TConfig)config, arrival, directory, at));

        public override Move<object> Step(object state, CallEvent evt, object config, Arrival arrival, IDirectory directory, Moment at) =>
            Hide(TType.Step((TState)state, evt, (TConfig)config, arrival, directory, at));

        public override DateTimeOffset? Due(object state) => TType.Due((TState)state);

        public override IEnumerable<Way> Ways(object config) => TType.Ways((TConfig)config);

        public override bool Takes(object config) => TType.Takes((TConfig)config);

        public override bool RingsOnePhone => TType.RingsOnePhone;

        public override RingTarget? Phone(object config, Arrival arrival) => TType.Phone((TConfig)config, arrival);

        public override IEnumerable<Problem> Check(object config, IDialPlan plan) => TType.Check((TConfig)config, plan);

        private static Move<object> Hide(Move<TState> move) => move switch
        {
            Move<TState>.Stay stay => new Move<object>.Stay(stay.State, stay.Commands, stay.Because),
            Move<TState>.GoTo go => new Move<object>.GoTo(go.To, go.Commands, go.Because, go.Chosen, go.Prefix, go.Otherwise, go.Keys, go.Shown, go.Waits),
            Move<TState>.Connect connect => new Move<object>.Connect(connect.Ring, connect.Commands, connect.Because, connect.Rights),
            Move<TState>.End end => new Move<object>.End(end.Reason, end.Commands, end.Because, end.IsSaid),
            _ => throw new ArgumentOutOfRangeException(nameof(move), move, "There are four moves."),
        };
    }
}
