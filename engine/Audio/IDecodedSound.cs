namespace Pbx.Engine.Audio;

/// <summary>A sound that is decoded as it is read, its channels mixed to one.</summary>
internal interface IDecodedSound
{
    /// <summary>Samples per second, 1 to <see cref="Resampler.HighestRate"/>.</summary>
    int Rate { get; }

    /// <summary>What turned out to be wrong with the file, as far as it was read.</summary>
    IReadOnlyList<string> Problems { get; }

    /// <summary>The next samples, 1 being full scale; 0 is the end.</summary>
    int Read(Span<float> mono);
}
