namespace Pbx.Domain.CallFlows;

/// <summary>The configuration of a type in which callers reach extensions by keys without each being named as a destination; they are too many to be ways.</summary>
public interface IDialsByKeys
{
    /// <summary>Whether callers key the numbers of extensions (EXT-300).</summary>
    bool DialsNumbers { get; }

    /// <summary>Whether callers spell the names of extensions (EXT-291).</summary>
    bool DialsNames { get; }
}
