using System.Numerics;

namespace Basin.Training.Instruments.Steps;

/// <summary>Reads something of a step from what the step computed anyway: cheap, so at each step that is reported.</summary>
/// <remarks>Allocates nothing. What it reads depends on θ, the batch and, where both ends of a step are looked at, on the step before.</remarks>
public abstract class StepInstrument
{
    /// <summary>What it reads.</summary>
    public abstract InstrumentDescription Description { get; }

    /// <summary>Reads it before θ moves.</summary>
    /// <param name="scene">The step.</param>
    /// <returns>Null where there is nothing to read.</returns>
    public abstract Reading? Read<T>(StepScene<T> scene)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
