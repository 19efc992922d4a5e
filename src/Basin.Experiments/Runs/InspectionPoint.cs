using System.Numerics;
using Basin.Models;

namespace Basin.Experiments.Runs;

/// <summary>A point to inspect: a model at its parameters, with the data it was made for, in any precision.</summary>
internal abstract class InspectionPoint
{
    /// <summary>p.</summary>
    public abstract int ParameterCount { get; }

    /// <summary>Opens the objective on some of the training examples, at the point.</summary>
    /// <param name="choose">From all training examples to those to measure on.</param>
    /// <param name="options">How to go over them.</param>
    /// <typeparam name="T">float or double.</typeparam>
    public abstract OpenPoint<T> Open<T>(Sample choose, ObjectiveOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>;
}
