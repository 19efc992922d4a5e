using System.Runtime.CompilerServices;

namespace Basin.Training.Instruments;

/// <summary>What was read at one step: made once and filled anew, so that a step allocates nothing.</summary>
public sealed class ReadingList
{
    private readonly (InstrumentDescription Instrument, Reading Reading)[] _readings = new (InstrumentDescription, Reading)[InstrumentCatalog.All.Length];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>One of them, in the order in which they were read.</summary>
    public (InstrumentDescription Instrument, Reading Reading) this[int index] => _readings.AsSpan(0, Count)[index];

    /// <summary>Forgets all.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds what was read, unless it is nothing or no finite number.</summary>
    /// <param name="instrument">Which.</param>
    /// <param name="reading">What it read; null for nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(InstrumentDescription instrument, Reading? reading)
    {
        if (reading is { } known && double.IsFinite(known.Value)) _readings[Count++] = (instrument, known);
    }
}
