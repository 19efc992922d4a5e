using System.Collections.Immutable;
using System.Numerics;
using Basin.Models;

namespace Basin.Experiments.Runs;

/// <summary>A point that is open for inspection.</summary>
/// <param name="Objective">At its point.</param>
/// <param name="ExamplesAvailable">n of the whole training set.</param>
/// <param name="Notes">How the model was read, a sentence each.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed record OpenPoint<T>(Objective<T> Objective, int ExamplesAvailable, ImmutableArray<string> Notes) : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Dispose() => Objective.Dispose();
}
